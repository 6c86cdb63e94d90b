/** Who is online, as a snapshot (protocol §7). What changes is pushed by the gateway. */
import * as codes from '../../protocol/codes.js';
import * as endpoints from '../../protocol/endpoints.js';
import { orNull, refuse } from '../access.js';
import { route, type Route, type ServerContext } from '../context.js';
import { id, listOf, text, whole, type Check } from '../fields.js';

const someIDs: Check<string[]> = (value, name) => {
  const ids = listOf(id)(value, name);
  if (!ids.length) refuse(codes.ArgsError, `${name} is empty`);
  return ids;
};

/** One element per ID in the order asked for; unknown users are offline. `userID` is not looked at. */
const getUsersStatus = route(
  endpoints.getUsersStatus,
  'user',
  { userID: text(64), userIDs: someIDs },
  ({ presence }, { userIDs }) => ({
    statusList: userIDs.map(userID => {
      const platformIDs = presence.platforms(userID);
      return { userID, status: Number(platformIDs.length > 0), platformIDs };
    }),
  }),
);

/** `token` is always "": the server keeps no tokens, only their hashes. */
const getUsersOnlineStatus = route(
  endpoints.getUsersOnlineStatus,
  'admin',
  { userIDs: someIDs },
  ({ presence }, { userIDs }) =>
    userIDs.map(userID => {
      const connections = presence.connections(userID);
      return {
        userID,
        status: Number(connections.length > 0),
        detailPlatformStatus: orNull(connections.map(one => ({ ...one, token: '' }))),
      };
    }),
);

const onlineDetail = ({ presence }: ServerContext, userID: string) => {
  const platformIDs = [...new Set(presence.connections(userID).map(connection => connection.platformID))];
  return platformIDs.length
    ? [
        {
          userID,
          status: 1,
          singlePlatformToken: platformIDs.map(platformID => ({ platformID, token: [] as string[] })),
        },
      ]
    : [];
};

/** Only users who are online; the lists of tokens are empty, as above. */
const getUsersOnlineTokenDetail = route(
  endpoints.getUsersOnlineTokenDetail,
  'admin',
  { userIDs: someIDs },
  (context, { userIDs }) => orNull(userIDs.flatMap(userID => onlineDetail(context, userID))),
);

/** Succeeds and does nothing, as in OpenIM: the gateway's frame 2005 is the way. */
const subscribeUsersStatus = route(
  endpoints.subscribeUsersStatus,
  'user',
  { userID: text(64), userIDs: someIDs, genre: whole(0, 2) },
  (_context, { genre }) => {
    if (!genre) refuse(codes.ArgsError, 'genre must be 1 (subscribe) or 2 (cancel)');
    return { statusList: null };
  },
);

const getSubscribeUsersStatus = route(endpoints.getSubscribeUsersStatus, 'user', { userID: text(64) }, () => ({
  statusList: null,
}));

export const userStatusRoutes: Route[] = [
  getUsersStatus,
  getUsersOnlineStatus,
  getUsersOnlineTokenDetail,
  subscribeUsersStatus,
  getSubscribeUsersStatus,
];
