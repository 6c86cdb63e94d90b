/** Friend requests, received and sent: the newest page of each, all open ones, older ones when asked for (protocol §6). */
import * as api from '../../protocol/endpoints.js';
import type { ImError } from '../../protocol/errors.js';
import {
  commandTypes,
  handleResult,
  type FriendApplicationItem,
  type FriendRequest,
  type FromToUserID,
  type Pagination,
} from '../../protocol/model.js';
import type { Client } from '../api.js';
import { openTable } from '../change.js';
import type { Scope } from '../scope.js';
import { allPages, follow, type Page, type Slice } from '../slice.js';
import { requestKey } from '../state.js';

export type RequestActions = Pick<
  Client,
  | 'addFriend'
  | 'acceptFriendApplication'
  | 'refuseFriendApplication'
  | 'deleteFriendApplication'
  | 'restoreFriendApplication'
  | 'loadOlderRequests'
  | 'getRecvFriendApplicationList'
  | 'getFriendApplicationListAsRecipient'
  | 'getSendFriendApplicationList'
  | 'getFriendApplicationListAsApplicant'
  | 'getFriendApplicationUnhandledCount'
>;
type Direction = 'received' | 'sent';

const PAGE = 50;
const { open, agreed, refused } = handleResult;
const type = commandTypes.hiddenFriendRequest;
const directions = ['received', 'sent'] as const;

const keyOf = ({ fromUserID, toUserID }: FromToUserID) => requestKey(fromUserID, toUserID);
/** Answers and pushes overtake each other. But a request only goes from open to handled, or begins anew. */
const isOlder = (next: FriendRequest, known: FriendRequest | undefined) =>
  known &&
  (next.createTime < known.createTime ||
    (next.createTime === known.createTime && next.handleResult === open && known.handleResult !== open));

