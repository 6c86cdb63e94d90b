/** The contract is tested in contract.test.ts; here: what only a file has. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { openDatabase } from '../../../src/server/store/sqlite-database.js';
import { DATABASE_FILE, openSqliteStore } from '../../../src/server/store/sqlite-open.js';
import { temporaryFolder } from './stores.js';

const folder = temporaryFolder();
after(() => rmSync(folder, { recursive: true }));

it('others see a transaction when it has returned, and never a part of it', async () => {
  const { store, close } = await openSqliteStore(folder);
  const other = await openDatabase(join(folder, DATABASE_FILE));
  const count = () => (other.prepare('SELECT count(*) AS n FROM meta').get() as { n: number }).n;
  store.transaction(() => {
    for (const name of ['a', 'b']) store.put('meta', { name, value: '' });
    store.transaction(() => store.put('meta', { name: 'c', value: '' }));
    assert.equal(count(), 0);
  });
  assert.equal(count(), 3);
  other.close();
  close();
});

it('a transaction that ends with an error of the database leaves none open', async () => {
  const { store, database, close } = await openSqliteStore(join(folder, 'full'));
  const { page_count: pages } = database.prepare('PRAGMA page_count').get() as { page_count: number };
  database.exec(`PRAGMA max_page_count = ${pages + 4}`);
  const fill = () =>
    store.transaction(() => {
      for (let i = 0; i < 1000; i++) store.put('meta', { name: `n${i}`, value: 'x'.repeat(1000) });
    });
  assert.throws(fill, /full/);
  assert.equal(store.count('meta'), 0);
  store.put('meta', { name: 'small', value: '' });
  assert.equal(
    store.transaction(() => store.count('meta')),
    1,
  );
  close();
});
