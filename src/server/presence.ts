/** Who is online where, and who is told of it (protocol §3.10). */
import { toBase64, packEnvelope } from '../protocol/envelope.js';
import { onlineStatus } from '../protocol/frames.js';
import { encode } from '../protocol/wire.js';
import { whereabouts } from './answers.js';
import type { Presence } from './context.js';
import type { Hub } from './gateway-hub.js';
import type { Session } from './gateway-session.js';
import type { Runtime, Timer } from './runtime.js';
import type { Store } from './store/port.js';

/** Changes within this are told as one: a reload is no going and coming. */
export const MERGE_MS = 50;
/** Users whom the connections of one user may watch. */
export const MAX_WATCHED = 20_000;
/** Longer IDs are nobody's, and would fill the memory. */
const MAX_USER_ID = 64;

export interface PresenceService extends Presence {
  /** The session was added to the hub. */
  came(session: Session): void;
  /** The session was taken out of the hub. */
  went(session: Session): void;
  /** False when the connection's user would watch too many. */
  watch(session: Session, add: readonly string[], remove: readonly string[]): boolean;
  close(): void;
}

export function createPresence(hub: Hub, store: Store, runtime: Runtime): PresenceService {
  const watchers = new Map<string, Set<Session>>();
  /** The platform list last told, of everybody who is online. */
  const told = new Map<string, string>();
  const changed = new Set<string>();
  /** When those who went were here last. */
  const gone = new Map<string, number>();
  let timer: Timer | undefined;

  const platforms = (userID: string) =>
    [...new Set(hub.of(userID).map(({ facts }) => facts.platformID))].sort((a, b) => a - b);

  function tell(userID: string) {
    changed.delete(userID);
    const onlinePlatformIDs = platforms(userID);
    const list = onlinePlatformIDs.join();
    if (list === (told.get(userID) ?? '')) return;
    if (list) told.set(userID, list);
    else told.delete(userID);
    const watching = watchers.get(userID);
    if (!watching) return;
    const data = toBase64(encode(onlineStatus.response, { subscribers: [{ userID, onlinePlatformIDs }] }));
    const frame = packEnvelope({
      reqIdentifier: onlineStatus.id,
      msgIncr: '',
      operationID: '',
      errCode: 0,
      errMsg: '',
      data,
    });
    for (const session of [...watching]) session.send(frame);
  }
  /** All in one transaction: a network that breaks takes thousands with it. */
  function save() {
    const rows = [...gone];
    gone.clear();
    if (!rows.length) return;
    try {
      store.transaction(() => {
        for (const [userID, lastOnlineTime] of rows) {
          const user = store.get('users', [userID]);
          if (user) store.put('users', { ...user, lastOnlineTime });
        }
      });
    } catch (error) {
      // A full disk must not keep others from hearing who went.
      runtime.log('error', 'presence not saved', whereabouts(error));
    }
  }
  function note({ facts }: Session) {
    changed.add(facts.userID);
    timer ??= runtime.after(MERGE_MS, () => {
      timer = undefined;
      save();
      for (const userID of [...changed]) tell(userID);
    });
  }
  function forget(session: Session, userID: string) {
    const watching = watchers.get(userID);
    session.watched.delete(userID);
    watching?.delete(session);
    if (!watching?.size) watchers.delete(userID);
  }

  return {
    platforms,
    connections: userID =>
      hub
        .of(userID)
        .map(({ facts, isBackground }) => ({ platformID: facts.platformID, connID: facts.connID, isBackground })),
    came: note,
    went(session) {
      for (const userID of session.watched) forget(session, userID);
      note(session);
      const { userID } = session.facts;
      if (!hub.of(userID).length) gone.set(userID, runtime.now());
    },
    watch(session, add, remove) {
      for (const userID of remove) forget(session, userID);
      const sizes = hub.of(session.facts.userID).map(({ watched }) => watched.size);
      let room = MAX_WATCHED - sizes.reduce((sum, size) => sum + size, 0);
      for (const userID of add) {
        if (userID.length > MAX_USER_ID) continue;
        if (!session.watched.has(userID) && room-- <= 0) return false;
        // The subscription's reply tells the state of now: whoever watches already must be there, too, or a change back would be none.
        if (changed.has(userID)) tell(userID);
        session.watched.add(userID);
        watchers.set(userID, (watchers.get(userID) ?? new Set()).add(session));
      }
      return true;
    },
    close() {
      timer?.cancel();
      save();
    },
  };
}
