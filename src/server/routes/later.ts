/** Groups are not there yet: empty answers for a client's login sync, clear words for the rest (protocol §13.3). */
import * as codes from '../../protocol/codes.js';
import * as endpoints from '../../protocol/endpoints.js';
import { own, refuse } from '../access.js';
import { route, type Route } from '../context.js';
import { anything, id, listOf, number, text, whole } from '../fields.js';

/** The version of a list that has never changed. It stands for no document: the first real one has another ID, so clients read anew. */
const versionID = '000000000000000000000001';
const version = { version: 1, versionID };
const unchanged = { ...version, full: false, delete: null, insert: null, update: null };

const versioned = { userID: id, versionID: text(64), version: whole() };
const hashed = { idHash: number, userID: id };
/** Looked at by the calls that will be: an empty list is empty on every page. */
const pagination = anything;

const emptyRoutes: Route[] = [
  route(endpoints.getIncrementalJoinGroups, 'user', versioned, (_, { userID }, call) => (own(call, userID), unchanged)),
  route(
    endpoints.getJoinedGroups,
    'user',
    { fromUserID: id, pagination },
    (_, { fromUserID }, call) => (own(call, fromUserID), { total: 0, groups: null }),
  ),
  route(
    endpoints.getFullJoinGroupIDs,
    'user',
    hashed,
    (_, { userID, idHash }, call) => (own(call, userID), { ...version, equal: idHash === 0, groupIDs: null }),
  ),
  route(
    endpoints.getIncrementalGroupMembers,
    'user',
    { userID: id, reqList: listOf(anything) },
    (_, { userID }, call) => (own(call, userID), { respList: {} }),
  ),
];

/** What OpenIM has and this server has not yet, by folder. */
const missing: Readonly<Record<string, string>> = {
  group: `create_group get_groups_info set_group_info_ex set_group_info join_group invite_user_to_group quit_group kick_group dismiss_group transfer_group
    mute_group cancel_mute_group mute_group_member cancel_mute_group_member set_group_member_info get_group_member_list get_group_members_info
    get_group_member_user_id get_recv_group_applicationList get_user_req_group_applicationList get_specified_user_group_request_info
    get_group_application_unhandled_count group_application_response get_full_group_member_user_ids get_incremental_group_members
    get_group_users_req_application_list get_groups get_group_abstract_info`,
  third: `fcm_update_token set_app_badge logs/upload logs/delete logs/search prometheus`,
};
const things: Readonly<Record<string, string>> = {
  group: 'groups',
  third: 'push services',
};

const missingRoutes = Object.entries(missing).flatMap(([folder, names]) =>
  names
    .split(/\s+/)
    .map(name =>
      route<Record<string, never>, never, Record<string, never>>(
        { path: `/${folder}/${name}`, service: 'im' },
        'user',
        {},
        () => refuse(codes.ArgsError, `this server does not keep ${things[folder]} yet`),
      ),
    ),
);

export const laterRoutes: Route[] = [...emptyRoutes, ...missingRoutes];
