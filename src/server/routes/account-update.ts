/** The account's own data: names, addresses, settings (protocol §2.6). */
import * as codes from '../../protocol/codes.js';
import * as endpoints from '../../protocol/endpoints.js';
import { birth, faceURL, gender, nickname, ownAccount } from '../account-fields.js';
import { refuse } from '../access.js';
import { route, type Route } from '../context.js';
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

const updateUser = route(endpoints.updateUser, 'chat', fields, (context, request, call) => {
  ownAccount(call, request.userID);
  const { store } = context;
  const patch = patchOf(request);
  const { nickname, faceURL, globalRecvMsgOpt } = request;
  write(context, call, tell => {
    const account =
      store.get('accounts', [request.userID]) ?? refuse(codes.AccountNotFound, 'there is no such account');
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
