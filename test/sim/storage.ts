/** What a browser keeps for its tabs: localStorage, and record caches as slow and as faithless as IndexedDB. */
import type { CacheKey, CacheStore, KeyValue } from '../../src/core/api.js';
import { memoryCache } from '../../src/core/memory-cache.js';
import type { Chance } from '../core/random.js';
import type { Owner, Time } from './time.js';

/** quota: nothing more can be written; closed: nothing works. */
export type StorageState = 'good' | 'quota' | 'closed';
type Rows = Map<string, readonly [CacheKey, unknown]>;

/** sessionStorage: a tab's own. */
export function sessionStorageOf(): KeyValue {
  const rows = new Map<string, string>();
  return {
    get: key => rows.get(key),
    set: (key, value) => void rows.set(key, value),
    delete: key => void rows.delete(key),
  };
}

export class SimStorage {
  state: StorageState = 'good';
  /** It could not be reached at some time. */
  failed = false;
  readonly local = new Map<string, string>();
  /** By server and user. */
  readonly caches = new Map<string, Rows>();
  readonly #watchers = new Set<{ key: string; owner: Owner; changed: () => void }>();
  #due = 0;

  constructor(
    readonly time: Time,
    readonly chance: Chance,
    /** Whose tasks the database's are. */
    readonly owner: Owner,
  ) {}

  /** localStorage of one tab: the others are told of what it changes. */
  keyValue(tab: Owner): KeyValue {
    const change = (key: string, value: string | undefined) => {
      if (this.local.get(key) === value) return;
      if (value === undefined) this.local.delete(key);
      else this.local.set(key, value);
      for (const { key: watched, owner, changed } of this.#watchers)
        if (watched === key && owner !== tab) this.time.after(this.chance.below(3), changed, owner, 'storage events');
    };
    return {
      get: key => this.local.get(key),
      set: change,
      delete: key => {
        change(key, undefined);
      },
      watch: (key, changed) => {
        const watcher = { key, owner: tab, changed };
        this.#watchers.add(watcher);
        return () => this.#watchers.delete(watcher);
      },
    };
  }

  rows(server: string, userID: string): Rows {
    const name = `${server} ${userID}`;
    const rows = this.caches.get(name) ?? new Map();
    this.caches.set(name, rows);
    return rows;
  }

  /** The cache as a tab reaches it: one transaction after the other, each done some ms later, or never where the tab died. */
  cache(tab: Owner, server: string, userID: string): CacheStore {
    const { time, chance } = this;
    const cache = memoryCache(this.rows(server, userID));
    const later = <T>(writes: boolean, act: () => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        const answer = (run: () => void) => {
          time.after(0, run, tab, cache);
        };
        this.#due = Math.max(this.#due, time.now) + chance.below(3);
        time.after(
          this.#due - time.now,
          () => {
            if (tab.dead && chance.below(2)) return;
            if (this.state !== 'good') this.failed = true;
            if (this.state === 'closed' || (writes && this.state === 'quota'))
              return answer(() => {
                reject(
                  new DOMException('no room', this.state === 'quota' ? 'QuotaExceededError' : 'InvalidStateError'),
                );
              });
            act().then(
              value => {
                answer(() => {
                  resolve(value);
                });
              },
              (error: unknown) => {
                answer(() => {
                  reject(error as Error);
                });
              },
            );
          },
          this.owner,
        );
      });
    return {
      get: key => later(false, () => cache.get(key)),
      write(...args) {
        const copy = structuredClone(args);
        return later(true, () => cache.write(...copy));
      },
      range: (...bounds) => later(false, () => cache.range(...bounds)),
      clear: (...args) => later(false, () => cache.clear(...args)),
    };
  }
}
