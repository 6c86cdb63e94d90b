/** Differences between two states, for other tabs. State is replaced, never changed in place: what is the same object has not changed. */
import { ImError } from '../protocol/errors.js';

/** How a value becomes the next one. */
export type Patch =
  /** By another one. */
  | { v: unknown }
  /** A map: entries that changed, keys that went. */
  | { m: [unknown, Patch][]; d: unknown[] }
  /** A record: fields that changed, fields that went. */
  | { o: [string, Patch][]; d: string[] }
  /** A list: from there so many items went, and these came. */
  | { a: [from: number, gone: number, items: readonly unknown[]] };

type Plain = Record<string, unknown>;
const isPlain = (value: unknown): value is Plain =>
  !!value && [Object.prototype, null].includes(Object.getPrototypeOf(value) as object);

/** How deep errors and functions are looked for: no record of the state has them deeper. */
const DEPTH = 3;

/** A copy with some leaves exchanged; `turn` gives undefined for what stays. */
function turned(value: unknown, turn: (leaf: unknown) => unknown, depth = DEPTH): unknown {
  const next = turn(value);
  if (next !== undefined || !depth) return next ?? value;
  const deeper = (inner: unknown) => turned(inner, turn, depth - 1);
  if (value instanceof Map)
    return new Map([...(value as Map<unknown, unknown>)].map(([key, item]) => [key, deeper(item)]));
  return isPlain(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deeper(item)])) : value;
}

/** What stands for a value that can't be copied into another tab. */
const KIND = '\u0000im';

/** Makes a value fit to travel. @param take - keeps a function, and gives the number it is called by from the other tab. */
export const pack = (value: unknown, take?: (act: (...args: unknown[]) => unknown) => number): unknown =>
  turned(value, leaf => {
    if (leaf instanceof ImError) {
      const { errCode, errMsg, operationID, retryable } = leaf;
      return { [KIND]: [errCode, errMsg, operationID, retryable] };
    }
    return typeof leaf === 'function' && take ? { [KIND]: take(leaf as () => unknown) } : undefined;
  });

/** What `pack` packed. @param give - the function that calls the other tab's by its number. */
export const unpack = (value: unknown, give?: (fn: number) => unknown): unknown =>
  turned(value, leaf => {
    const kind = isPlain(leaf) ? leaf[KIND] : undefined;
    return Array.isArray(kind)
      ? new ImError(...(kind as [number, string]))
      : kind === undefined
        ? kind
        : give?.(kind as number);
  });

/** @returns undefined when they are the same. */
export function diff(old: unknown, next: unknown): Patch | undefined {
  if (Object.is(old, next)) return undefined;
  if (old instanceof Map && next instanceof Map) {
    const [before, after] = [old, next] as Map<unknown, unknown>[];
    const m = [...after!].flatMap(([key, item]): [unknown, Patch][] => {
      const patch = before!.has(key) ? diff(before!.get(key), item) : { v: pack(item) };
      return patch ? [[key, patch]] : [];
    });
    return { m, d: [...before!.keys()].filter(key => !after!.has(key)) };
  }
  if (Array.isArray(old) && Array.isArray(next)) {
    let from = 0;
    while (from < Math.min(old.length, next.length) && old[from] === next[from]) from++;
    let end = 0;
    while (end < Math.min(old.length, next.length) - from && old.at(-1 - end) === next.at(-1 - end)) end++;
    return { a: [from, old.length - from - end, next.slice(from, next.length - end)] };
  }
  if (isPlain(old) && isPlain(next)) {
    const o = Object.entries(next).flatMap(([key, item]): [string, Patch][] => {
      const patch = Object.hasOwn(old, key) ? diff(old[key], item) : { v: pack(item) };
      return patch ? [[key, patch]] : [];
    });
    return { o, d: Object.keys(old).filter(key => !Object.hasOwn(next, key)) };
  }
  return { v: pack(next) };
}

/** The next value. What the patch does not touch stays the same object; a patch of something else gives `old` unchanged. */
export function apply(old: unknown, patch: Patch): unknown {
  if ('v' in patch) return unpack(patch.v);
  if ('m' in patch) {
    if (!(old instanceof Map)) return old;
    const next = new Map(old as Map<unknown, unknown>);
    for (const key of patch.d) next.delete(key);
    for (const [key, inner] of patch.m) if ('v' in inner || next.has(key)) next.set(key, apply(next.get(key), inner));
    return next;
  }
  if ('a' in patch) {
    if (!Array.isArray(old)) return old;
    const [from, gone, items] = patch.a;
    return [...(old as unknown[]).slice(0, from), ...items, ...(old as unknown[]).slice(from + gone)];
  }
  if (!isPlain(old)) return old;
  const next: Plain = { ...old };
  for (const key of patch.d) delete next[key];
  for (const [key, inner] of patch.o) next[key] = apply(next[key], inner);
  return next;
}
