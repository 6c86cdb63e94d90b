/** A change of records: made by loading and by folding, read by the store, the cache and the public events. */
import type { Scope } from './scope.js';
import type { State } from './state.js';

export interface Change<T> {
  readonly upserts?: readonly T[];
  /** Keys. */
  readonly deletes?: Iterable<string>;
  /** Where the server's log stood; kept in the same transaction as the rows. */
  readonly version?: unknown;
}

export interface Table<T> {
  /** @param quiet - no event is raised: a device's first load, an older page. */
  apply(change: Change<T>, quiet?: boolean): void;
  /** Fills the state from the cache, in key order. */
  restore(): Promise<void>;
  /** The stored version; undefined before the first load was done. */
  version(): unknown;
}

const same = <T extends object>(a: T, b: T) => (Object.keys(b) as (keyof T)[]).every(key => a[key] === b[key]);

/** Rows are read in blocks of this many, so that no task gets long. */
const BLOCK = 1000;

/** The records of one kind, by key. `raise` is told each difference and emits what follows from it. */
export function openTable<K extends 'friends' | 'requests' | 'blacks', T extends object>(
  scope: Scope,
  name: K,
  keyOf: (item: T) => string,
  raise: (before: T | undefined, after: T | undefined) => void,
): Table<T> {
  let version: unknown;
  const records = () => scope.state[name] as unknown as ReadonlyMap<string, T>;
  const replace = (next: ReadonlyMap<string, T>) => { scope.set(name, next as unknown as State[K]); };
  return {
    apply(change, quiet) {
      const before = records();
      const next = new Map(before);
      const differences: [T | undefined, T | undefined][] = [];
      const put = (key: string, item: T | undefined) => {
        const old = next.get(key);
        if (item ? old && same(old, item) : !old) return;
        if (item) next.set(key, item);
        else next.delete(key);
        scope.put([name, key], item);
        differences.push([old, item]);
      };
      for (const item of change.upserts ?? []) put(keyOf(item), item);
      for (const key of change.deletes ?? []) put(key, undefined);
      if (change.version) scope.put(['meta', name], (version = change.version));
      if (!differences.length) return;
      replace(next);
      if (!quiet) for (const [old, item] of differences) raise(old, item);
    },
    async restore() {
      version = await scope.get(['meta', name]);
      const all = new Map<string, T>();
      let block: T[];
      let last: string | undefined;
      do {
        block = (await scope.range(name, BLOCK, last === undefined ? undefined : [name, last])) as T[];
        for (const item of block) all.set((last = keyOf(item)), item);
      } while (block.length === BLOCK);
      replace(all);
    },
    version: () => version,
  };
}
