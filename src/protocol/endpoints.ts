/**
 * Every REST call, once: its path, who answers it, what it takes and what it gives (protocol §2, §6, §7).
 * The client calls by these, the server routes by them. Import as a namespace: unused ones cost no bytes.
 */
import type { Endpoint, Identity, Nothing } from './endpoint.js';
import type { AccountSession, BlackInfo, FriendInfo, FriendRequest, FullIDs, Incremental } from './model.js';
import type { OnlineStatus, Pagination, UserCommand, UserFullInfo, UserInfo, UserPublicInfo } from './model.js';

const im = <Q, R = Nothing>(path: string): Endpoint<Q, R> => ({ path, service: 'im' });
const account = <Q, R = Nothing>(path: string): Endpoint<Q, R> => ({ path, service: 'account' });

// ── Tokens (§2.1) ────────────────────────────────────────────────────────────────────────────────
export interface TokenAnswer {
  token: string;
  /** A lifetime in s in the two "get" calls, an absolute Unix time in s in parse_token. */
  expireTimeSeconds: number;
}
export const getAdminToken = im<{ secret: string; userID: string }, TokenAnswer>('/auth/get_admin_token');
export const getUserToken = im<{ platformID: number; userID: string }, TokenAnswer>('/auth/get_user_token');
export const parseToken = im<{ token: string }, { userID: string; platformID: number; expireTimeSeconds: number }>(
  '/auth/parse_token',
);
export const forceLogout = im<{ platformID: number; userID: string }>('/auth/force_logout');

// ── Accounts (§2.6) ──────────────────────────────────────────────────────────────────────────────
export * from './account-endpoints.js';
export type * from './endpoint.js';
export const login = account<
  Identity & { account?: string; password?: string; verifyCode?: string; platform: number; deviceID?: string },
  AccountSession
>('/account/login');
export type UserUpdate = { userID: string } & Partial<
  Omit<UserFullInfo, 'userID' | 'password' | 'registerType' | 'lastOnlineTime'> & {
    /** Embedded server, where it sends codes: proves a new e-mail address or phone number (`usedFor` 1). */
    verifyCode: string;
  }
>;
export const updateUser = account<UserUpdate>('/user/update');
export const findUsersPublic = account<{ userIDs: string[] }, { users: UserPublicInfo[] | null }>('/user/find/public');
export const findUsersFull = account<{ userIDs: string[] }, { users: UserFullInfo[] | null }>('/user/find/full');
export interface UserSearch {
  keyword: string;
  pagination: Pagination;
  genders?: number;
  normal?: number;
}
export const searchUsersPublic = account<UserSearch, { total: number; users: UserPublicInfo[] | null }>(
  '/user/search/public',
);
export const searchUsersFull = account<UserSearch, { total: number; users: UserFullInfo[] | null }>(
  '/user/search/full',
);
export const searchFriendUsers = account<
  { userID?: string; keyword: string; pagination: Pagination; genders?: number[] },
  { total: number; users: UserFullInfo[] | null }
>('/friend/search');
export const getClientConfig = account<Record<string, never>, { config: Record<string, string> | null }>(
  '/client_config/get',
);
/** Embedded server: a new imToken for the holder of a chatToken; kicks the older one of the platform like a login (§2.3). */
export const renewToken = account<{ platform: number }, AccountSession>('/account/token');
/** Embedded server: ends both tokens. */
export const endSession = account<{ platform: number }>('/account/logout');
/** Embedded server: all that is stored of the caller. */
export const exportAccount = account<{ userID: string }, Record<string, unknown>>('/account/export');

// ── Users (§7) ───────────────────────────────────────────────────────────────────────────────────
export const registerUsers = im<{ users: (Partial<UserInfo> & { userID: string; nickname: string })[] }>(
  '/user/user_register',
);
export const checkAccounts = im<
  { checkUserIDs: string[] },
  { results: { userID: string; accountStatus: number }[] | null }
