/** The friend list: incremental by version, whole pages when the server says so (protocol §5.9, §6). */
import * as api from '../../protocol/endpoints.js';
import type { FriendInfo, FriendItem, FromToUserID, PublicUserInfo } from '../../protocol/model.js';
import type { Client } from '../api.js';
import { openTable, type Change } from '../change.js';
import type { Scope } from '../scope.js';
import { allPages, follow, type Slice } from '../slice.js';

export type FriendActions = Pick<
  Client,
  | 'getFriendList'
  | 'getFriendListPage'
  | 'getDesignatedFriendsInfo'
  | 'getSpecifiedFriendsInfo'
  | 'searchFriends'
  | 'checkFriend'
  | 'setFriendRemark'
  | 'updateFriends'
  | 'pinFriends'
  | 'setFriendsEx'
  | 'deleteFriend'
>;

/** So many friends in display order are kept as one record, so that a list can paint before all rows are read. */
const HEAD = 100;
const HEAD_DELAY = 500;

/** Lists and incremental answers tell seconds, other calls ms (protocol §6.1). */
const toMs = (time: number) => (time < 1e11 ? time * 1000 : time);

/** The flat record of the SDK. */
export const flatten = <T extends { createTime: number }>({ userID, nickname, faceURL }: PublicUserInfo, rest: T) => ({
  ...rest,
  userID,
  nickname,
  faceURL,
  createTime: toMs(rest.createTime),
  attachedInfo: '',
});
const flat = ({ friendUser, ...rest }: FriendInfo): FriendItem => flatten(friendUser, rest);

const collator = /* @__PURE__ */ new Intl.Collator();
const byDisplay = (a: FriendItem, b: FriendItem) =>
  +b.isPinned - +a.isPinned || collator.compare(a.remark || a.nickname, b.remark || b.nickname);
/** The server's order: pinned first, then as they were added. */
const byServer = (a: FriendItem, b: FriendItem) => +b.isPinned - +a.isPinned || a.createTime - b.createTime;

/** The first `HEAD` in display order, in one pass: sorting ten thousand names would take a frame or more. */
function headOf(friends: Iterable<FriendItem>): FriendItem[] {
  const head: FriendItem[] = [];
  for (const friend of friends) {
    if (head.length === HEAD) {
      if (byDisplay(head[HEAD - 1]!, friend) < 0) continue;
      head.pop();
    }
    const at = head.findIndex(other => byDisplay(friend, other) < 0);
    head.splice(at < 0 ? HEAD : at, 0, friend);
  }
  return head;
}

