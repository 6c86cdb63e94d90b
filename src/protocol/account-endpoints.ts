/** REST calls about an account that few pages make: a client loads them with what calls them (protocol §2.6). */
import type { Endpoint, Identity, Nothing } from './endpoint.js';
import type { AccountSession } from './model.js';

const account = <Q, R = Nothing>(path: string): Endpoint<Q, R> => ({ path, service: 'account' });

export const sendCode = account<
  Identity & { usedFor: number; invitationCode?: string; deviceID?: string; platform?: number }
>('/account/code/send');
export const verifyCode = account<Identity & { verifyCode: string }>('/account/code/verify');
export interface RegisterUser extends Identity {
  userID?: string;
  nickname: string;
  password: string;
  account?: string;
  faceURL?: string;
  birth?: number;
  gender?: number;
}
export const register = account<
  {
    verifyCode?: string;
    invitationCode?: string;
    deviceID?: string;
    platform: number;
    autoLogin: boolean;
    user: RegisterUser;
  },
  AccountSession
>('/account/register');
export const resetPassword = account<Identity & { verifyCode: string; password: string }>('/account/password/reset');
export const changePassword = account<{ userID: string; currentPassword: string; newPassword: string }>(
  '/account/password/change',
);
/** Embedded server: deletes the caller's account and everything of it; `password` as in login. */
export const deleteAccount = account<{ userID: string; password: string }>('/account/delete');
