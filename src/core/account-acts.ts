/** What few do with an account: register, set another password, delete it (features A). Loaded with the first of it. */
import * as api from '../protocol/endpoints.js';
import type { AccountSession } from '../protocol/model.js';
import type { Backend, Credentials } from '../protocol/port.js';
import type { Client } from './api.js';
import { passwordHash } from './password.js';
import type { SignIn } from './sign-in.js';

export type RareAct = 'register' | 'sendCode' | 'verifyCode' | 'resetPassword' | 'changePassword' | 'deleteAccount';

/** What these have of a session. */
interface Session {
  backend: Backend;
  platform: number;
  /** Tokens from the account service. */
  ask<Q>(endpoint: api.Endpoint<Q & { platform: number }, AccountSession>, request: Q): Promise<Credentials>;
  enter(account: string, ask: () => Promise<Credentials>): Promise<{ userID: string }>;
  /** @throws ImError 10009 when nobody is signed in. */
  online(): SignIn;
  logout(): Promise<void>;
}

export function accountActs({ backend, platform, ask, enter, online, logout }: Session): Pick<Client, RareAct> {
  return {
    register: ({ user, ...rest }) =>
      enter(user.account || user.email || user.phoneNumber || '', async () =>
        ask(api.register, { ...rest, autoLogin: true, user: { ...user, password: await passwordHash(user.password) } }),
      ),
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
        return ask(api.login, { account, email, areaCode, phoneNumber, password });
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
