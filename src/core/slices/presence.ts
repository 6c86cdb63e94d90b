/** Who is online, for the people on screen only (protocol §3.10). */
import * as api from '../../protocol/endpoints.js';
import { onlineStatus } from '../../protocol/session-frames.js';
import type { Client } from '../api.js';
import type { Scope, Watch } from '../scope.js';
import { oneAtATime, type Slice } from '../slice.js';

export type PresenceActions = Pick<
  Client,
  'subscribeUsersStatus' | 'unsubscribeUsersStatus' | 'getSubscribeUsersStatus' | 'getUserStatus'
>;

/** Counts a watcher more (1) or less (-1). */
export function watching({ counts }: Watch, id: string, change: 1 | -1): void {
  const left = (counts.get(id) ?? 0) + change;
  if (left) counts.set(id, left);
  else counts.delete(id);
}

/** Changes within so many ms travel together. */
const GATHER = 30;
/** IDs in one frame: at their longest this stays below half of what the gateway takes. */
const FRAME = 100;
/** Rows read at once. */
const ROWS = 1000;

export function presence(scope: Scope, watch: Watch) {
  let subscribed = new Set<string>();
  const wanted = () => new Set([...watch.counts.keys(), ...watch.named]);
  const statusOf = (userID: string) => {
    const platformIDs = [...(scope.state.presence.get(userID) ?? [])];
    return { userID, status: +!!platformIDs.length, platformIDs };
  };
  /** Takes over whole platform lists; those of people who are not watched any more are dropped. */
  const fold = (list: readonly { userID: string; onlinePlatformIDs: readonly number[] }[]) => {
    const here = wanted();
    const next = new Map([...scope.state.presence].filter(([id]) => here.has(id)));
    const changed: string[] = [];
    for (const { userID, onlinePlatformIDs } of list) {
      if (!here.has(userID)) continue;
      if (String(next.get(userID) ?? '') !== String(onlinePlatformIDs)) changed.push(userID);
      next.set(userID, onlinePlatformIDs);
      scope.put(['presence', userID], [userID, onlinePlatformIDs]);
    }
    scope.set('presence', next);
    for (const userID of changed) scope.emit('userStatusChanged', statusOf(userID));
  };

  const send = oneAtATime(async () => {
    const here = subscribed;
    const next = wanted();
    const add = [...next].filter(id => !here.has(id));
    const drop = [...here].filter(id => !next.has(id));
    while (add.length || drop.length) {
      const subscribeUserID = add.splice(0, FRAME);
      const unsubscribeUserID = drop.splice(0, FRAME);
      const { subscribers } = await scope.frame(onlineStatus, { subscribeUserID, unsubscribeUserID });
      for (const id of subscribeUserID) here.add(id);
      for (const id of unsubscribeUserID) here.delete(id);
      fold(subscribers);
    }
  });

  let soon: Promise<void> | undefined;
  const sync = () =>
    (soon ??= scope.sleep(GATHER).then(() => {
      soon = undefined;
      if (scope.state.connection.status === 'connected') return send();
    }));
  const name = (userIDs: readonly string[], change: 'add' | 'delete') => {
    for (const id of userIDs) watch.named[change](id);
    return sync();
  };

  /** Where the last look at the rows ended. */
  let last = '';
  const rows = async () => {
    const some = (await scope.range('presence', ROWS, ['presence', last])) as [string, number[]][];
    last = some[ROWS - 1]?.[0] ?? '';
    return some;
  };

  const slice: Slice<PresenceActions> = {
    async restore() {
      scope.set('presence', new Map(await rows()));
    },
    async load() {
      // Subscriptions went with the connection.
      subscribed = new Set();
      await send();
      const here = wanted();
      // Rows of strangers who left the screen go, a block with each load.
      for (const [id] of await rows())
        if (!here.has(id) && !scope.state.friends.has(id)) scope.put(['presence', id], undefined);
    },
    actions: {
      async subscribeUsersStatus(userIDs) {
        await name(userIDs, 'add');
        return userIDs.map(statusOf);
      },
      unsubscribeUsersStatus: userIDs => name(userIDs, 'delete'),
      getSubscribeUsersStatus: async () => [...watch.named].map(statusOf),
      getUserStatus: async userIDs =>
        (await scope.call(api.getUsersStatus, { userID: scope.userID, userIDs: [...userIDs] })).statusList ?? [],
    },
  };
  return { ...slice, fold, sync };
}
