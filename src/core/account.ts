/** What a person does with an account and its tokens, apart from signing in and out; loaded with the first use (features A, H). */
import * as codes from '../protocol/codes.js';
import * as api from '../protocol/account-endpoints.js';
import { login, type Endpoint } from '../protocol/endpoints.js';
import { ImError } from '../protocol/errors.js';
import type { AccountSession } from '../protocol/model.js';
import type { Credentials } from '../protocol/port.js';
import type { Client } from './api.js';
import { passwordHash } from './password.js';
import type { Ground } from './scope.js';
import type { SignIn } from './sign-in.js';

export type AccountActions = Pick<
  Client,
  'setToken' | 'sendCode' | 'verifyCode' | 'resetPassword' | 'changePassword' | 'deleteAccount'
>;

export type SessionActions = AccountActions & Pick<Client, 'login' | 'register' | 'logout' | 'useHere' | 'setPersist'>;

/** Tokens from the account service. */
export type Ask = <Q>(
  endpoint: Endpoint<Q & { platform: number }, AccountSession>,
  request: Q,
  old?: Credentials,
) => Promise<Credentials>;

export function openAccount(
  { options: { backend, platformID: platform } }: Ground,
  ask: Ask,
  online: () => SignIn,
  logout: () => Promise<void>,
): AccountActions & { register(params: Parameters<Client['register']>[0]): Promise<Credentials> } {
  return {
    register: async ({ user, ...rest }) =>
      ask(api.register, { ...rest, autoLogin: true, user: { ...user, password: await passwordHash(user.password) } }),
    async setToken({ userID, token: imToken, chatToken, platformID = platform }) {
      const { patiently, current } = online();
      if (userID !== current().userID)
        throw new ImError(codes.ClientArgsError, 'another user is signed in: log out first');
      const old = current();
      if (old.imToken !== imToken)
        await patiently(async () => ({ userID, imToken, chatToken: chatToken ?? old.chatToken, platformID }));
    },
    sendCode: params => backend.call(api.sendCode, { ...params, platform }),
    verifyCode: params => backend.call(api.verifyCode, params),
    resetPassword: async params =>
      backend.call(api.resetPassword, { ...params, password: await passwordHash(params.password) }),
    async changePassword({ currentPassword, newPassword }) {
      const { scope, patiently } = online();
      const { userID, state } = scope;
      const { account, email, areaCode, phoneNumber } = state.profile ?? {};
      const password = await passwordHash(newPassword);
      // The server ends all sessions, this one too: it goes on with a new sign-in.
      await patiently(async () => {
        await scope.call(api.changePassword, {
          userID,
          currentPassword: await passwordHash(currentPassword),
          newPassword: password,
        });
        return ask(login, { account, email, areaCode, phoneNumber, password });
      });
    },
    async deleteAccount(password) {
      const { scope, patiently } = online();
      await patiently(async () => {
        await scope.call(api.deleteAccount, { userID: scope.userID, password: await passwordHash(password) });
        await logout();
      });
    },
  };
}
