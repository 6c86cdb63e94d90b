/** A cache in memory, for tests that look into it: holds copies, as a database would. */
import type { CacheKey, CacheStore } from '../../src/core/api.js';
import { OWNER } from '../../src/core/scope.js';

/** @param rows - given to look at what is stored. */
export function memoryCache(rows = new Map<string, readonly [CacheKey, unknown]>()): CacheStore {
  const order = (a: CacheKey, b: CacheKey) => {
    const i = a.findIndex((part, at) => part !== b[at]);
    return i < 0 ? a.length - b.length : b[i] === undefined || a[i]! > b[i] ? 1 : -1;
  };
  const at = JSON.stringify(OWNER);
  const mine = (owner?: string) => !owner || [owner, undefined].includes(rows.get(at)?.[1] as string | undefined);
  return {
    get: async key => structuredClone(rows.get(JSON.stringify(key))?.[1]),
    async write(entries, owner) {
      if (!mine(owner)) return;
      for (const [key, value] of structuredClone(entries)) {
        if (value === undefined) rows.delete(JSON.stringify(key));
        else rows.set(JSON.stringify(key), [key, value]);
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
      if (owner) rows.set(at, [OWNER, owner]);
    },
  };
}
