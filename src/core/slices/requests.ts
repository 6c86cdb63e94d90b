/** Friend requests, received and sent: the newest page of each, all open ones, older ones when asked for (protocol §6). */
import * as api from '../../protocol/endpoints.js';
import { commandTypes, handleResult, type FriendApplicationItem, type FriendRequest } from '../../protocol/model.js';
import type { Client } from '../api.js';
import { openTable } from '../change.js';
import type { Scope } from '../scope.js';
import { allPages, listLoad, oneAtATime, type Slice } from '../slice.js';
import { requestKey } from '../state.js';

export type RequestActions = Pick<
  Client,
  | 'addFriend' | 'acceptFriendApplication' | 'refuseFriendApplication' | 'deleteFriendApplication' | 'restoreFriendApplication' | 'loadOlderRequests'
  | 'getRecvFriendApplicationList' | 'getFriendApplicationListAsRecipient' | 'getSendFriendApplicationList' | 'getFriendApplicationListAsApplicant'
  | 'getFriendApplicationUnhandledCount'
>;
type Direction = 'received' | 'sent';
interface Pair {
  fromUserID: string;
  toUserID: string;
}

const PAGE = 50;
const type = commandTypes.hiddenFriendRequest;
const directions = ['received', 'sent'] as const;

const keyOf = ({ fromUserID, toUserID }: Pair) => requestKey(fromUserID, toUserID);
const uuidOf = ({ fromUserID, toUserID }: Pair) => `${fromUserID}_${toUserID}`;
/** True when `next` tells no less than `known`: answers and pushes overtake each other. A request only goes from open to handled, or begins anew. */
const isNewer = (known: FriendRequest | undefined, next: FriendRequest) =>
  !known || next.createTime > known.createTime || (next.createTime === known.createTime && (next.handleResult !== handleResult.open || known.handleResult === handleResult.open));

