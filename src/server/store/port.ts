/** The synchronous port of six operations that every rule of the server is written on. Adapters: memory, SQLite. */
import type { Row, TableName, Tables } from './tables.js';

export type Scalar = string | number;
export type IndexName<T extends TableName> = Extract<keyof Tables[T]['indexes'], string>;

/** A span of a table, in the order of its key or of one of its indexes. */
export interface Span<T extends TableName> {
  /** An index of the table; without it the key. Rows equal in the index come in key order. */
  index?: IndexName<T>;
  /** Values of the first columns of the index (or key), all of which must be equal. */
  prefix?: readonly Scalar[];
  /** Bounds of the column after the prefix: greater than / at most, in index order. */
  after?: Scalar;
  upTo?: Scalar;
  reverse?: boolean;
  offset?: number;
  limit?: number;
}

export interface Store {
  get<T extends TableName>(table: T, key: readonly Scalar[]): Row<T> | undefined;
  /** Inserts or replaces the row with the same key. */
  put<T extends TableName>(table: T, row: Row<T>): void;
  /** True when there was such a row. */
  delete(table: TableName, key: readonly Scalar[]): boolean;
  range<T extends TableName>(table: T, span?: Span<T>): Row<T>[];
  count<T extends TableName>(table: T, span?: Span<T>): number;
  /**
   * All of `run`'s writes or none. When it returns, they are on disk. Nested calls join the outer one.
   * A write outside of a transaction is one of its own.
   */
  transaction<R>(run: () => R): R;
}