>('/user/account_check');
export const getUsersInfo = im<{ userIDs: string[] }, { usersInfo: UserInfo[] | null }>('/user/get_users_info');
export type UserInfoPatch = { userID: string } & Partial<
  Pick<UserInfo, 'nickname' | 'faceURL' | 'ex' | 'globalRecvMsgOpt'>
>;
export const updateUserInfoEx = im<{ userInfo: UserInfoPatch }>('/user/update_user_info_ex');
export const updateUserInfo = im<{ userInfo: UserInfoPatch }>('/user/update_user_info');
export const setGlobalRecvMsgOpt = im<{ userID: string; globalRecvMsgOpt: number }>('/user/set_global_msg_recv_opt');
export const getUsersStatus = im<{ userID: string; userIDs: string[] }, { statusList: OnlineStatus[] | null }>(
  '/user/get_users_status',
);
export interface PlatformDetail {
  platformID: number;
  connID: string;
  isBackground: boolean;
  token: string;
}
export const getUsersOnlineStatus = im<
  { userIDs: string[] },
  { userID: string; status: number; detailPlatformStatus: PlatformDetail[] | null }[]
>('/user/get_users_online_status');
export const getUsersOnlineTokenDetail = im<
  { userIDs: string[] },
  { userID: string; status: number; singlePlatformToken: { platformID: number; token: string[] }[] | null }[] | null
>('/user/get_users_online_token_detail');
export const subscribeUsersStatus = im<{ userID: string; userIDs: string[]; genre: number }, { statusList: null }>(
  '/user/subscribe_users_status',
);
export const getSubscribeUsersStatus = im<{ userID: string }, { statusList: null }>('/user/get_subscribe_users_status');
export const getUsers = im<
  { pagination: Pagination; userID?: string; nickName?: string },
  { total: number; users: UserInfo[] | null }
>('/user/get_users');
export const getAllUserIDs = im<{ pagination: Pagination }, { total: number; userIDs: string[] | null }>(
  '/user/get_all_users_uid',
);
export interface UserCommandKey {
  userID: string;
  type: number;
  uuid: string;
}
export const addUserCommand = im<UserCommandKey & { value?: string; ex?: string }>('/user/process_user_command_add');
export const updateUserCommand = im<UserCommandKey & { value?: string; ex?: string }>(
  '/user/process_user_command_update',
);
export const deleteUserCommand = im<UserCommandKey>('/user/process_user_command_delete');
export const getUserCommands = im<{ userID: string; type: number }, { CommandResp: UserCommand[] | null }>(
  '/user/process_user_command_get',
);
export const getAllUserCommands = im<{ userID: string }, { CommandResp: UserCommand[] | null }>(
  '/user/process_user_command_get_all',
);
export const getUserClientConfig = im<{ userID: string }, { configs: Record<string, string> | null }>(
  '/user/get_user_client_config',
);
export const setUserClientConfig = im<{ userID: string; configs: Record<string, string> }>(
  '/user/set_user_client_config',
);

// ── Friends, requests, blacklist (§6.1) ──────────────────────────────────────────────────────────
export const addFriend = im<{ fromUserID: string; toUserID: string; reqMsg: string; ex?: string }>(
  '/friend/add_friend',
);
/** fromUserID = the applicant, toUserID = self; handleResult 1 or −1. */
export const respondFriend = im<{ fromUserID: string; toUserID: string; handleResult: number; handleMsg: string }>(
  '/friend/add_friend_response',
);
export const deleteFriend = im<{ ownerUserID: string; friendUserID: string }>('/friend/delete_friend');
export const setFriendRemark = im<{ ownerUserID: string; friendUserID: string; remark: string }>(
  '/friend/set_friend_remark',
);
export interface FriendsPatch {
  ownerUserID: string;
  friendUserIDs: string[];
  isPinned?: boolean | null;
  remark?: string | null;
  ex?: string | null;
}
export const updateFriends = im<FriendsPatch>('/friend/update_friends');
export interface Paged {
  userID: string;
  pagination: Pagination;
}
export const getFriendList = im<Paged, { friendsInfo: FriendInfo[] | null; total: number }>('/friend/get_friend_list');
export const getDesignatedFriends = im<
  { ownerUserID: string; friendUserIDs: string[] },
  { friendsInfo: FriendInfo[] | null }
