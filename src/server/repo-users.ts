/** IM users as stored and as told to others (protocol §4.3, §7). */
import { RecordNotFoundError } from '../protocol/codes.js';
import type { PublicUserInfo, UserInfo } from '../protocol/model.js';
import { refuse } from './access.js';
import type { ServerContext } from './context.js';
import type { Store } from './store/port.js';
import type { Row } from './store/tables.js';

/** Users from this level on are notification accounts and robots: they do not sign in. */
export const NOTIFICATION_ACCOUNT = 3;

/** Letters of any script, digits and `_` (protocol §2.5). */
export const isUserID = (userID: string) => /^[\p{L}\p{Nd}_]{1,64}$/u.test(userID);

/** @throws ImError 1004 */
export const mustUser = (store: Store, userID: string): Row<'users'> =>
  store.get('users', [userID]) ?? refuse(RecordNotFoundError, `there is no user ${userID}`);

export const userInfo = ({
  userID,
  nickname,
  faceURL,
  ex,
  createTime,
  appMangerLevel,
  globalRecvMsgOpt,
}: Row<'users'>): UserInfo => ({
  userID,
  nickname,
  faceURL,
  ex,
  createTime,
  appMangerLevel,
  globalRecvMsgOpt,
});

/** What friends and blacklists say of a user; empty fields for one that is gone. */
export function publicUser(store: Store, userID: string): PublicUserInfo {
  const { nickname = '', faceURL = '', ex = '' } = store.get('users', [userID]) ?? {};
  return { userID, nickname, faceURL, ex };
}

export type NewUser = Pick<Row<'users'>, 'userID' | 'nickname'> &
  Partial<Pick<Row<'users'>, 'faceURL' | 'ex' | 'appMangerLevel' | 'globalRecvMsgOpt'>>;

/** Stores a new user; the caller has made sure that there is none of that ID. */
export function insertUser({ store, runtime }: Pick<ServerContext, 'store' | 'runtime'>, user: NewUser): void {
  store.put('users', {
    faceURL: '',
    ex: '',
    appMangerLevel: 0,
    globalRecvMsgOpt: 0,
    ...user,
    createTime: runtime.now(),
    lastOnlineTime: 0,
  });
}
