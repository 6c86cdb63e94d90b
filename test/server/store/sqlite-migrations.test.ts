import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { openDatabase } from '../../../src/server/store/sqlite-database.js';
import { migrate } from '../../../src/server/store/sqlite-migrate.js';
import { latestVersion, migrations } from '../../../src/server/store/sqlite-migrations.js';
import { firstSchema } from './first-schema.js';

it('the list has no gaps', () => {
  assert.deepEqual(
    migrations.map(step => step.to),
    migrations.map((_, i) => i + 2),
  );
  assert.equal(latestVersion(), migrations.length + 1);
});

const schemaOf = (database: Awaited<ReturnType<typeof openDatabase>>) =>
  (
    database.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all() as { name: string; sql: string }[]
  ).filter(({ sql }) => sql);

it('the first schema becomes that of a new database, index for index, and keeps its rows', async () => {
  const first = await openDatabase(':memory:');
  for (const sql of firstSchema) first.exec(sql);
  first.exec(`PRAGMA user_version = 1`);
  first.exec(`INSERT INTO tokens VALUES ('h', 'im', 'u', 5, 0, 1, 2)`);
  migrate(first);
  const fresh = await openDatabase(':memory:');
  migrate(fresh);
  // An added column stands at the end of the statement, before the key's clause in a new one.
  const plain = (list: ReturnType<typeof schemaOf>) =>
    list.map(({ name, sql }) => (name === 'tokens' ? name : `${name} ${sql}`));
  assert.deepEqual(plain(schemaOf(first)), plain(schemaOf(fresh)));
  assert.equal((first.prepare('SELECT session FROM tokens').get() as { session: string }).session, '');
});

it('what the files of each user take is added up once', async () => {
  const old = await openDatabase(':memory:');
  for (const sql of [...firstSchema, ...migrations.filter(({ to }) => to <= 3).flatMap(({ sql }) => sql)])
    old.exec(sql);
  old.exec(`PRAGMA user_version = 3`);
  for (const [name, userID, size] of [
    ['a/1', 'a', 5],
    ['a/2', 'a', 7],
    ['b/1', 'b', 9],
  ] as const)
    old.prepare('INSERT INTO objectNames VALUES (?, ?, ?, ?, ?, ?, 0)').run(name, 'h', userID, size, '', '');
  migrate(old);
  assert.deepEqual(
    old
      .prepare('SELECT * FROM fileUse ORDER BY userID')
      .all()
      .map(row => ({ ...(row as object) })),
    [
      { userID: 'a', files: 2, bytes: 12 },
      { userID: 'b', files: 1, bytes: 9 },
    ],
  );
});

it('what has happened does not change: the statements are literals', () => {
  const source = readFileSync(new URL('../../../src/server/store/sqlite-migrations.ts', import.meta.url), 'utf8');
  assert.doesNotMatch(source, /^import |\$\{/m);
});
