/** Passwords: forgotten and changed (protocol §2.6). Both end every session of the account. */
import * as codes from '../../protocol/codes.js';
import * as endpoints from '../../protocol/endpoints.js';
import { identityFields, ownAccount, password, verifyCode } from '../account-fields.js';
import { refuse } from '../access.js';
import { codeUses, tryCode, useCode } from '../codes.js';
import { route, type Route } from '../context.js';
import { text, word } from '../fields.js';
import { hashPassword } from '../passwords.js';
import { findByIdentity, mustIdentity } from '../repo-accounts.js';
import { checkOwnPassword, endAllSessions } from '../sign-in.js';

/** Stricter than OpenIM, which leaves all sessions alive: who resets a password often does so because somebody else is in. */
const resetPassword = route(
  endpoints.resetPassword,
  'none',
  { ...identityFields, verifyCode, password: word(256) },
  async (context, { verifyCode, password, ...address }, call) => {
    const { runtime, store } = context;
    const identity = mustIdentity(address);
    context.limits.take('reset', call.ip, 30, 3_600_000);
    tryCode(context, identity, [codeUses.resetPassword], verifyCode);
    if (!findByIdentity(store, identity)) refuse(codes.RecordNotFoundError, 'there is no such account');
    const passwordHash = await hashPassword(runtime, password, call.ip);
    store.transaction(() => {
      const account = findByIdentity(store, identity) ?? refuse(codes.RecordNotFoundError, 'there is no such account');
      useCode(context, identity, codeUses.resetPassword, verifyCode);
      store.put('accounts', { ...account, passwordHash });
      endAllSessions(context, account.userID);
    });
  },
);

const changePassword = route(
  endpoints.changePassword,
  'chat',
  { userID: text(64), currentPassword: password, newPassword: word(256) },
  async (context, { userID, currentPassword, newPassword }, call) => {
    const { runtime, store } = context;
    ownAccount(call, userID);
    const account = store.get('accounts', [userID]) ?? refuse(codes.AccountNotFound, 'there is no such account');
    await checkOwnPassword(context, account, currentPassword, codes.NoPermissionError);
    if (newPassword === currentPassword) refuse(codes.ArgsError, 'the new password is the old one');
    const passwordHash = await hashPassword(runtime, newPassword, call.ip);
    store.transaction(() => {
      const now = store.get('accounts', [userID]);
      if (now?.passwordHash !== account.passwordHash)
        return refuse(codes.NoPermissionError, 'the account was changed meanwhile: sign in again');
      store.put('accounts', { ...now, passwordHash });
      endAllSessions(context, userID);
    });
  },
);

export const accountPasswordRoutes: Route[] = [resetPassword, changePassword];
