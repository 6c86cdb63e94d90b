/** The shared nouns: what OpenIM's users, friends, requests and blacklist entries look like, on the wire and flat. */

/** A user as the IM server tells it (protocol §4.3). `createTime` in ms. */
export interface UserInfo {
  userID: string;
  nickname: string;
  faceURL: string;
  ex: string;
  createTime: number;
  appMangerLevel: number;
  globalRecvMsgOpt: number;
}

export interface PublicUserInfo {
  userID: string;
  nickname: string;
  faceURL: string;
  ex: string;
}

/** A user as the account service tells it (protocol §2.6). `birth` in ms, the "allow" fields: 1 yes, 2 no. */
export interface UserFullInfo {
  userID: string;
  password: string;
  account: string;
  phoneNumber: string;
  areaCode: string;
  email: string;
  nickname: string;
  faceURL: string;
  gender: number;
  level: number;
  birth: number;
  allowAddFriend: number;
  allowBeep: number;
  allowVibration: number;
  globalRecvMsgOpt: number;
  registerType: number;
  /** Embedded server only, for oneself and friends: ms of the last time the user was online; 0 = not told. */
  lastOnlineTime?: number;
  /** Embedded server only: the user's own words about themselves. */
  bio?: string;
}

export interface UserPublicInfo {
  userID: string;
  account: string;
  email: string;
  nickname: string;
  faceURL: string;
  gender: number;
  level: number;
}

/** A friend as REST nests it (protocol §6.1). `createTime` in **seconds** in lists and incremental answers. */
export interface FriendInfo {
  ownerUserID: string;
  remark: string;
  createTime: number;
  friendUser: UserInfo;
  addSource: number;
  operatorUserID: string;
  ex: string;
  isPinned: boolean;
}

/** A blacklist entry as REST nests it. `createTime` in **seconds** from get_black_list. */
export interface BlackInfo {
  ownerUserID: string;
  createTime: number;
  blackUserInfo: PublicUserInfo;
  addSource: number;
  operatorUserID: string;
  ex: string;
}

/** A friend request (protocol §6.1). Times in ms. handleResult: 0 open, 1 agreed, −1 refused. */
export interface FriendRequest {
  fromUserID: string;
  fromNickname: string;
  fromFaceURL: string;
  toUserID: string;
  toNickname: string;
  toFaceURL: string;
  handleResult: number;
  reqMsg: string;
  createTime: number;
  handlerUserID: string;
  handleMsg: string;
  handleTime: number;
  ex: string;
}

/** A friend as clients speak of it: flat (protocol §6.4), `createTime` in ms. */
export interface FriendItem {
  ownerUserID: string;
  userID: string;
  remark: string;
  createTime: number;
  addSource: number;
  operatorUserID: string;
  nickname: string;
  faceURL: string;
  ex: string;
  attachedInfo: string;
  isPinned: boolean;
}

/** A blacklist entry as clients speak of it: flat (protocol §6.4), `createTime` in ms. */
export interface BlackItem {
  ownerUserID: string;
  userID: string;
  nickname: string;
  faceURL: string;
  createTime: number;
  addSource: number;
  operatorUserID: string;
  ex: string;
  attachedInfo: string;
}

/** A friend request as clients speak of it (protocol §6.4). Times in ms. */
export interface FriendApplicationItem extends FriendRequest {
  attachedInfo: string;
}

export interface OnlineStatus {
  userID: string;
  /** 1 online, 0 offline. */
  status: number;
  platformIDs: number[];
}

export interface UserCommand {
  type: number;
  /** Seconds. */
  createTime: number;
  uuid: string;
  value: string;
  ex: string;
}

export interface Pagination {
  /** From 1. */
  pageNumber: number;
  showNumber: number;
}

export interface FromToUserID {
  fromUserID: string;
  toUserID: string;
}

/** What a sign-in gives (protocol §2.6). */
export interface AccountSession {
  userID: string;
  imToken: string;
  chatToken: string;
}

/** The answer of an incremental list (protocol §5.9). Lists are null when empty and when `full`. */
export interface Incremental<T> {
  version: number;
  versionID: string;
  full: boolean;
  delete: string[] | null;
  insert: T[] | null;
  update: T[] | null;
  sortVersion?: number;
}

export interface FullIDs {
  version: number;
  versionID: string;
  equal: boolean;
  userIDs: string[] | null;
}

/** The envelope of every REST answer (protocol §1.3). */
export interface RestEnvelope<T = unknown> {
  errCode: number;
  errMsg: string;
  errDlt: string;
  data?: T;
}

export const handleResult = { open: 0, agreed: 1, refused: -1 } as const;
export const addSource = { import: 1, application: 2 } as const;

/** Platform numbers (protocol §2.2). */
export const platforms = {
  iOS: 1,
  Android: 2,
  Windows: 3,
  OSX: 4,
  Web: 5,
  MiniWeb: 6,
  Linux: 7,
  AndroidPad: 8,
  iPad: 9,
  Admin: 10,
  HarmonyOS: 11,
} as const;

/** User-command types of this product, stored through `/user/process_user_command_*` (protocol §7). */
export const commandTypes = {
  /** A friend request its viewer removed from the list; uuid = `from_to`, value = the request's createTime (ms). */
  hiddenFriendRequest: 1201,
} as const;
