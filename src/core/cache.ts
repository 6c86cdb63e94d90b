/** The record cache of one (server, user): IndexedDB through idb-keyval. */
import { createStore, promisifyRequest } from 'idb-keyval';
import type { CacheStore } from './api.js';
import { OWNER } from './owner.js';

/** Stands behind every string and number in the order of IndexedDB keys. */
const END: IDBValidKey = [];
/** ms after which a database that says nothing counts as missing. */
const PATIENCE = 5000;

/**
 * Its own database per (server, user): two accounts never share rows, and nobody waits for another's transaction.
 * Rejects where there is no IndexedDB, or it is blocked.
 */
export function idbCache(server: string, userID: string): CacheStore {
  const open = () => createStore(`im-elements:${server}:${userID}`, 'records');
  let rows = open();
  const store = async <T>(mode: IDBTransactionMode, act: (rows: IDBObjectStore) => Promise<T>) => {
    const used = rows;
    let timer: ReturnType<typeof setTimeout>;
    return Promise.race([
      // Browsers close a connection for reasons of their own, and WebKit does not say so.
      used(mode, act).catch(() => {
        if (rows === used) rows = open();
        return rows(mode, act);
      }),
      new Promise<never>((_, reject) => {
        timer = setTimeout(reject, PATIENCE, 'no answer');
      }),
    ]).finally(() => {
      clearTimeout(timer);
    });
  };
  const mine = async (rows: IDBObjectStore, owner: string | undefined) =>
    !owner || [owner, undefined].includes(await promisifyRequest<string | undefined>(rows.get([...OWNER])));
  return {
    get: key => store('readonly', rows => promisifyRequest<unknown>(rows.get([...key]))),
    write: (entries, owner) =>
      store('readwrite', async rows => {
        if (!(await mine(rows, owner))) return;
        try {
          for (const [key, value] of entries) {
            if (value === undefined) rows.delete([...key]);
            else rows.put(value, [...key]);
          }
        } catch (error) {
          rows.transaction.abort();
          throw error;
        }
        await promisifyRequest(rows.transaction);
      }),
    range: (kind, limit, after = [kind], until: readonly IDBValidKey[] = [kind, END]) =>
      store('readonly', rows => promisifyRequest<unknown[]>(rows.getAll(IDBKeyRange.bound(after, until, true), limit))),
    clear: owner =>
      store('readwrite', async rows => {
        if (!(await mine(rows, owner))) return;
        rows.clear();
        if (owner) rows.put(owner, [...OWNER]);
        await promisifyRequest(rows.transaction);
      }),
  };
}
