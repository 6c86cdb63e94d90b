/** The frames of a login: logout, background, online status (protocol §3.5). */
import { frame } from './frame.js';
import * as m from './session-messages.js';

export const logout = frame(2003, m.DelUserPushTokenReq, m.Empty);
export const setBackground = frame(2004, m.SetAppBackgroundStatusReq, m.Empty);
/** Both ways: subscribe, and later pushes of the whole current platform list. */
export const onlineStatus = frame(2005, m.SubUserOnlineStatus, m.SubUserOnlineStatusTips);
