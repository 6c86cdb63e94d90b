/** The friend list: read it, delete from it, change remarks, pins and extras (protocol §6.1, §6.2). */
import * as codes from '../../protocol/codes.js';
import * as endpoints from '../../protocol/endpoints.js';
import { orNull, own, pageOf, refuse } from '../access.js';
import { route, type Route } from '../context.js';
import { flag, id, idList, optional, pagination, text } from '../fields.js';
import { bareBlack, bareFriend, friendInfo, friendsInOrder, lists } from '../repo-friends.js';
import { userInfo } from '../repo-users.js';
import { bump, changed } from '../versions.js';
import { write } from '../write.js';

const remark = text(255);

const deleteFriend = route(
  endpoints.deleteFriend,
  'user',
  { ownerUserID: id, friendUserID: id },
  (context, { ownerUserID, friendUserID }, call) => {
    own(call, ownerUserID);
    write(context, call, tell => {
      // One-way: the friend's own entry stays. Deleting somebody who is no friend counts as a write too (§6.2).
      const was = context.store.delete('friends', [ownerUserID, friendUserID]);
      // Of somebody who never was one nothing is logged: made-up IDs would fill the log.
      const known = was || context.store.get('changes', ['friends', ownerUserID, friendUserID]);
      bump(context, 'friends', ownerUserID, known ? [friendUserID] : [], changed.deleted);
      const fromToUserID = { fromUserID: ownerUserID, toUserID: friendUserID };
      tell('friendDeleted', ownerUserID, friendUserID, { fromToUserID, friendVersion: 0, friendVersionID: '' });
    });
  },
);

const setFriendRemark = route(
  endpoints.setFriendRemark,
  'user',
  { ownerUserID: id, friendUserID: id, remark },
  (context, { ownerUserID, friendUserID, remark }, call) => {
    own(call, ownerUserID);
    write(context, call, tell => {
      const row =
        context.store.get('friends', [ownerUserID, friendUserID]) ??
        refuse(codes.RecordNotFoundError, 'this user is not your friend');
      context.store.put('friends', { ...row, remark });
      bump(context, 'friends', ownerUserID, [friendUserID], changed.updated);
      const fromToUserID = { fromUserID: ownerUserID, toUserID: friendUserID };
      // Version numbers are the owner's own business: OpenIM, too, sends zeros to the pair.
      tell('friendRemarkSet', ownerUserID, friendUserID, {
        fromToUserID,
        friendVersion: 0,
        friendVersionID: '',
        friendSortVersion: 0,
      });
    });
  },
);

const updateFriends = route(
  endpoints.updateFriends,
  'user',
  {
    ownerUserID: id,
    friendUserIDs: idList(),
    isPinned: optional(flag),
    remark: optional(remark),
    ex: optional(text(4096)),
  },
  (context, { ownerUserID, friendUserIDs, isPinned, remark, ex }, call) => {
    own(call, ownerUserID);
    const { store } = context;
    write(context, call, tell => {
      const given = isPinned !== undefined || remark !== undefined || ex !== undefined;
      const rows = given ? friendUserIDs.flatMap(friend => store.get('friends', [ownerUserID, friend]) ?? []) : [];
      for (const row of rows) {
        const rank = isPinned === undefined ? row.rank : Number(!isPinned);
        store.put('friends', { ...row, rank, remark: remark ?? row.remark, ex: ex ?? row.ex });
      }
      const ids = rows.map(row => row.userID);
      if (ids.length) bump(context, 'friends', ownerUserID, ids, changed.updated, isPinned !== undefined);
      const fromToUserID = { fromUserID: '', toUserID: ownerUserID };
      tell('friendsInfoUpdate', ownerUserID, ownerUserID, {
        fromToUserID,
        friendIDs: friendUserIDs,
        friendVersion: 0,
        friendVersionID: '',
      });
    });
  },
);

const getFriendList = route(
  endpoints.getFriendList,
  'user',
  { userID: id, pagination },
  ({ store }, { userID, pagination }, call) => {
    own(call, userID);
    const rows = friendsInOrder(store, userID, pageOf(pagination));
    return {
      friendsInfo: orNull(rows.map(row => friendInfo(store, row))),
      total: store.count('friends', { prefix: [userID] }),
    };
  },
);

const getFriendIDs = route(endpoints.getFriendIDs, 'user', { userID: id }, ({ store }, { userID }, call) => {
  own(call, userID);
  return { friendIDs: orNull(friendsInOrder(store, userID).map(row => row.userID)) };
});

/** In the order of insertion, not that of the IDs asked for; who is no friend is left out. */
const getDesignatedFriends = route(
  endpoints.getDesignatedFriends,
  'user',
  { ownerUserID: id, friendUserIDs: idList() },
  ({ store }, { ownerUserID, friendUserIDs }, call) => {
    own(call, ownerUserID);
    const rows = friendUserIDs.flatMap(friend => store.get('friends', [ownerUserID, friend]) ?? []);
    rows.sort((a, b) => a.seq - b.seq);
    return { friendsInfo: orNull(rows.map(row => friendInfo(store, row))) };
  },
);

/** In the order asked for; times in ms and no nested profiles, unlike everywhere else. */
const getSpecifiedFriendsInfo = route(
  endpoints.getSpecifiedFriendsInfo,
  'user',
  { ownerUserID: id, userIDList: idList() },
  ({ store }, { ownerUserID, userIDList }, call) => {
    own(call, ownerUserID);
    const infos = userIDList.flatMap(userID => {
      const user = store.get('users', [userID]);
      if (!user) return [];
      const friend = store.get('friends', [ownerUserID, userID]);
      const black = store.get('blacks', [ownerUserID, userID]);
      const friendInfo = friend ? { ...bareFriend(friend), friendUser: null } : null;
      const blackInfo = black ? { ...bareBlack(black), blackUserInfo: null } : null;
      return [{ userInfo: userInfo(user), friendInfo, blackInfo }];
    });
    return { infos: orNull(infos) };
  },
);

const isFriend = route(
  endpoints.isFriend,
  'user',
  { userID1: id, userID2: id },
  ({ store }, { userID1, userID2 }, call) => {
    own(call, userID1, userID2);
    return { inUser1Friends: lists(store, userID1, userID2), inUser2Friends: lists(store, userID2, userID1) };
  },
);

export const friendListRoutes: Route[] = [
  deleteFriend,
  setFriendRemark,
  updateFriends,
  getFriendList,
  getFriendIDs,
  getDesignatedFriends,
  getSpecifiedFriendsInfo,
  isFriend,
];
