import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { openDatabase } from '../../../src/server/store/sqlite-database.js';
import { DATABASE_FILE, FolderInUseError, openSqliteStore } from '../../../src/server/store/sqlite-open.js';
import { temporaryFolder } from './stores.js';

const folders: string[] = [];
const newFolder = () => folders[folders.push(temporaryFolder()) - 1]!;
after(() => folders.forEach(folder => rmSync(folder, { recursive: true })));

const module = new URL('../../../src/server/store/sqlite-open.js', import.meta.url).href;
/** Another process that opens the folder, says so and stays. */
async function holder(folder: string) {
  const code = `const { openSqliteStore } = await import(${JSON.stringify(module)}); await openSqliteStore(${JSON.stringify(folder)}); console.log('open'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

it('makes the folder with files that only their owner reads', async () => {
  const folder = join(newFolder(), 'deep', 'data');
  const open = await openSqliteStore(folder);
  open.store.put('meta', { name: 'a', value: 'b' });
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  for (const file of [DATABASE_FILE, `${DATABASE_FILE}-wal`])
    assert.equal(statSync(join(folder, file)).mode & 0o077, 0, file);
  open.close();
  open.close();
  const again = await openSqliteStore(folder);
  assert.equal(again.store.get('meta', ['a'])?.value, 'b');
  again.close();
});

it('leaves one complete file behind after closing', async () => {
  const folder = newFolder();
  const open = await openSqliteStore(folder);
  open.store.put('meta', { name: 'a', value: 'b' });
  open.close();
  assert.equal(existsSync(join(folder, `${DATABASE_FILE}-wal`)), false);
});

it('refuses a second opening in the same process, and stays locked after it', async () => {
  const folder = newFolder();
  const open = await openSqliteStore(folder);
  await assert.rejects(openSqliteStore(folder), FolderInUseError);
  const code = `const { openSqliteStore } = await import(${JSON.stringify(module)}); await openSqliteStore(${JSON.stringify(folder)});`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let words = '';
  child.stderr.on('data', data => (words += String(data)));
  const [status] = (await once(child, 'close')) as [number];
  assert.notEqual(status, 0);
  assert.match(words, /another im-elements server works on/);
  open.close();
});

it('refuses a folder that another process has, until that one is killed', async () => {
  const folder = newFolder();
  const child = await holder(folder);
  await assert.rejects(openSqliteStore(folder), /another im-elements server works on .*stop it first/);
  child.kill('SIGKILL');
  await once(child, 'exit');
  (await openSqliteStore(folder)).close();
});

it('refuses a newer schema with words, and frees the folder', async () => {
  const folder = newFolder();
  (await openSqliteStore(folder)).close();
  const database = await openDatabase(join(folder, DATABASE_FILE));
  database.exec('PRAGMA user_version = 99');
  database.close();
  await assert.rejects(openSqliteStore(folder), /newer version .*schema 99/);
  await assert.rejects(openSqliteStore(folder), /newer version/);
});
