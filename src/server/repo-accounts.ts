/** Accounts as stored: who signs in with what (protocol §2.6). */
import { AccountAlreadyRegister, ArgsError, EmailAlreadyRegister, PhoneAlreadyRegister } from '../protocol/codes.js';
import type { Identity } from '../protocol/endpoints.js';
import { refuse } from './access.js';
import type { ServerContext } from './context.js';
import type { Store } from './store/port.js';
import type { Row } from './store/tables.js';

export type Account = Row<'accounts'>;

/** A checked e-mail address or phone number. `key` is how it is looked up, `to` how it is written. */
export interface AccountIdentity {
  kind: 'email' | 'phone';
  key: string;
  to: Identity;
}

const isEmail = (text: string) => /^[^\s@]{1,64}@[^\s@]+\.[^\s@]+$/.test(text);
export const isAccountName = (text: string) => /^[A-Za-z0-9]{1,64}$/.test(text);

/** `+` in front, digits behind. @throws ImError 1001 */
function areaCodeOf(areaCode: string): string {
  const digits = areaCode.replace(/^\+/, '');
  if (!/^\d{1,6}$/.test(digits)) refuse(ArgsError, 'areaCode must be digits, as in +86');
  return '+' + digits;
}

export function emailIdentity(email: string): AccountIdentity {
  if (!isEmail(email)) refuse(ArgsError, 'email is not an e-mail address');
  return { kind: 'email', key: email.toLowerCase(), to: { email } };
}

export function phoneIdentity(areaCode: string, phoneNumber: string): AccountIdentity {
  if (!/^\d{1,20}$/.test(phoneNumber)) refuse(ArgsError, 'phoneNumber must be digits');
  const area = areaCodeOf(areaCode);
  return { kind: 'phone', key: area + phoneNumber, to: { areaCode: area, phoneNumber } };
}

/** The e-mail address or phone number of a request, or undefined when it has neither. @throws ImError 1001 when misspelt */
export function identityOf({ areaCode = '', phoneNumber = '', email = '' }: Identity): AccountIdentity | undefined {
  if (email && phoneNumber) return refuse(ArgsError, 'give an e-mail address or a phone number, not both');
  return email ? emailIdentity(email) : phoneNumber || areaCode ? phoneIdentity(areaCode, phoneNumber) : undefined;
}

/** @throws ImError 1001 */
export const mustIdentity = (fields: Identity): AccountIdentity =>
  identityOf(fields) ?? refuse(ArgsError, 'email or areaCode and phoneNumber are needed');

const first = (store: Store, index: 'byAccount' | 'byPhone' | 'byEmail', key: string) =>
  store.range('accounts', { index, prefix: [key], limit: 1 })[0];

export const findByIdentity = (store: Store, { kind, key }: AccountIdentity) =>
  first(store, kind === 'email' ? 'byEmail' : 'byPhone', key);

export const findByName = (store: Store, name: string) =>
  name ? first(store, 'byAccount', name.toLowerCase()) : undefined;

/**
 * The account whose name, e-mail address or phone number somebody typed into one field.
 * @param areaCode - of a phone number typed without one; "" when unknown.
 */
export function findByAnything(store: Store, typed: string, areaCode: string): Account | undefined {
  if (!typed) return undefined;
  const phone = typed.replace(/[\s().-]/g, '');
  const area = areaCode.replace(/^\+?/, '+');
  const phoneKey = /^\+\d+$/.test(phone) ? phone : /^\d+$/.test(phone) && area !== '+' ? area + phone : '';
  return (
    findByName(store, typed) ??
    first(store, 'byEmail', typed.toLowerCase()) ??
    (phoneKey ? first(store, 'byPhone', phoneKey) : undefined)
  );
}

const taken = { byAccount: AccountAlreadyRegister, byPhone: PhoneAlreadyRegister, byEmail: EmailAlreadyRegister };

/** Stores an account, new or changed. @throws ImError 20003, 20004, 20014 when another one signs in with the same */
export function saveAccount(store: Store, account: Account): void {
  const keys = { byPhone: account.phoneKey, byEmail: account.emailKey, byAccount: account.accountKey };
  for (const [index, key] of Object.entries(keys) as [keyof typeof keys, string][]) {
    const holder = key && first(store, index, key);
    if (holder && holder.userID !== account.userID) refuse(taken[index], 'this is in use by another account');
  }
  store.put('accounts', account);
}

/** The columns of what an account signs in with. */
export const withName = (name: string) => ({ account: name, accountKey: name.toLowerCase() });
export const withEmail = (identity: AccountIdentity | undefined) => ({
  email: identity?.to.email ?? '',
  emailKey: identity?.key ?? '',
});
export const withPhone = (identity: AccountIdentity | undefined) => ({
  areaCode: identity?.to.areaCode ?? '',
  phoneNumber: identity?.to.phoneNumber ?? '',
  phoneKey: identity?.key ?? '',
});

/** Columns of an account that says nothing of itself. The "allow" fields: 1 yes, 2 no. */
export const blankAccount = {
  ...withName(''),
  ...withEmail(undefined),
  ...withPhone(undefined),
  passwordHash: '',
  gender: 0,
  birth: 0,
  level: 1,
  bio: '',
  allowAddFriend: 1,
  allowBeep: 1,
  allowVibration: 1,
  registerType: 0,
  banned: 0,
};

/** 10 decimal digits, the first not 0, that nobody has. */
export function freeUserID({ store, runtime }: Pick<ServerContext, 'store' | 'runtime'>): string {
  for (;;) {
    const [high = 0, low = 0] = new Uint32Array(runtime.random(new Uint8Array(8)).buffer);
    const userID = String(1_000_000_000 + ((high % 90_000) * 100_000 + (low % 100_000)));
    if (!store.get('users', [userID]) && !store.get('accounts', [userID])) return userID;
  }
}
