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
  const builtin = quietly(() =>
    (process as { getBuiltinModule?: (name: string) => unknown }).getBuiltinModule?.('node:sqlite'),
  );
  return (builtin ?? (await import('@photostructure/sqlite'))) as SqlLibrary;
}

/** Node 22 and 23 call their SQLite experimental, on standard error: a log of JSON lines would not be one any more. */
function quietly<T>(run: () => T): T {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return run();
  } finally {
    process.emitWarning = emitWarning;
  }
}

let library: Promise<SqlLibrary> | undefined;

/** @throws when the file can't be opened. */
export async function openDatabase(path: string, options?: { readOnly?: boolean }): Promise<SqlDatabase> {
  const { DatabaseSync } = await (library ??= load());
  return options ? new DatabaseSync(path, options) : new DatabaseSync(path);
}
