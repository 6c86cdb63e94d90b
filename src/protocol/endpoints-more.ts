/**
 * REST calls that our client has no use for: an administrator's, and those of OpenIM's own apps (protocol §2.6, §7).
 * The server answers them. Import as a namespace.
 */
import type { Endpoint, Nothing } from './endpoints.js';
import type { Pagination } from './model.js';

const im = <Q, R = Nothing>(path: string): Endpoint<Q, R> => ({ path, service: 'im' });
const account = <Q, R = Nothing>(path: string): Endpoint<Q, R> => ({ path, service: 'account' });

export const deleteUserClientConfig = im<{ userID: string; keys: string[] }>('/user/del_user_client_config');
export interface ClientConfig {
  userID: string;
  key: string;
  value: string;
}
export const pageUserClientConfig = im<
  { userID: string; key?: string; pagination: Pagination },
  { total: number; configs: ClientConfig[] | null }
>('/user/page_user_client_config');
/** System accounts that send notices and don't sign in; note the capital N of nickName. */
export interface NotificationAccount {
  userID: string;
  faceURL: string;
  nickName: string;
  appMangerLevel: number;
}
export const addNotificationAccount = im<
  { userID?: string; nickName: string; faceURL?: string; appMangerLevel: number },
  NotificationAccount
>('/user/add_notification_account');
export const updateNotificationAccount = im<{ userID: string; nickName?: string; faceURL?: string }>(
  '/user/update_notification_account',
);
export const searchNotificationAccounts = im<
  { keyword?: string; pagination: Pagination },
  { total: number; notificationAccounts: NotificationAccount[] | null }
>('/user/search_notification_account');

/** Voice and video need a media server. */
export const getRtcToken = account<{ room: string; identity: string }, { serverUrl: string; token: string }>(
  '/user/rtc/get_token',
);
/** The app update service and small programs of OpenIM's own apps. */
export interface AppVersion {
  platform: string;
  version: string;
}
export const getLatestVersion = account<AppVersion, { version: null }>('/application/latest_version');
export const pageVersions = account<{ pagination: Pagination }, { total: number; versions: null }>(
  '/application/page_versions',
);
export const findApplets = account<Record<string, never>, { applets: null }>('/applet/find');
