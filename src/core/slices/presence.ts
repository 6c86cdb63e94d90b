/** Who is online, for the people on screen only (protocol §3.10). */
import * as api from '../../protocol/endpoints.js';
import { onlineStatus } from '../../protocol/frames.js';
import type { OnlineStatus } from '../../protocol/model.js';
import type { Client } from '../api.js';
import type { Scope } from '../scope.js';
import { oneAtATime, type Slice } from '../slice.js';

export type PresenceActions = Pick<Client, 'subscribeUsersStatus' | 'unsubscribeUsersStatus' | 'getSubscribeUsersStatus' | 'getUserStatus'>;

/** Who is watched, how often; outlives sessions, as what is on screen does. */
export interface Watch {
  readonly counts: Map<string, number>;
  /** By subscribeUsersStatus, each once. */
  readonly named: Set<string>;
}

/** Changes within so many ms travel together. */
const GATHER = 30;
/** Characters of IDs in one frame: with 3 bytes each, base64 and envelope this stays below half of what the gateway takes. */
const FRAME = 5000;

function chunks(ids: string[]): string[][] {
  const all: string[][] = [];
  let room = 0;
  for (const id of ids) {
    if (room < id.length + 4) {
      all.push([]);
      room = FRAME;
    }
    all.at(-1)!.push(id);
    room -= id.length + 4;
  }
  return all;
}

export function presence(scope: Scope, watch: Watch) {
  let subscribed = new Set<string>();

  const fold = (list: readonly { userID: string; onlinePlatformIDs: readonly number[] }[]) => {
    const next = new Map(scope.state.presence);
    const changed = list.filter(({ userID, onlinePlatformIDs }) => watch.counts.has(userID) && next.get(userID)?.join() !== onlinePlatformIDs.join());
    if (!changed.length) return;
    const news = changed.filter(({ userID, onlinePlatformIDs }) => next.has(userID) || onlinePlatformIDs.length);
    for (const { userID, onlinePlatformIDs } of changed) {
      next.set(userID, [...onlinePlatformIDs]);
      scope.put(['presence', userID], [userID, [...onlinePlatformIDs]]);
    }
    scope.set('presence', next);
    for (const { userID } of news) scope.emit('userStatusChanged', statusOf(userID));
  };
  const statusOf = (userID: string): OnlineStatus => {
    const platformIDs = [...(scope.state.presence.get(userID) ?? [])];
    return { userID, status: +!!platformIDs.length, platformIDs };
  };

  const send = oneAtATime(async () => {
    const gone = [...subscribed].filter(id => !watch.counts.has(id));
    const here = subscribed;
    for (const ids of chunks(gone)) {
      for (const id of ids) here.delete(id);
      await scope.frame(onlineStatus, { unsubscribeUserID: ids });
    }
    if (gone.length) scope.set('presence', new Map([...scope.state.presence].filter(([id]) => watch.counts.has(id))));
    for (const ids of chunks([...watch.counts.keys()].filter(id => !here.has(id)))) {
      for (const id of ids) here.add(id);
      fold((await scope.frame(onlineStatus, { subscribeUserID: ids })).subscribers);
    }
  });

  let soon: Promise<void> | undefined;
  const sync = () =>
    (soon ??= scope.sleep(GATHER).then(() => {
      soon = undefined;
      if (scope.state.connection.status === 'connected') return send();
    }));

  const slice: Slice<PresenceActions> = {
    async restore() {
      const cached = (await scope.range('presence', 1000)) as [string, number[]][];
      if (cached.length) scope.set('presence', new Map(cached));
    },
    async load() {
      // Subscriptions went with the connection.
      subscribed = new Set();
      if (watch.counts.size) await send();
    },
    actions: {
      async subscribeUsersStatus(userIDs) {
        for (const id of userIDs) if (!watch.named.has(id)) retain(watch, id), watch.named.add(id);
        await sync();
        return userIDs.map(statusOf);
      },
      async unsubscribeUsersStatus(userIDs) {
        for (const id of userIDs) if (watch.named.delete(id)) release(watch, id);
        await sync();
      },
      getSubscribeUsersStatus: async () => [...watch.named].map(statusOf),
      getUserStatus: async userIDs => (await scope.call(api.getUsersStatus, { userID: scope.userID, userIDs: [...userIDs] })).statusList ?? [],
    },
  };
  return { ...slice, fold, sync };
}

export const retain = ({ counts }: Watch, id: string) => counts.set(id, (counts.get(id) ?? 0) + 1);
export const release = ({ counts }: Watch, id: string) => {
  const left = (counts.get(id) ?? 1) - 1;
  if (left) counts.set(id, left);
  else counts.delete(id);
};
