/** The friend list: incremental by version, whole pages when the server says so (protocol §5.9, §6). */
import { ClientArgsError } from '../../protocol/codes.js';
import * as api from '../../protocol/endpoints.js';
import { ImError } from '../../protocol/errors.js';
import type { FriendInfo, FriendItem } from '../../protocol/model.js';
import type { Client } from '../api.js';
import { openTable, type Change } from '../change.js';
import type { Scope } from '../scope.js';
import { allPages, listLoad, type Slice } from '../slice.js';

export type FriendActions = Pick<
  Client,
  | 'getFriendList' | 'getFriendListPage' | 'getDesignatedFriendsInfo' | 'getSpecifiedFriendsInfo' | 'searchFriends' | 'checkFriend'
  | 'setFriendRemark' | 'updateFriends' | 'pinFriends' | 'setFriendsEx' | 'deleteFriend'
>;

/** So many friends in display order are kept as one record, so that a list can paint before all rows are read. */
const HEAD = 100;
const HEAD_DELAY = 500;

/** Lists and incremental answers tell seconds, other calls ms (protocol §6.1). */
export const toMs = (time: number) => (time < 1e11 ? time * 1000 : time);

const flat = ({ ownerUserID, remark, createTime, friendUser: { userID, nickname, faceURL }, addSource, operatorUserID, ex, isPinned }: FriendInfo): FriendItem => ({
  ownerUserID, userID, remark, createTime: toMs(createTime), addSource, operatorUserID, nickname, faceURL, ex, attachedInfo: '', isPinned,
});

const collator = /* @__PURE__ */ new Intl.Collator();
const byDisplay = (a: FriendItem, b: FriendItem) => +b.isPinned - +a.isPinned || collator.compare(a.remark || a.nickname, b.remark || b.nickname);
/** The server's order: pinned first, then as they were added. */
const byServer = (a: FriendItem, b: FriendItem) => +b.isPinned - +a.isPinned || a.createTime - b.createTime;

/** The first `HEAD` in display order, in one pass: sorting ten thousand names would take a frame or more. */
function headOf(friends: Iterable<FriendItem>): FriendItem[] {
  const head: FriendItem[] = [];
  for (const friend of friends) {
    if (head.length === HEAD && byDisplay(friend, head[HEAD - 1]!) >= 0) continue;
    const at = head.findIndex(other => byDisplay(friend, other) < 0);
    head.splice(at < 0 ? head.length : at, 0, friend);
    head.length = Math.min(head.length, HEAD);
  }
  return head;
}

