import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { checkBackup, copyDatabase } from '../../../src/server/store/sqlite-backup.js';
import { openDatabase } from '../../../src/server/store/sqlite-database.js';
import { DATABASE_FILE, openSqliteStore } from '../../../src/server/store/sqlite-open.js';
import { temporaryFolder } from './stores.js';

const folder = temporaryFolder();
after(() => rmSync(folder, { recursive: true }));

it('copies a database in use into one file that opens as a data folder', async () => {
  const data = join(folder, 'data');
  const open = await openSqliteStore(data);
  open.store.put('meta', { name: 'a', value: 'kept' });
  open.store.put('objects', { hash: 'h', size: 1, type: '', createTime: 0 });
  const restored = join(folder, 'restored');
  mkdirSync(restored);
  const file = join(restored, DATABASE_FILE);
  checkBackup(data, file);
  const dropped = await copyDatabase(data, join(folder, 'dropped'));
  dropped.drop();
  const copied = await copyDatabase(data, file);
  assert.deepEqual([copied.hashes, existsSync(file)], [['h'], false]);
  copied.keep();
  open.store.put('meta', { name: 'a', value: 'later' });
  open.close();
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(folder).sort(), ['data', 'restored']);
  assert.deepEqual(readdirSync(restored), [DATABASE_FILE]);
  const copy = await openSqliteStore(restored);
  assert.equal(copy.store.get('meta', ['a'])?.value, 'kept');
  assert.deepEqual(
    (copy.database.prepare('PRAGMA integrity_check').get() as { integrity_check: string }).integrity_check,
    'ok',
  );
  copy.close();
});

it('a database of an older version names no files', async () => {
  const old = join(folder, 'old');
  mkdirSync(old);
  const database = await openDatabase(join(old, DATABASE_FILE));
  database.exec('CREATE TABLE "meta" ("name" TEXT)');
  database.close();
  const copied = await copyDatabase(old, join(folder, 'old copy'));
  assert.deepEqual(copied.hashes, []);
  copied.drop();
});

it('never overwrites, and says when there is nothing to copy', async () => {
  const taken = join(folder, 'taken');
  writeFileSync(taken, 'precious');
  const data = join(folder, 'other');
  (await openSqliteStore(data)).close();
  assert.throws(() => checkBackup(data, taken), /exists already/);
  assert.throws(() => checkBackup(data, join(folder, 'missing', 'copy')), /there is no folder .*missing/);
  assert.throws(() => checkBackup(data, join(taken, 'copy')), /there is no folder .*taken/);
  assert.throws(() => checkBackup(join(folder, 'empty'), join(folder, 'new')), /no database/);
});
