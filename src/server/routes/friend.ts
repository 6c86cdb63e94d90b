/** Everything under /friend but its search; here: synchronisation by version, and import (protocol §5.9, §6.1). */
import * as codes from '../../protocol/codes.js';
import * as endpoints from '../../protocol/endpoints.js';
import type { FriendInfo, Incremental } from '../../protocol/model.js';
import { orNull, own, refuse } from '../access.js';
import { route, type Route } from '../context.js';
import { id, idList, number, text, whole } from '../fields.js';
import { friendInfo, friendsInOrder, importFriends as importAll } from '../repo-friends.js';
import { mustUser } from '../repo-users.js';
import { fullIDs, incremental } from '../versions.js';
import { write } from '../write.js';
import { friendBlackRoutes } from './friend-blacks.js';
import { friendListRoutes } from './friend-list.js';
import { friendRequestListRoutes } from './friend-request-lists.js';
import { friendRequestRoutes } from './friend-requests.js';

const versioned = { userID: id, versionID: text(64), version: whole() };

const getIncrementalFriends = route(
  endpoints.getIncrementalFriends,
  'user',
  versioned,
  (context, { userID, versionID, version }, call) => {
    own(call, userID);
    const { store } = context;
    const changes = incremental(context, 'friends', userID, versionID, version);
    const infos = (ids: string[]) =>
      orNull(ids.flatMap(friend => store.get('friends', [userID, friend]) ?? []).map(row => friendInfo(store, row)));
    const answer: Incremental<FriendInfo> = {
      version: changes.version,
      versionID: changes.versionID,
      full: changes.full,
      delete: orNull(changes.deleted),
      insert: infos(changes.inserted),
      update: infos(changes.updated),
      sortVersion: changes.sortVersion,
    };
    return answer;
  },
);

const getFullFriendIDs = route(
  endpoints.getFullFriendIDs,
  'user',
  { idHash: number, userID: id },
  (context, { idHash, userID }, call) => {
    own(call, userID);
    const ids = friendsInOrder(context.store, userID).map(row => row.userID);
    return fullIDs(context, 'friends', userID, ids, idHash);
  },
);

const getIncrementalBlacks = route(endpoints.getIncrementalBlacks, 'user', versioned, (_context, { userID }, call) => {
  own(call, userID);
  return refuse(codes.ArgsError, 'blacklists have no versions: use /friend/get_black_list');
});

const importFriends = route(
  endpoints.importFriends,
  'admin',
  { ownerUserID: id, friendUserIDs: idList() },
  (context, { ownerUserID, friendUserIDs }, call) => {
    if (friendUserIDs.includes(ownerUserID))
      refuse(codes.CanNotAddYourselfError, 'nobody can be a friend of themselves');
    write(context, call, tell => {
      for (const userID of [ownerUserID, ...friendUserIDs]) mustUser(context.store, userID);
      importAll(context, tell, ownerUserID, friendUserIDs, call.userID);
    });
  },
);

export const friendRoutes: Route[] = [
  ...friendRequestRoutes,
  ...friendRequestListRoutes,
  ...friendListRoutes,
  ...friendBlackRoutes,
  getIncrementalFriends,
  getFullFriendIDs,
  getIncrementalBlacks,
  importFriends,
];
