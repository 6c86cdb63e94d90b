/** Checks of request fields: names without regard to case, types exact, lengths limited (protocol §1.2, §1.3). */
import { ArgsError } from '../protocol/codes.js';
import { ImError } from '../protocol/errors.js';

/** Gives the checked value, or throws ImError 1001. `undefined` and `null` mean "not given". */
export type Check<T> = (value: unknown, name: string) => T;
export type Shape = Readonly<Record<string, Check<unknown>>>;
export type Fields<S extends Shape> = { [K in keyof S]: S[K] extends Check<infer T> ? T : never };

const refuse = (name: string, why: string): never => {
  throw new ImError(ArgsError, `${name} ${why}`);
};
const given = (value: unknown) => value !== undefined && value !== null;

/** A string of at most `max` UTF-16 units; "" when not given. */
export const text =
  (max = 1000): Check<string> =>
  (value, name) =>
    !given(value)
      ? ''
      : typeof value !== 'string'
        ? refuse(name, 'must be a string')
        : value.length > max
          ? refuse(name, `must not be longer than ${max} characters`)
          : value;
/** A string that must be there. */
export const word =
  (max = 256): Check<string> =>
  (value, name) =>
    text(max)(value, name) || refuse(name, 'is empty');
export const id = word(64);
/** A whole number; `fallback` when not given. */
export const whole =
  (min = 0, max = Number.MAX_SAFE_INTEGER, fallback = 0): Check<number> =>
  (value, name) =>
    !given(value)
      ? fallback
      : typeof value !== 'number' || !Number.isSafeInteger(value)
        ? refuse(name, 'must be a whole number')
        : value < min || value > max
          ? refuse(name, `must be from ${min} to ${max}`)
          : value;
/** uint64 hashes lose digits in JSON: any number will do. */
export const number: Check<number> = (value, name) =>
  !given(value) ? 0 : typeof value === 'number' ? value : refuse(name, 'must be a number');
export const flag: Check<boolean> = (value, name) =>
  !given(value) ? false : typeof value === 'boolean' ? value : refuse(name, 'must be true or false');
/** The check's value, or `undefined` when the field is not given (wrapper values). */
export const optional =
  <T>(check: Check<T>): Check<T | undefined> =>
  (value, name) =>
    given(value) ? check(value, name) : undefined;
/** A list; empty when not given. */
export const listOf =
  <T>(check: Check<T>, max = 1000): Check<T[]> =>
  (value, name) =>
    !given(value)
      ? []
      : !Array.isArray(value)
        ? refuse(name, 'must be a list')
        : value.length > max
          ? refuse(name, `need to be less than ${max}`)
          : value.map(item => check(item, name));
/** A list of IDs without repeats, not empty. */
export const idList =
  (max = 1000): Check<string[]> =>
  (value, name) => {
    const ids = listOf(id, max)(value, name);
    if (!ids.length) refuse(name, 'is empty');
    if (new Set(ids).size < ids.length) refuse(name, 'has repeats');
    return ids;
  };
/** An object with fields of its own. */
export const object =
  <S extends Shape>(shape: S): Check<Fields<S>> =>
  (value, name) => {
    if (!given(value) || typeof value !== 'object' || Array.isArray(value)) return refuse(name, 'must be an object');
    return readFields(shape, value);
  };
export const pagination: Check<{ pageNumber: number; showNumber: number }> = (value, name) => {
  if (!given(value)) return refuse(name, 'is empty');
  const page = object({ pageNumber: whole(-1e9, 1e9), showNumber: whole(-1e9, 1e9) })(value, name);
  return page.pageNumber < 1 ? refuse('pageNumber', 'is invalid') : page;
};
/** Anything JSON; for fields that are stored, not read. */
export const anything: Check<unknown> = value => value;

/** The fields `shape` names, checked. */
export function readFields<S extends Shape>(shape: S, body: object): Fields<S> {
  const lower = new Map(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value as unknown]));
  const out: Record<string, unknown> = {};
  for (const name in shape) out[name] = shape[name]!(lower.get(name.toLowerCase()), name);
  return out as Fields<S>;
}
