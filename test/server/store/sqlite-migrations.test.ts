import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openDatabase } from '../../../src/server/store/sqlite-database.js';
import { migrate } from '../../../src/server/store/sqlite-migrate.js';
import { createSchema } from '../../../src/server/store/sqlite-schema.js';
import { tables } from '../../../src/server/store/tables.js';
import { latestVersion, migrations } from '../../../src/server/store/sqlite-migrations.js';

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

/** Tables that came after the first schema. */
const later = new Set(
  'invitations messages seqs userSeqs hiddenMessages conversations objects objectNames uploads'.split(' '),
);

it('the first schema becomes that of a new database, index for index, and keeps its rows', async () => {
  const first = await openDatabase(':memory:');
  const others = Object.fromEntries(Object.entries(tables).filter(([name]) => !later.has(name)));
  const { session: _, ...columns } = tables.tokens.columns;
  for (const sql of createSchema({ ...others, tokens: { ...tables.tokens, columns } })) first.exec(sql);
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
