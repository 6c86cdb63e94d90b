/** Records of one kind, changed one by one: a change comes from loading or folding and feeds the store, the cache and the public events. */
import type { ImError } from '../protocol/errors.js';
import type { ListName, Scope } from './scope.js';
import { oneAtATime } from './slice.js';
import type { ListState, State } from './state.js';

export interface Change<T> {
  readonly upserts?: readonly T[];
  /** Keys. */
  readonly deletes?: Iterable<string>;
  /** Where the server's log stood; kept in the same transaction as the rows. */
  readonly version?: unknown;
}

export interface Table<T> {
  /** @param quiet - raises no event; default: until the first load is done. */
  apply(change: Change<T>, quiet?: boolean): void;
  /** From the cache. */
  restore(): Promise<void>;
  /** From the server; tells the lists' status, and comes again by itself when a failure may pass. */
  load(): Promise<void>;
  /** A load is under way. */
  busy(): boolean;
  /** The stored version; undefined before the first load was done. */
  version(): unknown;
  /** All records, once there are any to be had. */
  whole(): Promise<T[]>;
}

/** Rows are read in blocks of this many, so that no task gets long. */
const BLOCK = 1000;
/** Least pause (ms) before a failed load is tried again; up to twice as long by chance, so that clients spread. */
const AGAIN = 4000;

const same = <T extends object>(a: T, b: T) => (Object.keys(b) as (keyof T)[]).every(key => a[key] === b[key]);

/**
 * @param lists - whose status the loads tell.
 * @param raise - is told each difference and emits what follows from it.
 * @param fetch - asks the server and applies what came.
 */
export function openTable<K extends 'friends' | 'requests' | 'blacks', T extends object>(
  scope: Scope,
  name: K,
  lists: readonly ListName[],
  keyOf: (item: T) => string,
  raise: (before: T | undefined, after: T | undefined) => void,
  fetch: () => Promise<void>,
): Table<T> {
  let version: unknown;
  let cancel: (() => void) | undefined;
  let busy = false;
  const records = () => scope.state[name] as unknown as ReadonlyMap<string, T>;
  const replace = (next: ReadonlyMap<string, T>) => {
    scope.set(name, next as unknown as State[K]);
  };
  const tell = (state: ListState) => {
    for (const list of lists) scope.list(list, state);
  };
  const load = oneAtATime(async () => {
    cancel?.();
    busy = true;
    try {
      await fetch();
      tell({ status: 'ready', error: undefined });
    } catch (error) {
      tell({ status: 'error', error: error as ImError });
      if ((error as ImError).retryable && scope.state.connection.status === 'connected')
        cancel = scope.after(AGAIN * (1 + scope.chance()), () => {
          load().catch(() => undefined);
        });
      throw error;
    } finally {
      busy = false;
    }
  });
  return {
    load,
    apply(change, quiet = !version) {
      const next = new Map(records());
      const differences: [T | undefined, T | undefined][] = [];
      const put = (key: string, item?: T) => {
        const old = next.get(key);
        if (item ? old && same(old, item) : !old) return;
        if (item) next.set(key, item);
        else next.delete(key);
        scope.put([name, key], item);
        differences.push([old, item]);
      };
      for (const item of change.upserts ?? []) put(keyOf(item), item);
      for (const key of change.deletes ?? []) put(key);
      if (change.version) scope.put(['meta', name], (version = change.version));
      if (!differences.length) return;
      replace(next);
      if (!quiet) for (const difference of differences) raise(...difference);
    },
    async restore() {
      const all = new Map<string, T>();
      let last = '';
      for (let block: T[] | undefined; !block || block.length === BLOCK;) {
        block = (await scope.range(name, BLOCK, [name, last])) as T[];
        for (const item of block) all.set((last = keyOf(item)), item);
      }
      // Last: without all rows it means nothing.
      version = await scope.get(['meta', name]);
      replace(all);
      // Another tab that had it may have kept nothing: then all comes anew.
      tell({ status: version ? 'cached' : 'loading' });
    },
    busy: () => busy,
    version: () => version,
    async whole() {
      if (scope.state.lists[lists[0]!].status === 'loading') await load();
      return [...records().values()];
    },
  };
}
