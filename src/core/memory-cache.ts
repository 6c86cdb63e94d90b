/** A cache that forgets with the page: what goes on where the browser keeps nothing. Holds copies, as a database would. */
import type { CacheKey, CacheStore } from './api.js';
import { OWNER } from './owner.js';

const order = (a: CacheKey, b: CacheKey) => {
  const i = a.findIndex((part, at) => part !== b[at]);
  return i < 0 ? a.length - b.length : b[i] === undefined || a[i]! > b[i] ? 1 : -1;
};

/** @param rows - given to look at what is stored, by the JSON of the key. */
export function memoryCache(rows = new Map<string, readonly [CacheKey, unknown]>()): CacheStore {
  const at = JSON.stringify;
  const mine = (owner?: string) =>
    !owner || [owner, undefined].includes(rows.get(at(OWNER))?.[1] as string | undefined);
  return {
    get: async key => structuredClone(rows.get(at(key))?.[1]),
    async write(entries, owner) {
      if (!mine(owner)) return;
      for (const [key, value] of structuredClone(entries)) {
        if (value === undefined) rows.delete(at(key));
        else rows.set(at(key), [key, value]);
      }
    },
    range: async (kind, limit, after = [kind], until) =>
      structuredClone(
        [...rows.values()]
          .filter(([key]) => key[0] === kind && order(key, after) > 0 && (!until || order(key, until) <= 0))
          .sort(([a], [b]) => order(a, b))
          .slice(0, limit)
          .map(([, value]) => value),
      ),
    async clear(owner) {
      if (!mine(owner)) return;
      rows.clear();
      if (owner) rows.set(at(OWNER), [OWNER, owner]);
    },
  };
}
