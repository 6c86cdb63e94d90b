/** The account's own data: names, addresses, settings (protocol §2.6). */
import * as codes from '../../protocol/codes.js';
import * as endpoints from '../../protocol/endpoints.js';
import { birth, faceURL, gender, nickname, ownAccount, verifyCode } from '../account-fields.js';
import { refuse } from '../access.js';
import { codesWork, codeUses, tryCode, useCode } from '../codes.js';
import { route, type Route, type ServerContext } from '../context.js';
import { anything, optional, text, whole, type Fields } from '../fields.js';
import { changeProfile } from '../profile-change.js';
import {
  emailIdentity,
  isAccountName,
  phoneIdentity,
  saveAccount,
  withEmail,
  withName,
  withPhone,
  type Account,
  type AccountIdentity,
} from '../repo-accounts.js';
import { mustUser } from '../repo-users.js';
import { write } from '../write.js';

/** 1 yes, 2 no. */
const allow = optional(whole(1, 2));
const fields = {
  userID: text(64),
  account: optional(text(64)),
  areaCode: optional(text(8)),
  phoneNumber: optional(text(20)),
  email: optional(text(254)),
  nickname: optional(nickname),
  faceURL: optional(faceURL),
  gender: optional(gender),
  level: optional(whole(0, 1_000_000)),
  birth: optional(birth),
  allowAddFriend: allow,
  allowBeep: allow,
  allowVibration: allow,
  globalRecvMsgOpt: optional(whole(0, 2)),
  bio: optional(text(1000)),
  verifyCode,
  RegisterType: anything,
};
type Update = Fields<typeof fields>;

/** The columns the request changes: given ones, the addresses with their keys. @throws ImError 1001, 1002 */
function patchOf(request: Update): Partial<Account> {
  const {
    account,
    areaCode,
    phoneNumber,
    email,
    nickname,
    RegisterType,
    gender,
    level,
    birth,
    allowAddFriend,
    allowBeep,
    allowVibration,
    bio,
  } = request;
  if (RegisterType !== undefined && RegisterType !== null)
    refuse(codes.NoPermissionError, 'RegisterType is set by administrators');
  if (nickname !== undefined && !nickname.trim()) refuse(codes.ArgsError, 'nickname is empty');
  if ((areaCode === undefined) !== (phoneNumber === undefined))
    refuse(codes.ArgsError, 'areaCode and phoneNumber go together');
  if (account && !isAccountName(account)) refuse(codes.ArgsError, 'account may have letters and digits only');
  const plain = Object.entries({ gender, level, birth, allowAddFriend, allowBeep, allowVibration, bio }).filter(
    ([, value]) => value !== undefined,
  );
  return {
    ...(Object.fromEntries(plain) as Partial<Account>),
    ...(account !== undefined && withName(account)),
    ...(email !== undefined && withEmail(email ? emailIdentity(email) : undefined)),
    ...(phoneNumber !== undefined &&
      withPhone(phoneNumber || areaCode ? phoneIdentity(areaCode ?? '', phoneNumber) : undefined)),
  };
}

const HOUR = 3_600_000;

/**
 * The e-mail address or phone number that the request binds anew, where people can prove one (OpenIM takes it unproven).
 * @throws ImError 1001 for both at once: a code proves one of them.
 */
function toProve(context: ServerContext, account: Account, { email, phoneNumber, areaCode }: Update) {
  if (!codesWork(context)) return undefined;
  const fresh: AccountIdentity[] = [];
  if (email && emailIdentity(email).key !== account.emailKey) fresh.push(emailIdentity(email));
  if (phoneNumber && phoneIdentity(areaCode ?? '', phoneNumber).key !== account.phoneKey)
    fresh.push(phoneIdentity(areaCode ?? '', phoneNumber));
  if (fresh.length > 1)
    refuse(codes.ArgsError, 'change e-mail address and phone number one after the other, each with its code');
  return fresh[0];
}

const updateUser = route(endpoints.updateUser, 'chat', fields, (context, request, call) => {
  ownAccount(call, request.userID);
  const { store } = context;
  const patch = patchOf(request);
  const { nickname, faceURL, globalRecvMsgOpt, verifyCode } = request;
  const accountNow = () =>
    store.get('accounts', [request.userID]) ?? refuse(codes.AccountNotFound, 'there is no such account');
  const identity = toProve(context, accountNow(), request);
  if (identity) {
    context.limits.take('code-verify', call.ip, 60, HOUR);
    if (!verifyCode)
      refuse(codes.ArgsError, `verifyCode is empty: ask for a code with usedFor ${codeUses.register} first`);
    tryCode(context, identity, [codeUses.register], verifyCode);
  }
  write(context, call, tell => {
    const account = accountNow();
    if (identity) useCode(context, identity, codeUses.register, verifyCode);
    const next = { ...account, ...patch };
    if (!next.accountKey && !next.emailKey && !next.phoneKey)
      refuse(codes.ArgsError, 'the last way to sign in cannot be removed');
    // A changed e-mail address or phone number is bound to the account by this, so it must be free.
    saveAccount(store, next);
    changeProfile(context, call, tell, mustUser(store, request.userID), {
      nickname: nickname?.trim(),
      faceURL,
      globalRecvMsgOpt,
    });
  });
});

export const accountUpdateRoutes: Route[] = [updateUser];
