/** The store in memory: for the server inside a page, and for tests. */
import {
  compareScalars,
  orderOf,
  planOf,
  refusePromise,
  shapeOf,
  toStoredKey,
  toStoredRow,
  type AnyRow,
  type Plan,
  type TableShape,
} from './order.js';
import type { Scalar, Span, Store } from './port.js';
import { SortedRows } from './sorted.js';
import { tables, type Row, type TableName } from './tables.js';

const KEY = '(key)';

/** A table: the same rows in the order of its key and of each index. */
class MemoryTable {
  readonly #orders = new Map<string, SortedRows>();

  constructor(readonly shape: TableShape) {
    for (const [name, columns] of [[KEY, shape.key] as const, ...Object.entries(shape.indexes)]) {
      const order = orderOf(shape, columns);
      this.#orders.set(name, new SortedRows((a, b) => compareIn(order, a, b)));
    }
  }

  order(index: string | undefined): SortedRows {
    return this.#orders.get(index ?? KEY)!;
  }

  find(key: readonly Scalar[]): AnyRow | undefined {
    const wanted: AnyRow = Object.fromEntries(this.shape.key.map((column, i) => [column, key[i]!]));
    const rows = this.order(undefined);
    const place = rows.rank(row => compareIn(this.shape.key, row, wanted) < 0);
    const [row] = rows.slice(place, place + 1);
    return row && compareIn(this.shape.key, row, wanted) === 0 ? row : undefined;
  }

  replace(old: AnyRow | undefined, row: AnyRow | undefined): void {
    for (const rows of this.#orders.values()) {
      if (old) rows.remove(old);
      if (row) rows.add(row);
    }
  }
}

function compareIn(columns: readonly string[], a: AnyRow, b: AnyRow): number {
  for (const column of columns) {
    const difference = compareScalars(a[column]!, b[column]!);
    if (difference) return difference;
  }
  return 0;
}

/** First and last place (exclusive) of a span, before its page is cut out. */
function bounds(rows: SortedRows, plan: Plan): [number, number] {
  const { order, prefix, after, upTo } = plan;
  const side = (row: AnyRow): number => {
    for (let i = 0; i < prefix.length; i++) {
      const difference = compareScalars(row[order[i]!]!, prefix[i]!);
      if (difference) return difference;
    }
    return 0;
  };
  const next = order[prefix.length]!;
  const start = rows.rank(
    row => side(row) < 0 || (after !== undefined && side(row) === 0 && compareScalars(row[next]!, after) <= 0),
  );
  const end = rows.rank(
    row => side(row) < 0 || (side(row) === 0 && (upTo === undefined || compareScalars(row[next]!, upTo) <= 0)),
  );
  return [start, Math.max(start, end)];
}

/** A store that lives as long as the process. Rows given and taken are copies. */
export class MemoryStore implements Store {
  readonly #tables = new Map(Object.keys(tables).map(name => [name, new MemoryTable(shapeOf(name as TableName))]));
  /** What takes back the writes of the running transaction, newest last; undefined outside of one. */
  #undo: (() => void)[] | undefined;

  get<T extends TableName>(table: T, key: readonly Scalar[]): Row<T> | undefined {
    const { found } = this.#find(table, key);
    return found && ({ ...found } as Row<T>);
  }

  put<T extends TableName>(table: T, row: Row<T>): void {
    const memory = this.#table(table);
    const stored = toStoredRow(memory.shape, row);
    this.#change(memory, memory.find(memory.shape.key.map(column => stored[column]!)), stored);
  }

  delete(table: TableName, key: readonly Scalar[]): boolean {
    const { memory, found } = this.#find(table, key);
    if (found) this.#change(memory, found, undefined);
    return !!found;
  }

  range<T extends TableName>(table: T, span?: Span<T>): Row<T>[] {
    const memory = this.#table(table);
    const plan = planOf(memory.shape, span);
    const rows = memory.order(span?.index);
    const [start, end] = bounds(rows, plan);
    const size = Math.max(0, Math.min(end - start - plan.offset, plan.limit < 0 ? Infinity : plan.limit));
    const first = plan.reverse ? end - plan.offset - size : start + plan.offset;
    const found = rows.slice(first, first + size).map(row => ({ ...row }) as Row<T>);
    return plan.reverse ? found.reverse() : found;
  }

  /** All rows of the span; its page (`offset`, `limit`) does not matter. */
  count<T extends TableName>(table: T, span?: Span<T>): number {
    const memory = this.#table(table);
    const [start, end] = bounds(memory.order(span?.index), planOf(memory.shape, span));
    return end - start;
  }

  /** A nested transaction that throws takes back its own writes, whether or not the outer one goes on. */
  transaction<R>(run: () => R): R {
    const outer = this.#undo;
    const undo = (this.#undo = outer ?? []);
    const mark = undo.length;
    try {
      const result = run();
      refusePromise(result);
      return result;
    } catch (error) {
      while (undo.length > mark) undo.pop()!();
      throw error;
    } finally {
      this.#undo = outer;
    }
  }

  #table(table: TableName): MemoryTable {
    const memory = this.#tables.get(table);
    if (!memory) throw new TypeError(`there is no table "${table}"`);
    return memory;
  }

  #find(table: TableName, key: readonly Scalar[]) {
    const memory = this.#table(table);
    return { memory, found: memory.find(toStoredKey(memory.shape, key)) };
  }

  #change(memory: MemoryTable, old: AnyRow | undefined, row: AnyRow | undefined): void {
    memory.replace(old, row);
    this.#undo?.push(() => memory.replace(row, old));
  }
}
