import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { backupFolder } from '../../../src/server/store/sqlite-backup.js';
import { DATABASE_FILE, openSqliteStore } from '../../../src/server/store/sqlite-open.js';
import { temporaryFolder } from './stores.js';

const folder = temporaryFolder();
after(() => rmSync(folder, { recursive: true }));

it('copies a database in use into one file that opens as a data folder', async () => {
  const data = join(folder, 'data');
  const open = await openSqliteStore(data);
  open.store.put('meta', { name: 'a', value: 'kept' });
  const restored = join(folder, 'restored');
  mkdirSync(restored);
  const file = join(restored, DATABASE_FILE);
  await backupFolder(data, file);
  open.store.put('meta', { name: 'a', value: 'later' });
  open.close();
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal(existsSync(`${file}.part`), false);
  const copy = await openSqliteStore(restored);
  assert.equal(copy.store.get('meta', ['a'])?.value, 'kept');
  assert.deepEqual(
    (copy.database.prepare('PRAGMA integrity_check').get() as { integrity_check: string }).integrity_check,
    'ok',
  );
  copy.close();
});

it('never overwrites, and says when there is nothing to copy', async () => {
  const taken = join(folder, 'taken');
  writeFileSync(taken, 'precious');
  const data = join(folder, 'other');
  (await openSqliteStore(data)).close();
  await assert.rejects(backupFolder(data, taken), /exists already/);
  await assert.rejects(backupFolder(data, join(folder, 'missing', 'copy')), /there is no folder .*missing/);
  await assert.rejects(backupFolder(data, join(taken, 'copy')), /there is no folder .*taken/);
  await assert.rejects(backupFolder(join(folder, 'empty'), join(folder, 'new')), /no database/);
  assert.equal(existsSync(join(folder, 'new')), false);
});
