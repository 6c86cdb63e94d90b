import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Migration } from '../../../src/server/store/sqlite-migrations.js';
import { openDatabase } from '../../../src/server/store/sqlite-database.js';
import { migrate } from '../../../src/server/store/sqlite-migrate.js';
import type { TableSet } from '../../../src/server/store/order.js';

const first: TableSet = { notes: { columns: { id: 'text' }, key: ['id'], indexes: {} } };
const third: TableSet = { notes: { columns: { id: 'text', size: 'int' }, key: ['id'], indexes: { bySize: ['size'] } } };
const steps: Migration[] = [
  { to: 2, about: 'notes get a size', sql: [`ALTER TABLE "notes" ADD COLUMN "size" INTEGER NOT NULL DEFAULT 7`] },
  { to: 3, about: 'notes are found by size', sql: [`CREATE INDEX "notes_bySize" ON "notes" ("size", "id")`] },
];
const version = (database: { prepare(sql: string): { get(): unknown } }) =>
  (database.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;

it('makes a new database at once, at the latest version', async () => {
  const database = await openDatabase(':memory:');
  migrate(database, third, steps);
  assert.equal(version(database), 3);
  assert.equal(database.prepare('SELECT count(*) AS n FROM notes INDEXED BY "notes_bySize"').all().length, 1);
});

it('takes an old one through every step and keeps its rows; a second time does nothing', async () => {
  const database = await openDatabase(':memory:');
  migrate(database, first, []);
  database.exec(`INSERT INTO notes VALUES ('old')`);
  assert.equal(version(database), 1);
  migrate(database, third, steps);
  migrate(database, third, steps);
  assert.equal(version(database), 3);
  assert.deepEqual({ ...(database.prepare('SELECT * FROM notes').get() as object) }, { id: 'old', size: 7 });
});

it('takes all steps or none', async () => {
  const database = await openDatabase(':memory:');
  migrate(database, first, []);
  assert.throws(
    () => migrate(database, third, [steps[0]!, { to: 3, about: 'broken', sql: ['CREATE NONSENSE'] }]),
    /syntax error/,
  );
  assert.equal(version(database), 1);
  migrate(database, first, []);
});

it('refuses a newer schema with words', async () => {
  const database = await openDatabase(':memory:');
  migrate(database, third, steps);
  assert.throws(() => migrate(database, first, []), /newer version .*schema 3, this one knows 1/);
});

it('tells when a migration was forgotten', async () => {
  const database = await openDatabase(':memory:');
  migrate(database, first, []);
  assert.throws(
    () => migrate(database, third, []),
    /table "notes" has the columns \(id TEXT\) .*a migration is missing/,
  );
});
