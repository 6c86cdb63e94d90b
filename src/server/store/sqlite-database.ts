/** The SQLite library: Node's own where it exists, else the package with the same interface. */

export type SqlValue = string | number | bigint | null | Uint8Array;
export interface SqlStatement {
  get(...values: SqlValue[]): unknown;
  all(...values: SqlValue[]): unknown[];
  run(...values: SqlValue[]): { changes: number | bigint };
}
export interface SqlDatabase {
  exec(sql: string): void;
  prepare(sql: string): SqlStatement;
  close(): void;
}
type SqlLibrary = { DatabaseSync: new (path: string, options?: { readOnly?: boolean }) => SqlDatabase };

async function load(): Promise<SqlLibrary> {
  // Asked for at run time: bundlers and Node 20 know no module of this name.
  const builtin = (process as { getBuiltinModule?: (name: string) => unknown }).getBuiltinModule?.('node:sqlite');
  return (builtin ?? (await import('@photostructure/sqlite'))) as SqlLibrary;
}
let library: Promise<SqlLibrary> | undefined;

/** @throws when the file can't be opened. */
export async function openDatabase(path: string, options?: { readOnly?: boolean }): Promise<SqlDatabase> {
  const { DatabaseSync } = await (library ??= load());
  return options ? new DatabaseSync(path, options) : new DatabaseSync(path);
}