/** @param blacks - resolves when the blacklist is known. */
export function friends(scope: Scope, blacks: () => Promise<unknown>): Slice<FriendActions> {
  const ownerUserID = scope.userID;
  let cancel: (() => void) | undefined;
  const table = openTable<'friends', FriendItem>(
    scope,
    'friends',
    ['friends'],
    friend => friend.userID,
    (before, after) => {
      if (after) scope.emit(before ? 'friendInfoChanged' : 'friendAdded', after);
      else scope.emit('friendDeleted', before!);
    },
    async () => {
      const known = (table.version() ?? { versionID: '', version: 0 }) as { versionID: string; version: number };
      const {
        full,
        insert,
        update,
        delete: gone,
        version,
        versionID,
      } = await scope.call(api.getIncrementalFriends, { userID: ownerUserID, ...known });
      if (full) await loadAll({ version, versionID });
      else
        apply({
          upserts: [...(insert ?? []), ...(update ?? [])].map(flat),
          deletes: gone ?? [],
          version: { version, versionID },
        });
    },
  );
  const { load } = table;
  const apply = (change: Change<FriendItem>) => {
    table.apply(change);
    cancel?.();
    cancel = scope.after(HEAD_DELAY, () => {
      scope.put(['head', 'friends'], headOf(scope.state.friends.values()));
    });
  };

  /** The version was taken before the pages: what changes while they are read comes again with the next increment. */
  async function loadAll(version: unknown) {
    const first = !table.version();
    await allPages(500, async pagination => {
      const { friendsInfo, total } = await scope.call(api.getFriendList, { userID: ownerUserID, pagination });
      const items = (friendsInfo ?? []).map(flat);
      apply({ upserts: items });
      return { items, total };
    });
    // Pages shift when somebody goes meanwhile: the list of IDs is whole.
    const ids = new Set((await scope.call(api.getFullFriendIDs, { userID: ownerUserID, idHash: 0 })).userIDs);
    const friendUserIDs = [...ids].filter(id => !scope.state.friends.has(id)).slice(0, 1000);
    if (friendUserIDs.length)
      apply({
        upserts: ((await scope.call(api.getDesignatedFriends, { ownerUserID, friendUserIDs })).friendsInfo ?? []).map(
          flat,
        ),
      });
    apply({ deletes: [...scope.state.friends.keys()].filter(id => !ids.has(id)), version });
    if (first) scope.emit('friendsLoaded', { count: scope.state.friends.size });
  }

  const whole = async () => {
    await blacks();
    return table.whole();
  };
  const list = async (filterBlack?: boolean) => {
    const all = (await whole()).sort(byServer);
    return filterBlack ? all.filter(friend => !scope.state.blacks.has(friend.userID)) : all;
  };
  const mine = ({ fromToUserID }: { fromToUserID: FromToUserID }) => {
    if (fromToUserID.fromUserID === ownerUserID) return load();
  };
  const getDesignatedFriendsInfo: FriendActions['getDesignatedFriendsInfo'] = async ({
    friendUserIDList,
    filterBlack,
  }) => {
    const all = new Map((await list(filterBlack)).map(friend => [friend.userID, friend]));
    return friendUserIDList.flatMap(id => all.get(id) ?? []);
  };
  const updateFriends: FriendActions['updateFriends'] = async patch => {
    await scope.call(api.updateFriends, { ...patch, ownerUserID, friendUserIDs: [...patch.friendUserIDs] });
    await follow(load);
  };

  return {
    async restore() {
      const head = (await scope.get(['head', 'friends'])) as FriendItem[] | undefined;
      if (head) {
        scope.set('friends', new Map(head.map(friend => [friend.userID, friend])));
        scope.list('friends', { status: 'cached' });
      }
      await table.restore();
    },
    load,
    notices: {
      friendApplicationApproved: load,
      friendAdded: load,
      friendDeleted: mine,
      friendRemarkSet: mine,
      friendInfoUpdated: load,
      friendsInfoUpdate: load,
    },
    actions: {
      getFriendList: list,
      getFriendListPage: async ({ offset, count, filterBlack }) =>
        (await list(filterBlack)).slice(offset, offset + count),
      getDesignatedFriendsInfo,
      getSpecifiedFriendsInfo: getDesignatedFriendsInfo,
      searchFriends: async params =>
        (await import('./friend-search.js')).searchFriends(whole, () => scope.state.blacks, params),
      async checkFriend(userIDs) {
        await whole();
        const { friends, blacks } = scope.state;
        return userIDs.map(userID => ({ userID, result: +(friends.has(userID) && !blacks.has(userID)) }));
      },
      async setFriendRemark({ toUserID, remark }) {
        await scope.call(api.setFriendRemark, { ownerUserID, friendUserID: toUserID, remark });
        await follow(load);
      },
      updateFriends,
      pinFriends: ({ toUserIDs, ...patch }) => updateFriends({ friendUserIDs: toUserIDs, ...patch }),
      setFriendsEx: ({ toUserIDs, ...patch }) => updateFriends({ friendUserIDs: toUserIDs, ...patch }),
      async deleteFriend(friendUserID) {
        await scope.call(api.deleteFriend, { ownerUserID, friendUserID });
        await follow(load);
      },
    },
  };
}
