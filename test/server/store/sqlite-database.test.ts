import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openDatabase } from '../../../src/server/store/sqlite-database.js';

it('opens databases with the library of this Node', async () => {
  const database = await openDatabase(':memory:');
  assert.match((database.prepare('SELECT sqlite_version() AS v').get() as { v: string }).v, /^3\./);
  database.close();
});
