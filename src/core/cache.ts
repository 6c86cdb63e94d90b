/** The record cache of one (server, user): IndexedDB through idb-keyval, or memory where there is none. */
import { createStore, promisifyRequest } from 'idb-keyval';
import type { CacheKey, CacheStore } from './api.js';

/** Stands behind every string and number in the order of IndexedDB keys. */
const END: IDBValidKey = [];

/** Its own database per (server, user): two accounts never share rows, and nobody waits for another's transaction. */
export function idbCache(server: string, userID: string): CacheStore {
  const store = createStore(`im-elements:${server}:${userID}`, 'records');
  return {
    get: key => store('readonly', rows => promisifyRequest<unknown>(rows.get(key as IDBValidKey))),
    write: entries =>
      store('readwrite', rows => {
        for (const [key, value] of entries) {
          if (value === undefined) rows.delete(key as IDBValidKey);
          else rows.put(value, key as IDBValidKey);
        }
        return promisifyRequest(rows.transaction);
      }),
    range: (kind, limit, after = [kind]) =>
      store('readonly', rows => promisifyRequest<unknown[]>(rows.getAll(IDBKeyRange.bound(after, [kind, END], true), limit))),
    clear: () =>
      store('readwrite', rows => {
        rows.clear();
        return promisifyRequest(rows.transaction);
      }),
  };
}

/** Forgets with the page. Holds copies, as a database would. */
export function memoryCache(): CacheStore {
  const rows = new Map<string, readonly [CacheKey, unknown]>();
  const order = (a: CacheKey, b: CacheKey) => {
    const i = a.findIndex((part, at) => part !== b[at]);
    return i < 0 ? a.length - b.length : b[i] === undefined || a[i]! > b[i] ? 1 : -1;
  };
  return {
    get: async key => structuredClone(rows.get(JSON.stringify(key))?.[1]),
    async write(entries) {
      for (const [key, value] of structuredClone(entries)) {
        if (value === undefined) rows.delete(JSON.stringify(key));
        else rows.set(JSON.stringify(key), [key, value]);
      }
    },
    range: async (kind, limit, after = [kind]) =>
      structuredClone(
        [...rows.values()]
          .filter(([key]) => key[0] === kind && order(key, after) > 0)
          .sort(([a], [b]) => order(a, b))
          .slice(0, limit)
          .map(([, value]) => value),
      ),
    clear: async () => { rows.clear(); },
  };
}
