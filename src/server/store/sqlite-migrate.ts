/** Brings a database to the schema of this version, or refuses it with words. */
import { FIRST_VERSION, latestVersion, migrations, type Migration } from './sqlite-migrations.js';
import type { TableSet } from './order.js';
import type { SqlDatabase } from './sqlite-database.js';
import { createSchema, quote } from './sqlite-schema.js';
import { tables } from './tables.js';

const versionOf = (database: SqlDatabase) =>
  Number((database.prepare('PRAGMA user_version').get() as { user_version: number }).user_version);

/**
 * One transaction: all steps or none.
 * @throws Error when the database was written by a newer version, or its tables are not those of `set`.
 */
export function migrate(database: SqlDatabase, set: TableSet = tables, list: readonly Migration[] = migrations): void {
  const latest = latestVersion(list);
  database.exec('BEGIN IMMEDIATE');
  try {
    const found = versionOf(database);
    if (found > latest) {
      throw new Error(
        `the data is of a newer version of this program (schema ${found}, this one knows ${latest}): update im-elements, or take another --data folder`,
      );
    }
    const steps =
      found === 0
        ? [createSchema(set)]
        : list.filter(({ to }) => to > Math.max(found, FIRST_VERSION)).map(({ sql }) => sql);
    for (const sql of steps.flat()) database.exec(sql);
    if (found !== latest) database.exec(`PRAGMA user_version = ${latest}`);
    checkSchema(database, set);
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

/** A forgotten migration must not be found out by a failing query months later. */
function checkSchema(database: SqlDatabase, set: TableSet): void {
  for (const [name, table] of Object.entries(set)) {
    const found = database.prepare(`PRAGMA table_info(${quote(name)})`).all() as { name: string; type: string }[];
    const have = found
      .map(column => `${column.name} ${column.type}`)
      .sort()
      .join(', ');
    const want = Object.entries(table.columns)
      .map(([column, type]) => `${column} ${type === 'int' ? 'INTEGER' : 'TEXT'}`)
      .sort()
      .join(', ');
    if (have !== want)
      throw new Error(`table "${name}" has the columns (${have}) where (${want}) are needed: a migration is missing`);
  }
}
