/** What both adapters agree on: the order of rows, what a span means, and which rows are refused. */
import { tables, type TableName } from './tables.js';
import type { Scalar, Span } from './port.js';

export type AnyRow = Readonly<Record<string, Scalar>>;
export interface TableShape {
  readonly columns: Readonly<Record<string, 'text' | 'int'>>;
  readonly key: readonly string[];
  readonly indexes: Readonly<Record<string, readonly string[]>>;
}
export type TableSet = Readonly<Record<string, TableShape>>;

/** A span with everything said: which columns order it, its bounds, its page. */
export interface Plan {
  readonly table: TableShape;
  /** The index's columns, then those of the key: no two rows are equal in all of them. */
  readonly order: readonly string[];
  readonly prefix: readonly Scalar[];
  readonly after: Scalar | undefined;
  readonly upTo: Scalar | undefined;
  readonly reverse: boolean;
  readonly offset: number;
  /** -1 = all. */
  readonly limit: number;
}

export const shapeOf = (table: TableName, set: TableSet = tables): TableShape => {
  const shape = set[table];
  if (!shape) throw new TypeError(`there is no table "${table}"`);
  return shape;
};

/** Columns that order an index (or the key) completely. */
export const orderOf = (table: TableShape, columns: readonly string[]): string[] => [
  ...new Set([...columns, ...table.key]),
];

/**
 * Order by code points, which is the order of UTF-8 bytes (SQLite's BINARY). Comparing UTF-16 units alone would put
 * emoji before U+E000–U+FFFF.
 */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const end = Math.min(a.length, b.length);
  for (let i = 0; i < end; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left === right) continue;
    const [leftHigh, rightHigh] = [isSurrogate(left), isSurrogate(right)];
    return leftHigh === rightHigh ? left - right : leftHigh ? 1 : -1;
  }
  return a.length - b.length;
}
const isSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdfff;

export const compareScalars = (a: Scalar, b: Scalar): number =>
  typeof a === 'string' ? compareText(a, b as string) : a - (b as number);

/**
 * Half a surrogate pair has no UTF-8 form, and SQLite's text ends for many readers at a NUL: both are stored as the
 * replacement character by every adapter.
 */
const storable = (text: string) => text.replace(/[\0\p{Surrogate}]/gu, '\ufffd');

/** The value as it is stored. @throws TypeError when its type is not the column's. */
export function toStored(table: TableShape, column: string, value: unknown): Scalar {
  const type = table.columns[column];
  if (type === 'text' && typeof value === 'string') return storable(value);
  // + 0 turns -0 into 0
  if (type === 'int' && Number.isSafeInteger(value)) return (value as number) + 0;
  throw new TypeError(
    `column "${column}" takes ${type === 'int' ? 'whole numbers' : type === 'text' ? 'strings' : 'nothing: it does not exist'}`,
  );
}

/** A copy of the row as it is stored. @throws TypeError for a missing, unknown or wrong column. */
export function toStoredRow(table: TableShape, row: AnyRow): AnyRow {
  const stored: Record<string, Scalar> = {};
  for (const column in table.columns) stored[column] = toStored(table, column, row[column]);
  for (const column in row) if (!(column in table.columns)) toStored(table, column, row[column]);
  return stored;
}

/** The values of a whole key. @throws TypeError when there are too many or too few. */
export function toStoredKey(table: TableShape, key: readonly Scalar[]): Scalar[] {
  if (key.length !== table.key.length)
    throw new TypeError(`the key is (${table.key.join(', ')}), not ${key.length} values`);
  return table.key.map((column, i) => toStored(table, column, key[i]));
}

/** A bound may lie between whole numbers. */
const toBound = (table: TableShape, column: string | undefined, value: Scalar | undefined): Scalar | undefined => {
  if (value === undefined) return undefined;
  if (!column) throw new TypeError('a bound needs a column after the prefix');
  return typeof value === 'number' && !Number.isNaN(value) && table.columns[column] === 'int'
    ? value + 0
    : toStored(table, column, value);
};

/** @throws TypeError when the span names an unknown index or values of wrong types. */
export function planOf<T extends TableName>(table: TableShape, span: Span<T> = {}): Plan {
  const columns = span.index === undefined ? table.key : table.indexes[span.index];
  if (!columns) throw new TypeError(`there is no index "${span.index}"`);
  const order = orderOf(table, columns);
  const prefix = (span.prefix ?? []).map((value, i) => toStored(table, order[i] ?? '(too many)', value));
  const next = order[prefix.length];
  return {
    table,
    order,
    prefix,
    after: toBound(table, next, span.after),
    upTo: toBound(table, next, span.upTo),
    reverse: span.reverse ?? false,
    offset: Math.max(0, Math.trunc(span.offset ?? 0)),
    limit: span.limit === undefined ? -1 : Math.max(0, Math.trunc(span.limit)),
  };
}

/** A write that waits is not in the transaction any more: an async `run` is a mistake, and told at once. */
export function refusePromise(result: unknown): void {
  if (result && typeof (result as { then?: unknown }).then === 'function') {
    throw new TypeError('a transaction must not be async: what it waits for would run outside of it');
  }
}