>('/friend/get_designated_friends');
export interface SpecifiedFriendInfo {
  userInfo: UserInfo;
  friendInfo: (Omit<FriendInfo, 'friendUser'> & { friendUser: null }) | null;
  blackInfo: (Omit<BlackInfo, 'blackUserInfo'> & { blackUserInfo: null }) | null;
}
export const getSpecifiedFriendsInfo = im<
  { ownerUserID: string; userIDList: string[] },
  { infos: SpecifiedFriendInfo[] | null }
>('/friend/get_specified_friends_info');
export const getFriendIDs = im<{ userID: string }, { friendIDs: string[] | null }>('/friend/get_friend_id');
export const isFriend = im<{ userID1: string; userID2: string }, { inUser1Friends: boolean; inUser2Friends: boolean }>(
  '/friend/is_friend',
);
export type RequestPage = Paged & { handleResults?: number[] };
/** Received; note the capital F. */
export const getReceivedRequests = im<RequestPage, { FriendRequests: FriendRequest[] | null; total: number }>(
  '/friend/get_friend_apply_list',
);
/** Sent. */
export const getSentRequests = im<RequestPage, { friendRequests: FriendRequest[] | null; total: number }>(
  '/friend/get_self_friend_apply_list',
);
export const getRequestsBetween = im<
  { fromUserID: string; toUserID: string },
  { friendRequests: FriendRequest[] | null }
>('/friend/get_designated_friend_apply');
export const getUnhandledCount = im<{ userID: string; time?: number }, { count: number }>(
  '/friend/get_self_unhandled_apply_count',
);
export const addBlack = im<{ ownerUserID: string; blackUserID: string; ex?: string }>('/friend/add_black');
export const removeBlack = im<{ ownerUserID: string; blackUserID: string }>('/friend/remove_black');
export const getBlackList = im<Paged, { blacks: BlackInfo[] | null; total: number }>('/friend/get_black_list');
export const getSpecifiedBlacks = im<
  { ownerUserID: string; userIDList: string[] },
  { blacks: BlackInfo[] | null; total: number }
>('/friend/get_specified_blacks');
export interface VersionReq {
  userID: string;
  versionID: string;
  version: number;
}
export const getIncrementalFriends = im<VersionReq, Incremental<FriendInfo>>('/friend/get_incremental_friends');
export const getFullFriendIDs = im<{ idHash: number; userID: string }, FullIDs>('/friend/get_full_friend_user_ids');
/** Declared by OpenIM, implemented by nobody. */
export const getIncrementalBlacks = im<VersionReq, Incremental<BlackInfo>>('/friend/get_incremental_blacks');
export const importFriends = im<{ ownerUserID: string; friendUserIDs: string[] }>('/friend/import_friend');

// ── What a client's login sync asks for beyond friends (§13.3): of groups, answered empty, and of conversations ──
export const getIncrementalJoinGroups = im<VersionReq, Incremental<never>>('/group/get_incremental_join_groups');
export const getJoinedGroups = im<{ fromUserID: string; pagination: Pagination }, { total: number; groups: null }>(
  '/group/get_joined_group_list',
);
export const getFullJoinGroupIDs = im<
  { idHash: number; userID: string },
  Omit<FullIDs, 'userIDs'> & { groupIDs: string[] | null }
>('/group/get_full_join_group_ids');
export const getIncrementalGroupMembers = im<
  { userID: string; reqList: unknown[] },
  { respList: Record<string, never> }
>('/group/get_incremental_group_members_batch');
export const getNotNotifyConversationIDs = im<{ userID: string }, { conversationIDs: string[] | null }>(
  '/conversation/get_not_notify_conversation_ids',
);
export const getPinnedConversationIDs = im<{ userID: string }, { conversationIDs: string[] | null }>(
  '/conversation/get_pinned_conversation_ids',
);
