/** Puts a class of the test's own before the SQLite library: it sees each connection and each statement. */
import type { SqlDatabase } from '../../src/server/store/sqlite-database.js';

export type SqliteClass = new (path: string, options?: object) => SqlDatabase;
type WithBuiltins = { getBuiltinModule?: (name: string) => unknown };

/** Call it before anything is opened: the library is looked up once. */
export async function replaceSqlite(make: (Real: SqliteClass) => SqliteClass): Promise<void> {
  const { getBuiltinModule } = process as WithBuiltins;
  const real = (getBuiltinModule?.('node:sqlite') ?? (await import('@photostructure/sqlite'))) as {
    DatabaseSync: SqliteClass;
  };
  const library = { DatabaseSync: make(real.DatabaseSync) };
  (process as WithBuiltins).getBuiltinModule = name => (name === 'node:sqlite' ? library : getBuiltinModule?.(name));
}
