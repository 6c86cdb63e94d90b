/** Signing in, keeping signed in, signing out (protocol §2.6). */
import * as codes from '../../protocol/codes.js';
import * as endpoints from '../../protocol/endpoints.js';
import { identityFields, password, platform, verifyCode } from '../account-fields.js';
import { refuse } from '../access.js';
import { codeUses, tryCode, useCode } from '../codes.js';
import { route, type Call, type Route, type ServerContext } from '../context.js';
import { text, type Fields } from '../fields.js';
import { passwordFits } from '../passwords.js';
import { findByAnything, findByIdentity, identityOf, type Account, type AccountIdentity } from '../repo-accounts.js';
import { startSession } from '../sign-in.js';

const fields = { ...identityFields, account: text(254), password, verifyCode, platform, deviceID: text(256) };
type Login = Fields<typeof fields>;

/** Guesses in 5 minutes: from one address, from there at one account, at one account from everywhere (or one could lock out its owner). */
const PER_IP = 60;
const PER_PAIR = 20;
const PER_ACCOUNT = 100;
const WINDOW = 300_000;

const unknown = () => refuse(codes.AccountNotFound, 'there is no such account');
const banned = () => refuse(codes.Forbidden, 'this account is blocked');

async function byPassword(
  context: ServerContext,
  find: () => Account | undefined,
  secret: string,
  ip: string,
): Promise<Account> {
  const hash = find()?.passwordHash ?? '';
  const fits = await passwordFits(context.runtime, hash, secret, ip);
  // Read again: hashing takes a while.
  const account = find() ?? unknown();
  if (account.banned) banned();
  if (!fits || account.passwordHash !== hash) refuse(codes.PasswordError, 'the password is wrong');
  return account;
}

function byCode(
  context: ServerContext,
  find: () => Account | undefined,
  identity: AccountIdentity,
  code: string,
): Account {
  const account = find() ?? unknown();
  if (account.banned) banned();
  // The code proves an address: it must be this account's.
  if (findByIdentity(context.store, identity)?.userID !== account.userID)
    refuse(codes.VerifyCodeNotMatch, 'the code is not for this account');
  tryCode(context, identity, [codeUses.login], code);
  context.store.transaction(() => useCode(context, identity, codeUses.login, code));
  return account;
}

/** `account` wins over the other two, and may hold an e-mail address or a phone number. */
function lookUp({ store }: ServerContext, request: Login, identity: AccountIdentity | undefined) {
  const typed = request.account.trim();
  return {
    typed: typed ? typed.toLowerCase() : (identity?.key ?? ''),
    find: () => (typed ? findByAnything(store, typed, request.areaCode) : identity && findByIdentity(store, identity)),
  };
}

/** An area code alone goes with the number in `account`. */
const identityOfLogin = ({ areaCode, phoneNumber, email }: Login) =>
  identityOf({ areaCode: phoneNumber ? areaCode : '', phoneNumber, email });

/** The address a code was sent to, when the request names it in `account` only. */
function addressOf(account: Account | undefined, typed: string): AccountIdentity | undefined {
  if (!account) return undefined;
  const { emailKey, email, phoneKey, areaCode, phoneNumber } = account;
  if (emailKey && typed === emailKey) return identityOf({ email });
  return phoneKey && typed !== account.accountKey ? identityOf({ areaCode, phoneNumber }) : undefined;
}

const login = route(endpoints.login, 'none', fields, async (context, request, call: Call) => {
  if (!request.password && !request.verifyCode) refuse(codes.ArgsError, 'password or verifyCode is needed');
  const identity = identityOfLogin(request);
  const { typed, find } = lookUp(context, request, identity);
  if (!typed) refuse(codes.ArgsError, 'account, email or phoneNumber is needed');
  context.limits.take('login-ip', call.ip, PER_IP, WINDOW);
  // However the name was typed: by name, address or number, with or without blanks, it is one account.
  const whose = find()?.userID ?? typed;
  context.limits.take('login-pair', `${call.ip} ${whose}`, PER_PAIR, WINDOW);
  context.limits.take('login-account', whose, PER_ACCOUNT, WINDOW);
  if (request.password)
    return startSession(context, await byPassword(context, find, request.password, call.ip), request.platform);
  const address =
    identity ??
    addressOf(find() ?? unknown(), typed) ??
    refuse(codes.ArgsError, 'a code needs the e-mail address or phone number it was sent to');
  return startSession(context, byCode(context, find, address, request.verifyCode), request.platform);
});

/** A new imToken for the holder of a chatToken; like a login it ends the older one of the platform. */
const renewToken = route(endpoints.renewToken, 'chat', { platform }, async (context, { platform }, call) => {
  const account = context.store.get('accounts', [call.userID]) ?? unknown();
  if (account.banned) banned();
  context.limits.take('renew', call.userID, 60, WINDOW);
  const { token } = await context.tokens.issue(call.userID, platform, call.token);
  try {
    // What ended all sessions meanwhile (a new password, a ban) had no token yet to end.
    await context.tokens.check(call.token, 'account');
  } catch (error) {
    context.tokens.endSession(call.userID, call.token, platform);
    throw error;
  }
  return { userID: call.userID, imToken: token, chatToken: call.token };
});

const endSession = route(endpoints.endSession, 'chat', { platform }, ({ tokens }, { platform }, call) => {
  tokens.endSession(call.userID, call.token, platform);
});

export const accountLoginRoutes: Route[] = [login, renewToken, endSession];