export function requests(scope: Scope, reload: (list: 'friends') => Promise<void>): Slice<RequestActions> & { load(): Promise<void> } {
  const { userID } = scope;
  /** createTime of the request that was hidden, by `from_to`. */
  let hidden = new Map<string, number>();
  /** What was hidden (or taken back: 0) here since the marks were last asked for. */
  const own = new Map<string, number>();
  const hide = (uuid: string, time: number) => {
    own.set(uuid, time);
    hidden.set(uuid, time);
  };
  const pages = { received: 1, sent: 1 };
  let loading = false;

  const table = openTable<'requests', FriendApplicationItem>(scope, 'requests', keyOf, (before, after) => {
    if (!after) scope.emit('friendApplicationDeleted', before!);
    else if (before?.createTime !== after.createTime || before.handleResult !== after.handleResult)
      scope.emit(
        after.handleResult === handleResult.open ? 'friendApplicationAdded'
        : after.handleResult === handleResult.agreed ? 'friendApplicationAccepted'
        : 'friendApplicationRejected',
        after,
      );
  });
  const isHidden = (request: FriendRequest) => (hidden.get(uuidOf(request)) ?? 0) >= request.createTime;
  const fold = (items: readonly (FriendRequest | null)[], quiet?: boolean, version?: number) => {
    const upserts = items.flatMap(item => (item && !isHidden(item) && isNewer(scope.state.requests.get(keyOf(item)), item) ? { ...item, attachedInfo: '' } : []));
    table.apply({ upserts, version }, quiet);
  };
  const inState = (direction: Direction) =>
    [...scope.state.requests.values()].filter(request => (direction === 'sent' ? request.fromUserID : request.toUserID) === userID);

  async function page(direction: Direction, pageNumber: number, showNumber = PAGE, handleResults?: number[]) {
    const query = { userID, pagination: { pageNumber, showNumber }, ...(handleResults && { handleResults }) };
    if (direction === 'sent') {
      const { friendRequests: items, total } = await scope.call(api.getSentRequests, query);
      return { items, total };
    }
    const { FriendRequests: items, total } = await scope.call(api.getReceivedRequests, query);
    return { items, total };
  }
  /** Both directions between two people. */
  const between = async ({ fromUserID, toUserID }: Pair) => (await scope.call(api.getRequestsBetween, { fromUserID, toUserID })).friendRequests ?? [];

  async function loadHidden() {
    own.clear();
    try {
      const { CommandResp } = await scope.call(api.getUserCommands, { userID, type });
      hidden = new Map([...(CommandResp ?? []).map(({ uuid, value }) => [uuid, Number(value)] as const), ...own]);
    } catch (error) {
      // A server without them hides nothing.
      if (!scope.alive || (error as { retryable?: boolean }).retryable) throw error;
    }
  }

  const load = listLoad(scope, directions, async () => {
    loading = true;
    try {
      const known = new Set(scope.state.requests.keys());
      await loadHidden();
      const found: FriendRequest[] = [];
      for (const direction of directions) {
        const { items, total } = await page(direction, 1);
        found.push(...(items ?? []));
        pages[direction] = 1;
        const more = total > PAGE;
        if (more) found.push(...(await allPages(PAGE, ({ pageNumber, showNumber }) => page(direction, pageNumber, showNumber, [handleResult.open]))));
        scope.list(direction, { ...scope.state.lists[direction], more });
      }
      const seen = new Set(found.map(keyOf));
      // What was open here and is not among the open ones was handled, or its people are gone.
      for (const request of directions.flatMap(inState))
        if (request.handleResult === handleResult.open && known.has(keyOf(request)) && !seen.has(keyOf(request))) {
          const still = (await between(request)).filter(item => keyOf(item) === keyOf(request));
          found.push(...still);
          if (!still.length) table.apply({ deletes: [keyOf(request)] });
        }
      const first = !table.version();
      table.apply({ deletes: [...scope.state.requests].filter(([, request]) => isHidden(request)).map(([key]) => key) });
      fold(found, first, 1);
    } finally {
      loading = false;
    }
  });

  /** Folds what a notification tells; an older server leaves `request` out. */
  const told = ({ request, fromToUserID }: { request: FriendRequest | null; fromToUserID: Pair }) => {
    if (request) fold([request]);
    // Accepting one settles the opposite one too, which no notification tells.
    const opposite = scope.state.requests.get(requestKey(fromToUserID.toUserID, fromToUserID.fromUserID));
    if (loading) return load();
    if (!request || (request.handleResult === handleResult.agreed && opposite?.handleResult === handleResult.open)) return refresh(fromToUserID);
  };
  const refresh = async (pair: Pair) => { fold(await between(pair)); };

  const respond = (result: number) => async ({ toUserID: fromUserID, handleMsg = '' }: { toUserID: string; handleMsg?: string }) => {
    const pair = { fromUserID, toUserID: userID };
    await scope.call(api.respondFriend, { ...pair, handleResult: result, handleMsg });
    await refresh(pair);
    if (result === handleResult.agreed) await reload('friends');
  };

  const listOf = (direction: Direction): RequestActions['getRecvFriendApplicationList'] => async ({ offset = 0, count = 0, handleResults } = {}) => {
    const results = handleResults && [...handleResults];
    const items = count > 0
      ? (await page(direction, Math.floor(offset / count) + 1, count, results)).items ?? []
      : await allPages(200, ({ pageNumber, showNumber }) => page(direction, pageNumber, showNumber, results));
    return items.filter(item => !isHidden(item)).map(item => ({ ...item, attachedInfo: '' }));
  };

  const older = (direction: Direction) => oneAtATime(async () => {
    // A page may bring nothing new when the cache knew it: then the next.
    for (let size = scope.state.requests.size, more = scope.state.lists[direction].more; more && size === scope.state.requests.size; ) {
      const { items, total } = await page(direction, pages[direction] + 1);
      more = ++pages[direction] * PAGE < total && !!items?.length;
      fold(items ?? [], true);
      scope.list(direction, { ...scope.state.lists[direction], more });
    }
  });
  const olderOf = { received: older('received'), sent: older('sent') };

  return {
    async restore() {
      await table.restore();
      if (table.version()) for (const direction of directions) scope.list(direction, { status: 'cached' });
    },
    load,
    notices: { friendApplication: told, friendApplicationApproved: told, friendApplicationRejected: told },
    actions: {
      async addFriend({ toUserID, reqMsg = '', ex = '' }) {
        await scope.call(api.addFriend, { fromUserID: userID, toUserID, reqMsg, ex });
        await refresh({ fromUserID: userID, toUserID });
      },
      acceptFriendApplication: respond(handleResult.agreed),
      refuseFriendApplication: respond(handleResult.refused),
      async deleteFriendApplication(pair) {
        const request = scope.state.requests.get(keyOf(pair)) ?? (await between(pair)).find(item => keyOf(item) === keyOf(pair));
        if (!request) return;
        const uuid = uuidOf(pair);
        await scope.call(hidden.get(uuid) ? api.updateUserCommand : api.addUserCommand, { userID, type, uuid, value: String(request.createTime) });
        hide(uuid, request.createTime);
        table.apply({ deletes: [keyOf(pair)] });
      },
      async restoreFriendApplication(pair) {
        await scope.call(api.deleteUserCommand, { userID, type, uuid: uuidOf(pair) });
        hide(uuidOf(pair), 0);
        fold(await between(pair));
      },
      loadOlderRequests: direction => olderOf[direction](),
      getRecvFriendApplicationList: listOf('received'),
      getFriendApplicationListAsRecipient: listOf('received'),
      getSendFriendApplicationList: listOf('sent'),
      getFriendApplicationListAsApplicant: listOf('sent'),
      getFriendApplicationUnhandledCount: async ({ time = 0 } = {}) => (await scope.call(api.getUnhandledCount, { userID, time })).count,
    },
  };
}
