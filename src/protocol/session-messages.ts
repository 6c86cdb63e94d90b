/** The protobuf messages of a login: logout, background, online status (protocol §4.1). Apart from the others, which a page loads later. */
import { bool, int, list, msg, str } from './schema.js';

export const DelUserPushTokenReq = { userID: str(1), platformID: int(2) };
export const SetAppBackgroundStatusReq = { userID: str(1), isBackground: bool(2) };
export const SubUserOnlineStatus = { subscribeUserID: list(str(1)), unsubscribeUserID: list(str(2)) };
export const SubUserOnlineStatusElem = { userID: str(1), onlinePlatformIDs: list(int(2)) };
export const SubUserOnlineStatusTips = { subscribers: list(msg(1, SubUserOnlineStatusElem)) };

/** A message without content, for the many fields nobody sets. */
export const Empty = {};
