/** What the fields of the profile show, and what they say. */
import type { Profile } from '../core/state.js';
import type { Key } from '../ui/localize.js';

export type Values = Record<string, string>;

/** Boxes to tick: the value's name, its words, the profile's own name for it, and what it is on and off. */
export const switches: readonly (readonly [
  name: string,
  word: Key,
  column: 'allowAddFriend' | 'globalRecvMsgOpt' | 'allowBeep' | 'allowVibration',
  on: number,
  off: number,
])[] = [
  ['allow', 'allowAdd', 'allowAddFriend', 1, 2],
  ['quiet', 'quiet', 'globalRecvMsgOpt', 2, 0],
  ['beep', 'beep', 'allowBeep', 1, 2],
  ['buzz', 'buzz', 'allowVibration', 1, 2],
];

/** What the fields show. */
export const valuesOf = (profile: Profile): Values => {
  const { nickname, faceURL, bio = '', gender = 0, birth = 0 } = profile;
  return {
    nickname,
    faceURL,
    bio,
    gender: String(gender),
    birthday: birth ? new Date(birth).toISOString().slice(0, 10) : '',
    // 0 is what an account has that never chose.
    ...Object.fromEntries(switches.map(([name, , column, on, off]) => [name, String(profile[column] || (off && on))])),
  };
};

/** What the named ones say, as the client takes it. Birthdays are midnight in UTC. */
export function patchOf(values: Values, names: readonly string[]): object {
  const says: Record<string, (value: string) => object> = {
    birthday: value => ({ birth: value ? Date.parse(value) : 0 }),
    gender: value => ({ gender: Number(value) }),
    ...Object.fromEntries(switches.map(([name, , column]) => [name, (value: string) => ({ [column]: Number(value) })])),
  };
  return Object.assign(
    {},
    ...names.map(name => says[name]?.(values[name] ?? '') ?? { [name]: (values[name] ?? '').trim() }),
  ) as object;
}

/** Today's date here, not in UTC. */
export const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

/** At which field it is told why an address could not be bound, by error code. */
export const bindErrors: Readonly<Record<number, readonly [field: string]>> = {
  20003: ['phoneNumber'],
  20014: ['email'],
  20006: ['code'],
  20007: ['code'],
  20008: ['code'],
  20009: ['code'],
};
