/** The store in a SQLite file: when a write or a transaction returns, it is on disk. */
import { planOf, refusePromise, shapeOf, toStoredKey, toStoredRow, type Plan } from './order.js';
import type { Scalar, Span, Store } from './port.js';
import type { SqlDatabase, SqlStatement, SqlValue } from './sqlite-database.js';
import { boundValues, countSql, deleteSql, getSql, planKey, putSql, rangeSql } from './sqlite-schema.js';
import type { Row, TableName } from './tables.js';

export class SqliteStore implements Store {
  readonly #database: SqlDatabase;
  readonly #statements = new Map<string, SqlStatement>();
  #depth = 0;

  /** @param database - open, with the schema of `tables.ts` (see `sqlite-open.ts`). */
  constructor(database: SqlDatabase) {
    this.#database = database;
  }

  get<T extends TableName>(table: T, key: readonly Scalar[]): Row<T> | undefined {
    const shape = shapeOf(table);
    const row = this.#prepare(`get ${table}`, () => getSql(table, shape)).get(...toStoredKey(shape, key));
    return row ? ({ ...row } as Row<T>) : undefined;
  }

  put<T extends TableName>(table: T, row: Row<T>): void {
    const shape = shapeOf(table);
    const stored = toStoredRow(shape, row);
    this.#prepare(`put ${table}`, () => putSql(table, shape)).run(...(Object.values(stored) as SqlValue[]));
  }

  delete(table: TableName, key: readonly Scalar[]): boolean {
    const shape = shapeOf(table);
    return (
      Number(this.#prepare(`delete ${table}`, () => deleteSql(table, shape)).run(...toStoredKey(shape, key)).changes) >
      0
    );
  }

  range<T extends TableName>(table: T, span?: Span<T>): Row<T>[] {
    const plan = planOf(shapeOf(table), span);
    const rows = this.#span('range', table, span?.index, plan, rangeSql).all(
      ...boundValues(plan),
      plan.limit,
      plan.offset,
    );
    return rows.map(row => ({ ...(row as Row<T>) }));
  }

  /** All rows of the span; its page (`offset`, `limit`) does not matter. */
  count<T extends TableName>(table: T, span?: Span<T>): number {
    const plan = { ...planOf(shapeOf(table), span), reverse: false };
    return Number(
      (this.#span('count', table, span?.index, plan, countSql).get(...boundValues(plan)) as { n: number }).n,
    );
  }

  /** A nested transaction that throws takes back its own writes, whether or not the outer one goes on. */
  transaction<R>(run: () => R): R {
    const name = `s${this.#depth}`;
    const nested = this.#depth > 0;
    // IMMEDIATE: a transaction that begins by reading must not fail at its first write.
    this.#exec(nested ? `SAVEPOINT ${name}` : 'BEGIN IMMEDIATE');
    this.#depth++;
    try {
      const result = run();
      refusePromise(result);
      this.#exec(nested ? `RELEASE ${name}` : 'COMMIT');
      return result;
    } catch (error) {
      this.#takeBack(nested ? [`ROLLBACK TO ${name}`, `RELEASE ${name}`] : ['ROLLBACK']);
      throw error;
    } finally {
      this.#depth--;
    }
  }

  /** After a full disk SQLite may have rolled back by itself: then there is nothing left to take back. */
  #takeBack(statements: string[]): void {
    try {
      for (const sql of statements) this.#exec(sql);
    } catch (error) {
      if (!/no transaction is active|no such savepoint/.test(String(error))) throw error;
    }
  }

  #exec(sql: string): void {
    this.#prepare(sql, () => sql).run();
  }

  #span(
    operation: string,
    table: string,
    index: string | undefined,
    plan: Plan,
    sql: (name: string, plan: Plan) => string,
  ): SqlStatement {
    return this.#prepare(planKey(operation, table, index, plan), () => sql(table, plan));
  }

  #prepare(key: string, sql: () => string): SqlStatement {
    let statement = this.#statements.get(key);
    if (!statement) this.#statements.set(key, (statement = this.#database.prepare(sql())));
    return statement;
  }
}
