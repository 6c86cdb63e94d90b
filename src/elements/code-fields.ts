/** What is asked when an account or a password is new: a code, a new password; and where each error of theirs belongs. */
import type { Field } from '../ui/form.js';
import type { Key } from '../ui/localize.js';
import { placeOf } from './login-fields.js';

export const MIN_PASSWORD = 8;

/** A new password twice; `name` is the first field's. */
export const newPasswordFields = (name: string, label: Key): Field[] => [
  {
    name,
    label,
    type: 'password',
    autocomplete: 'new-password',
    hint: 'fieldShort',
    check: value => value.length < MIN_PASSWORD && 'fieldShort',
  },
  {
    name: 'repeat',
    label: 'repeatPassword',
    type: 'password',
    autocomplete: 'new-password',
    check: (value, values) => value !== values[name] && 'fieldRepeat',
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

/** The field an error code is about; '' = the identity's. Codes that are not here are told below the form. */
export const fieldOf: Readonly<Record<number, string>> = {
  ...placeOf,
  1102: '',
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
