/** Whom the sign-in card asks for, by view and method. */
import type { Capability } from '../protocol/port.js';
import type { Identity } from '../protocol/endpoints.js';
import type { Key } from '../ui/localize.js';
import type { Field } from '../ui/form.js';

export type View = 'signIn' | 'register' | 'reset';
export type Method = 'account' | 'email' | 'phone';
type Values = Readonly<Record<string, string>>;

/** Suggestions; any other can be typed. */
const AREAS =
  '+1 +7 +20 +27 +33 +34 +39 +44 +49 +52 +55 +60 +61 +62 +63 +65 +66 +81 +82 +84 +86 +90 +91 +852 +853 +886 +966 +971'.split(
    ' ',
  );

const unlike = (pattern: RegExp, key: Key) => (value: string) => !pattern.test(value) && key;

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

/** Who, by the chosen method. */
export const identityFields: Record<Method, () => Field[]> = {
  account: () => [{ name: 'account', label: 'account', autocomplete: 'username' }],
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

/** The field an error code of signing in is about; '' = the identity's. */
export const placeOf: Readonly<Record<number, string>> = { 20001: 'password', 20002: '' };

export const titles: Record<View, Key> = { signIn: 'signIn', register: 'createAccount', reset: 'resetPassword' };
