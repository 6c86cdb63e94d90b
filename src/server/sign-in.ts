/** What starting and ending sessions of the account service has in common (protocol §2.6). */
import { AccountNotFound, Forbidden, NoPermissionError, PasswordError } from '../protocol/codes.js';
import { platforms, type AccountSession } from '../protocol/model.js';
import { refuse } from './access.js';
import type { ServerContext } from './context.js';
import { passwordFits } from './passwords.js';
import type { Account } from './repo-accounts.js';

/** Both tokens. What ended the user's sessions while they were made (a new password, a ban, the account's deletion) ends these too. */
export async function startSession(
  context: ServerContext,
  account: Account,
  platformID: number,
): Promise<AccountSession> {
  const { store, tokens } = context;
  const session = await tokens.session(account.userID, platformID);
  const now = store.get('accounts', [account.userID]);
  if (now?.passwordHash === account.passwordHash && !now.banned) return session;
  tokens.endSession(account.userID, session.chatToken, platformID);
  return refuse(now?.banned ? Forbidden : AccountNotFound, 'the account was changed meanwhile: sign in again');
}

/** Ends every session of the user on every device. Inside a transaction its writes are part of it. */
export function endAllSessions({ tokens }: ServerContext, userID: string): void {
  tokens.endChatTokens(userID);
  for (const platformID of Object.values(platforms)) tokens.forceLogout(userID, platformID);
}

/** Checks the own password of somebody signed in; few tries, so that a stolen token does not open the account. @throws ImError */
export async function checkOwnPassword(
  context: ServerContext,
  account: Account,
  secret: string,
  code: number = PasswordError,
): Promise<void> {
  context.limits.take('password-check', account.userID, 10, 600_000);
  const fits = await passwordFits(context.runtime, account.passwordHash, secret, account.userID);
  if (!fits) refuse(code, 'the password is wrong');
  const now = context.store.get('accounts', [account.userID]);
  if (now?.passwordHash !== account.passwordHash)
    refuse(NoPermissionError, 'the account was changed meanwhile: try again');
}
