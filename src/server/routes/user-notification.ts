/** Notification accounts and robots: users who speak for the system and never sign in (protocol §7). */
import * as codes from '../../protocol/codes.js';
import * as more from '../../protocol/endpoints-more.js';
import { orNull, pageOf, refuse } from '../access.js';
import { route, type Route, type ServerContext } from '../context.js';
import { id, pagination, text, whole } from '../fields.js';
import { changeProfile } from '../profile-change.js';
import { freeUserID } from '../repo-accounts.js';
import { insertUser, isUserID, NOTIFICATION_ACCOUNT } from '../repo-users.js';
import type { Row } from '../store/tables.js';
import { write } from '../write.js';

const nickName = text(256);
const faceURL = text(2048);

const isNotification = ({ options }: ServerContext, { userID, appMangerLevel }: Row<'users'>) =>
  appMangerLevel >= NOTIFICATION_ACCOUNT && !options.admins.includes(userID);

const told = ({ userID, faceURL, nickname, appMangerLevel }: Row<'users'>): more.NotificationAccount => ({
  userID,
  faceURL,
  nickName: nickname,
  appMangerLevel,
});

/** Without a userID the server makes one. */
const addNotificationAccount = route(
  more.addNotificationAccount,
  'admin',
  { userID: text(64), nickName, faceURL, appMangerLevel: whole(0, 1000) },
  (context, { userID: wanted, nickName, faceURL, appMangerLevel }) => {
    if (appMangerLevel < NOTIFICATION_ACCOUNT)
      refuse(codes.ArgsError, 'appMangerLevel must be 3 (notification account), 4 (robot) or more');
    if (wanted && !isUserID(wanted)) refuse(codes.ArgsError, 'userID may have letters, digits and _ only');
    const { store } = context;
    return store.transaction(() => {
      if (wanted && store.get('users', [wanted])) refuse(codes.ArgsError, 'userID is in use');
      const userID = wanted || freeUserID(context);
      insertUser(context, { userID, nickname: nickName, faceURL, appMangerLevel });
      return { userID, nickName, faceURL, appMangerLevel };
    });
  },
);

/** Empty means "unchanged". OpenIM changes ordinary users by it, too; here those have calls of their own. */
const updateNotificationAccount = route(
  more.updateNotificationAccount,
  'admin',
  { userID: id, nickName, faceURL },
  (context, { userID, nickName, faceURL }, call) => {
    write(context, call, tell => {
      const user = context.store.get('users', [userID]);
      if (!user || !isNotification(context, user))
        return refuse(codes.ArgsError, 'there is no notification account of this userID');
      changeProfile(context, call, tell, user, { nickname: nickName || undefined, faceURL: faceURL || undefined });
    });
  },
);

/** By whole userID, else by whole nickname; without a keyword all. */
const searchNotificationAccounts = route(
  more.searchNotificationAccounts,
  'admin',
  { keyword: nickName, pagination },
  (context, { keyword, pagination }) => {
    const accounts = context.store.range('users', { index: 'byTime' }).filter(user => isNotification(context, user));
    const byID = accounts.filter(({ userID }) => userID === keyword);
    const found = !keyword ? accounts : byID.length ? byID : accounts.filter(({ nickname }) => nickname === keyword);
    const { offset, limit } = pageOf(pagination);
    return { total: found.length, notificationAccounts: orNull(found.slice(offset, offset + limit).map(told)) };
  },
);

export const userNotificationRoutes: Route[] = [
  addNotificationAccount,
  updateNotificationAccount,
  searchNotificationAccounts,
];
