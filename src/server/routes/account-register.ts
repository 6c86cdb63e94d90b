/** New accounts, and the codes that prove e-mail addresses and phone numbers (protocol §2.6). */
import * as codes from '../../protocol/codes.js';
import * as endpoints from '../../protocol/endpoints.js';
import { birth, faceURL, gender, identityFields, nickname, password, platform, verifyCode } from '../account-fields.js';
import { refuse } from '../access.js';
import { codeUses, sendCode, tryCode, useCode, type CodeUse } from '../codes.js';
import { route, type Route, type ServerContext } from '../context.js';
import { flag, object, text, whole, type Check, type Fields } from '../fields.js';
import { mustInvitation, useInvitation } from '../invitations.js';
import { hashPassword } from '../passwords.js';
import {
  blankAccount,
  findByIdentity,
  freeUserID,
  identityOf,
  isAccountName,
  mustIdentity,
  saveAccount,
  withEmail,
  withName,
  withPhone,
  type Account,
} from '../repo-accounts.js';
import { importFriends } from '../repo-friends.js';
import { insertUser } from '../repo-users.js';
import { startSession } from '../sign-in.js';
import { write } from '../write.js';

const HOUR = 3_600_000;

const user = object({
  ...identityFields,
  userID: text(64),
  nickname,
  password,
  account: text(64),
  faceURL,
  birth,
  gender,
});
const fields = { verifyCode, invitationCode: text(64), deviceID: text(256), platform, autoLogin: flag, user };
type NewUser = Fields<typeof fields>['user'];

/** @throws ImError 1001, 1002 for what can't become an account, whoever else there is */
function checkUser({ userID, account, password, nickname }: NewUser, hasAddress: boolean): void {
  if (userID) refuse(codes.NoPermissionError, 'userID is given by the server');
  if (!nickname.trim()) refuse(codes.ArgsError, 'nickname is empty');
  if (account && !isAccountName(account)) refuse(codes.ArgsError, 'account may have letters and digits only');
  if (!account && !hasAddress) refuse(codes.ArgsError, 'account, email or areaCode and phoneNumber are needed');
  // Without a code to sign in with, the password is all there is.
  if (!password && !hasAddress) refuse(codes.ArgsError, 'password is empty');
}

/** Friends every new account has. Who is named but does not exist is left out: registration must not fail for it. */
const defaultFriends = ({ options, store }: ServerContext) =>
  options.defaultFriends.filter(userID => store.get('users', [userID]));

const register = route(
  endpoints.register,
  'none',
  fields,
  async (context, { verifyCode, invitationCode, platform, autoLogin, user }, call) => {
    const { options, runtime, store } = context;
    if (!options.registration) refuse(codes.NoPermissionError, 'registration is closed');
    const identity = identityOf(user);
    checkUser(user, !!identity);
    context.limits.take('register', call.ip, 60, HOUR);
    mustInvitation(context, invitationCode);
    if (identity) tryCode(context, identity, [codeUses.register], verifyCode);
    const passwordHash = user.password ? await hashPassword(runtime, user.password, call.ip) : '';
    const account = write(context, call, (tell): Account => {
      if (identity) useCode(context, identity, codeUses.register, verifyCode);
      const userID = freeUserID(context);
      useInvitation(context, invitationCode, userID);
      const address = identity?.kind === 'email' ? withEmail(identity) : withPhone(identity);
      const { gender, birth } = user;
      const account = {
        ...blankAccount,
        ...withName(user.account),
        ...address,
        userID,
        passwordHash,
        gender,
        birth,
        createTime: runtime.now(),
      };
      saveAccount(store, account);
      insertUser(context, { userID, nickname: user.nickname.trim(), faceURL: user.faceURL });
      importFriends(context, tell, userID, defaultFriends(context), options.admins[0] ?? '');
      return account;
    });
    return autoLogin
      ? startSession(context, account, platform)
      : { userID: account.userID, imToken: '', chatToken: '' };
  },
);

const usedFor: Check<CodeUse> = (value, name) => {
  const found = whole()(value, name);
  return (
    Object.values(codeUses).find(use => use === found) ??
    refuse(codes.ArgsError, `${name} must be 1 (register), 2 (reset the password) or 3 (login)`)
  );
};

const send = route(
  endpoints.sendCode,
  'none',
  { ...identityFields, usedFor, invitationCode: text(64), deviceID: text(256), platform: whole(0, 11) },
  async (context, request, call) => {
    const identity = mustIdentity(request);
    context.limits.take('code-ip', call.ip, 30, HOUR);
    context.limits.take('code-identity', identity.key, 20, HOUR);
    if (request.usedFor !== codeUses.register && !findByIdentity(context.store, identity))
      refuse(codes.AccountNotFound, 'there is no such account');
    await sendCode(context, identity, request.usedFor);
  },
);

/** Says whether the code is right, and leaves it usable for the step that follows. */
const verify = route(endpoints.verifyCode, 'none', { ...identityFields, verifyCode }, (context, request, call) => {
  const identity = mustIdentity(request);
  context.limits.take('code-verify', call.ip, 60, HOUR);
  tryCode(context, identity, Object.values(codeUses), request.verifyCode);
});

export const accountRegisterRoutes: Route[] = [register, send, verify];