export function friends(scope: Scope): Slice<FriendActions> {
  const { userID } = scope;
  let cancelHead: (() => void) | undefined;
  const table = openTable<'friends', FriendItem>(scope, 'friends', friend => friend.userID, (before, after) => {
    if (!after) scope.emit('friendDeleted', before!);
    else scope.emit(before ? 'friendInfoChanged' : 'friendAdded', after);
  });
  const apply = (change: Change<FriendItem>) => {
    const before = scope.state.friends;
    table.apply(change, !table.version());
    if (scope.state.friends === before) return;
    cancelHead?.();
    cancelHead = scope.after(HEAD_DELAY, () => { scope.put(['head', 'friends'], headOf(scope.state.friends.values())); });
  };

  const load = listLoad(scope, ['friends'], async () => {
    const known = (table.version() ?? { versionID: '', version: 0 }) as { versionID: string; version: number };
    const { full, insert, update, delete: gone, version, versionID } = await scope.call(api.getIncrementalFriends, { userID, ...known });
    if (full) await loadAll({ version, versionID });
    else apply({ upserts: [...(insert ?? []), ...(update ?? [])].map(flat), deletes: gone ?? [], version: { version, versionID } });
  });

  /** The version was taken before the pages: what changes while they are read comes again with the next increment. */
  async function loadAll(version: { version: number; versionID: string }) {
    const first = !table.version();
    await allPages(500, async pagination => {
      const { friendsInfo: items, total } = await scope.call(api.getFriendList, { userID, pagination });
      apply({ upserts: (items ?? []).map(flat) });
      return { items, total };
    });
    // Pages shift when somebody goes meanwhile: the list of IDs is whole.
    const ids = new Set((await scope.call(api.getFullFriendIDs, { userID, idHash: 0 })).userIDs);
    const missing = [...ids].filter(id => !scope.state.friends.has(id));
    if (missing.length) apply({ upserts: await fetchFriends(missing) });
    apply({ deletes: [...scope.state.friends.keys()].filter(id => !ids.has(id)), version });
    if (first) scope.emit('friendsLoaded', { count: scope.state.friends.size });
  }
  const fetchFriends = async (friendUserIDs: string[]) =>
    ((await scope.call(api.getDesignatedFriends, { ownerUserID: userID, friendUserIDs: friendUserIDs.slice(0, 1000) })).friendsInfo ?? []).map(flat);

  /** The list, once there is one. */
  const list = async (filterBlack = false) => {
    if (scope.state.lists.friends.status === 'loading') await load();
    const all = [...scope.state.friends.values()].sort(byServer);
    return filterBlack ? all.filter(friend => !scope.state.blacks.has(friend.userID)) : all;
  };
  const changed = async (act: Promise<unknown>) => {
    await act;
    await load();
  };
  const mine = ({ fromToUserID: { fromUserID } }: { fromToUserID: { fromUserID: string } }) => {
    if (fromUserID === userID) return load();
  };

  const getDesignatedFriendsInfo: FriendActions['getDesignatedFriendsInfo'] = async ({ friendUserIDList, filterBlack }) => {
    const all = new Map((await list(filterBlack)).map(friend => [friend.userID, friend]));
    return friendUserIDList.flatMap(id => all.get(id) ?? []);
  };
  const updateFriends: FriendActions['updateFriends'] = async ({ friendUserIDs, ...patch }) => {
    await changed(scope.call(api.updateFriends, { ownerUserID: userID, friendUserIDs: [...friendUserIDs], ...patch }));
  };

  return {
    async restore() {
      const head = (await scope.get(['head', 'friends'])) as FriendItem[] | undefined;
      if (head) {
        scope.set('friends', new Map(head.map(friend => [friend.userID, friend])));
        scope.list('friends', { status: 'cached' });
      }
      await table.restore();
      if (table.version()) scope.list('friends', { status: 'cached' });
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
      getFriendListPage: async ({ offset, count, filterBlack }) => (await list(filterBlack)).slice(offset, offset + count),
      getDesignatedFriendsInfo,
      getSpecifiedFriendsInfo: getDesignatedFriendsInfo,
      async searchFriends({ keywordList, isSearchUserID, isSearchNickname, isSearchRemark }) {
        const words = keywordList.filter(Boolean).map(word => word.toLowerCase());
        if (!words.length || !(isSearchUserID || isSearchNickname || isSearchRemark)) throw new ImError(ClientArgsError, 'give a keyword and a field to search');
        return (await list())
          .filter(({ userID: id, nickname, remark }) => {
            const text = [isSearchUserID && id, isSearchNickname && nickname, isSearchRemark && remark].filter(Boolean).join('\n').toLowerCase();
            return words.some(word => text.includes(word));
          })
          .sort((a, b) => b.createTime - a.createTime)
          .map(friend => ({ ...friend, relationship: scope.state.blacks.has(friend.userID) ? 0 : 1 }));
      },
      async checkFriend(userIDs) {
        const ids = new Set((await list(true)).map(friend => friend.userID));
        return userIDs.map(id => ({ userID: id, result: +ids.has(id) }));
      },
      async setFriendRemark({ toUserID, remark }) {
        await changed(scope.call(api.setFriendRemark, { ownerUserID: userID, friendUserID: toUserID, remark }));
      },
      updateFriends,
      pinFriends: ({ toUserIDs, isPinned }) => updateFriends({ friendUserIDs: toUserIDs, isPinned }),
      setFriendsEx: ({ toUserIDs, ex }) => updateFriends({ friendUserIDs: toUserIDs, ex }),
      async deleteFriend(friendUserID) {
        await changed(scope.call(api.deleteFriend, { ownerUserID: userID, friendUserID }));
      },
    },
  };
}
