/** What the sign-in card asks for, by view and method, and where each error belongs. */
import type { Capability } from '../protocol/port.js';
import type { Identity } from '../protocol/endpoints.js';
import type { Key } from '../ui/localize.js';
import type { Field } from '../ui/form.js';

export type View = 'signIn' | 'register' | 'reset';
export type Method = 'account' | 'email' | 'phone';
type Values = Readonly<Record<string, string>>;

export const MIN_PASSWORD = 8;
const AREAS = [
  '+1',
  '+7',
  '+20',
  '+27',
  '+33',
  '+34',
  '+39',
  '+44',
  '+49',
  '+52',
  '+55',
  '+60',
  '+61',
  '+62',
  '+63',
  '+65',
  '+66',
  '+81',
  '+82',
  '+84',
  '+86',
  '+90',
  '+91',
  '+852',
  '+853',
  '+886',
  '+966',
  '+971',
];

const short = (value: string): Key | false => value.length < MIN_PASSWORD && 'fieldShort';
const unlike = (pattern: RegExp, key: Key) => (value: string) => !pattern.test(value) && key;

/** A new password twice; `name` is the first field's. */
export const newPasswordFields = (name: string, label: Key): Field[] => [
  { name, label, type: 'password', autocomplete: 'new-password', hint: 'fieldShort', check: short },
  {
    name: 'repeat',
    label: 'repeatPassword',
    type: 'password',
    autocomplete: 'new-password',
    check: (value, values) => value !== values[name] && 'fieldRepeat',
  },
];
export const emailField = (): Field => ({
  name: 'email',
  label: 'email',
  type: 'email',
  autocomplete: 'email',
  mode: 'email',
  max: 254,
  check: unlike(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'fieldEmail'),
});
export const phoneFields = (): Field[] => [
  {
    name: 'areaCode',
    label: 'areaCode',
    autocomplete: 'tel-country-code',
    mode: 'tel',
    max: 5,
    list: AREAS,
    check: unlike(/^\+?\d{1,4}$/, 'fieldArea'),
  },
  {
    name: 'phoneNumber',
    label: 'phoneNumber',
    type: 'tel',
    autocomplete: 'tel-national',
    mode: 'tel',
    max: 20,
    check: unlike(/^\d{4,}$/, 'fieldPhone'),
  },
];
export const codeField = (after: unknown): Field => ({
  name: 'code',
  label: 'code',
  autocomplete: 'one-time-code',
  mode: 'numeric',
  max: 8,
  after,
});

/** Who, by the chosen method. */
export const identityFields: Record<Method, (view: View) => Field[]> = {
  account: view => [
    {
      name: 'account',
      label: 'account',
      autocomplete: 'username',
      ...(view === 'register' && { check: unlike(/^[A-Za-z0-9]+$/, 'fieldAccount'), hint: 'fieldAccount' as const }),
    },
  ],
  // Password managers look for a user name.
  email: () => [{ ...emailField(), autocomplete: 'username' }],
  phone: phoneFields,
};

/** The same as the server wants it: area codes with their `+`. */
export const identityOf: Record<Method, (values: Values) => Identity & { account?: string }> = {
  account: ({ account = '' }) => ({ account: account.trim() }),
  email: ({ email = '' }) => ({ email: email.trim() }),
  phone: ({ areaCode = '', phoneNumber = '' }) => ({
    areaCode: `+${areaCode.replace(/\D/g, '')}`,
    phoneNumber: phoneNumber.trim(),
  }),
};
export const identityName: Record<Method, string> = { account: 'account', email: 'email', phone: 'phoneNumber' };

/** Methods that work in a view. Without knowing the server's abilities (it has not answered yet): an account and a password. */
export function methodsOf(view: View, can: ReadonlySet<Capability>): Method[] {
  if (!can.size) return ['account'];
  const all = (['account', 'email', 'phone'] as const).filter(method => can.has(`auth.${method}`));
  // OpenIM's own account service registers by e-mail or phone only; one that renews tokens is ours, which takes an account name too.
  return view === 'signIn'
    ? all
    : all.filter(method =>
        method === 'account' ? view === 'register' && can.has('auth.refresh') : can.has('auth.code'),
      );
}

/** The field an error code is about; '' = the identity's. Codes that are not here are told below the form. */
export const fieldOf: Readonly<Record<number, string>> = {
  1102: '',
  20001: 'password',
  20002: '',
  20003: '',
  20004: '',
  20014: '',
  20005: 'code',
  20006: 'code',
  20007: 'code',
  20008: 'code',
  20009: 'code',
  20010: 'invitation',
  20011: 'invitation',
};

/** What codes are for (protocol §2.6). */
export const usedFor: Record<View, number> = { register: 1, reset: 2, signIn: 3 };
/** The client's function of each view. */
export const calls: Record<View, string> = { register: 'register', reset: 'resetPassword', signIn: 'login' };
export const titles: Record<View, Key> = { signIn: 'signIn', register: 'createAccount', reset: 'resetPassword' };