export function requests(scope: Scope, loadFriends: () => Promise<unknown>): Slice<RequestActions> {
  const { userID } = scope;
  const known = () => scope.state.requests;
  /** createTime of the request that was hidden, by its key. */
  let hidden = new Map<string, number>();
  /** What was hidden here (or taken back: 0) since the marks were last asked for. */
  const own = new Map<string, number>();
  const hide = (uuid: string, time: number) => {
    own.set(uuid, time);
    hidden.set(uuid, time);
  };
  const isHidden = (request: FriendRequest) => hidden.get(keyOf(request))! >= request.createTime;
  /** What is to be seen of these, as the SDK's records have it. */
  const shown = (items: readonly FriendRequest[]) =>
    items.filter(item => !isHidden(item)).map(item => ({ ...item, attachedInfo: '' }));
  const pages = { received: 1, sent: 1 };

  const table = openTable<'requests', FriendApplicationItem>(
    scope,
    'requests',
    directions,
    keyOf,
    (before, after) => {
      if (!after) scope.emit('friendApplicationDeleted', before!);
      else if (before?.createTime !== after.createTime || before.handleResult !== after.handleResult)
        scope.emit(
          `friendApplication${after.handleResult === open ? 'Added' : after.handleResult === agreed ? 'Accepted' : 'Rejected'}`,
          after,
        );
    },
    load,
  );
  const fold = (items: readonly FriendRequest[], quiet?: boolean, version?: number) => {
    table.apply({ upserts: shown(items).filter(item => !isOlder(item, known().get(keyOf(item)))), version }, quiet);
  };

  async function page(
    direction: Direction,
    pagination: Pagination,
    handleResults?: readonly number[],
  ): Promise<Page<FriendRequest>> {
    const { FriendRequests, friendRequests, total } = await scope.call<
      api.RequestPage,
      { total: number; FriendRequests?: FriendRequest[] | null; friendRequests?: FriendRequest[] | null }
    >(direction === 'sent' ? api.getSentRequests : api.getReceivedRequests, {
      userID,
      pagination,
      ...(handleResults && { handleResults: [...handleResults] }),
    });
    return { items: FriendRequests ?? friendRequests ?? [], total };
  }
  /** Every page. */
  const pagesOf = (direction: Direction, handleResults?: readonly number[]) =>
    allPages(200, pagination => page(direction, pagination, handleResults));
  /** Both directions between two people. */
  const between = async ({ fromUserID, toUserID }: FromToUserID) =>
    (await scope.call(api.getRequestsBetween, { fromUserID, toUserID })).friendRequests ?? [];
  const find = async (pair: FromToUserID) => (await between(pair)).find(item => keyOf(item) === keyOf(pair));
  const refresh = async (pair: FromToUserID) => {
    fold(await between(pair), false);
  };
  /** After an act; the whole load comes again by itself. */
  const settle = (pair: FromToUserID) => follow(() => refresh(pair).catch(table.load));

  async function load() {
    own.clear();
    // A server without user commands hides nothing.
    const marks = await scope.call(api.getUserCommands, { userID, type }).catch((error: unknown) => {
      if ((error as ImError).retryable) throw error;
    });
    hidden = new Map([...(marks?.CommandResp ?? []).map(({ uuid, value }) => [uuid, Number(value)] as const), ...own]);
    const openBefore = [...known().values()].filter(request => request.handleResult === open);
    const found: FriendRequest[] = [];
    for (const direction of directions) {
      const { items, total } = await page(direction, { pageNumber: (pages[direction] = 1), showNumber: PAGE });
      const more = total > PAGE;
      found.push(...items, ...(more ? await pagesOf(direction, [open]) : []));
      scope.list(direction, { more });
    }
    // What was open and is not among the open ones was handled, or its people are gone.
    const seen = new Set(found.map(keyOf));
    const deletes = [...known()].filter(([, request]) => isHidden(request)).map(([key]) => key);
    for (const request of openBefore) {
      if (seen.has(keyOf(request))) continue;
      const now = await find(request);
      if (now) found.push(now);
      else deletes.push(keyOf(request));
    }
    table.apply({ deletes });
    fold(found, undefined, 1);
  }

  /** Folds what a notification tells; an older server leaves `request` out. */
  const told = ({ request, fromToUserID }: { request: FriendRequest | null; fromToUserID: FromToUserID }) => {
    if (request) fold([request], false);
    if (table.busy()) return table.load();
    // Accepting one settles the opposite one too, which no notification tells.
    if (!request || request.handleResult === agreed) return refresh(fromToUserID);
  };

  const respond =
    (result: number): RequestActions['acceptFriendApplication'] =>
    async ({ toUserID: fromUserID, handleMsg = '' }) => {
      const pair = { fromUserID, toUserID: userID };
      await scope.call(api.respondFriend, { ...pair, handleResult: result, handleMsg });
      await settle(pair);
      if (result === agreed) await follow(loadFriends);
    };
  const listOf =
    (direction: Direction): RequestActions['getRecvFriendApplicationList'] =>
    async ({ offset = 0, count = 0, handleResults } = {}) => {
      const items =
        count > 0
          ? (await page(direction, { pageNumber: Math.floor(offset / count) + 1, showNumber: count }, handleResults))
              .items
          : await pagesOf(direction, handleResults);
      return shown(items);
    };
  const received = listOf('received');
  const sent = listOf('sent');

  return {
    restore: table.restore,
    load: table.load,
    notices: { friendApplication: told, friendApplicationApproved: told, friendApplicationRejected: told },
    actions: {
      async addFriend({ toUserID, reqMsg = '', ex = '' }) {
        const pair = { fromUserID: userID, toUserID };
        await scope.call(api.addFriend, { ...pair, reqMsg, ex });
        await settle(pair);
      },
      acceptFriendApplication: respond(agreed),
      refuseFriendApplication: respond(refused),
      async deleteFriendApplication(pair) {
        const uuid = keyOf(pair);
        const request = known().get(uuid) ?? (await find(pair));
        if (!request) return;
        await scope.call(hidden.get(uuid) ? api.updateUserCommand : api.addUserCommand, {
          userID,
          type,
          uuid,
          value: String(request.createTime),
        });
        hide(uuid, request.createTime);
        table.apply({ deletes: [uuid] });
      },
      async restoreFriendApplication(pair) {
        const uuid = keyOf(pair);
        await scope.call(api.deleteUserCommand, { userID, type, uuid });
        hide(uuid, 0);
        await settle(pair);
      },
      async loadOlderRequests(direction) {
        // A page may bring nothing new when the cache knew it: then the next.
        for (const { size } = known(); size === known().size && scope.state.lists[direction].more;) {
          const { items, total } = await page(direction, { pageNumber: ++pages[direction], showNumber: PAGE });
          fold(items, true);
          scope.list(direction, { more: !!items.length && pages[direction] * PAGE < total });
        }
      },
      getRecvFriendApplicationList: received,
      getFriendApplicationListAsRecipient: received,
      getSendFriendApplicationList: sent,
      getFriendApplicationListAsApplicant: sent,
      getFriendApplicationUnhandledCount: async ({ time = 0 } = {}) =>
        (await scope.call(api.getUnhandledCount, { userID, time })).count,
    },
  };
}
