/** The record cache of one (server, user): IndexedDB through idb-keyval. */
import { createStore, promisifyRequest } from 'idb-keyval';
import type { CacheKey, CacheStore } from './api.js';

/** Stands behind every string and number in the order of IndexedDB keys. */
const END: IDBValidKey = [];

/** Its own database per (server, user): two accounts never share rows, and nobody waits for another's transaction. */
export function idbCache(server: string, userID: string): CacheStore {
  const store = createStore(`im-elements:${server}:${userID}`, 'records');
  return {
    get: key => store('readonly', rows => promisifyRequest<unknown>(rows.get([...key]))),
    write: entries =>
      store('readwrite', rows => {
        for (const [key, value] of entries) {
          if (value === undefined) rows.delete([...key]);
          else rows.put(value, [...key]);
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

/** Where there is no IndexedDB: remembers nothing. */
export const noCache = (): CacheStore => ({
  get: async () => undefined,
  write: async () => undefined,
  range: async () => [],
  clear: async () => undefined,
});
