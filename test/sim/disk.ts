/** The server's disk: what its transactions committed survives the process; what it committed, when, can be read afterwards. */
import type { Scalar, Store } from '../../src/server/store/port.js';
import { MemoryStore } from '../../src/server/store/memory.js';
import { tables, type TableName } from '../../src/server/store/tables.js';
import type { Owner, Time } from './time.js';

export type AnyRow = Readonly<Record<string, Scalar>>;
/** One row as a transaction left it. */
export interface Entry {
  time: number;
  table: TableName;
  before: AnyRow | undefined;
  after: AnyRow | undefined;
}

/** What a process that is no more is told when it touches the disk. */
export class Gone extends Error {}

const KEPT = new Set<TableName>(['messages', 'requests', 'friends', 'blacks', 'users', 'userSeqs', 'conversations']);
const keyOf = (table: TableName, row: AnyRow) => tables[table].key.map(column => row[column]!);

export class Disk {
  readonly rows = new MemoryStore();
  readonly journal: Entry[] = [];
  /** Where the running process dies: at its next commit, before it or after it. */
  crash: 'before' | 'after' | undefined;

  constructor(
    readonly time: Time,
    readonly crashed: () => void,
  ) {}

  /** The disk as one process sees it: after its death it reads and writes nothing. */
  mount(process: Owner): Store {
    const { rows, journal } = this;
    let open: Entry[] | undefined;
    const living = () => {
      if (process.dead) throw new Gone('the process is gone');
    };
    const note = (table: TableName, before: unknown, after: unknown) => {
      if (KEPT.has(table) && JSON.stringify(before) !== JSON.stringify(after))
        open?.push({ time: this.time.now, table, before: before as AnyRow, after: after as AnyRow });
    };
    const store: Store = {
      get: (table, key) => {
        living();
        return rows.get(table, key);
      },
      range: (table, span) => {
        living();
        return rows.range(table, span);
      },
      count: (table, span) => {
        living();
        return rows.count(table, span);
      },
      put: (table, row) => {
        living();
        if (!open)
          return store.transaction(() => {
            store.put(table, row);
          });
        const key = keyOf(table, row as AnyRow);
        const before = KEPT.has(table) ? rows.get(table, key) : undefined;
        rows.put(table, row);
        note(table, before, row);
      },
      delete: (table, key) => {
        living();
        if (!open) return store.transaction(() => store.delete(table, key));
        const before = KEPT.has(table) ? rows.get(table, key) : undefined;
        const was = rows.delete(table, key);
        note(table, before, undefined);
        return was;
      },
      transaction: run => {
        living();
        if (open) {
          const mark = open.length;
          try {
            return rows.transaction(run);
          } catch (error) {
            open.splice(mark);
            throw error;
          }
        }
        open = [];
        try {
          const result = rows.transaction(() => {
            const result = run();
            if (this.crash === 'before' && open!.length) this.#die();
            return result;
          });
          const wrote = open.length;
          journal.push(...open);
          if (this.crash === 'after' && wrote) this.#die();
          return result;
        } finally {
          open = undefined;
        }
      },
    };
    return store;
  }

  #die(): never {
    this.crash = undefined;
    this.crashed();
    throw new Gone('the process died');
  }
}
