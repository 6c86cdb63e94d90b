import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { it } from 'node:test';
import { openDatabase } from '../../../src/server/store/sqlite-database.js';

it('opens databases with the library of this Node', async () => {
  const database = await openDatabase(':memory:');
  assert.match((database.prepare('SELECT sqlite_version() AS v').get() as { v: string }).v, /^3\./);
  database.close();
});

it('says nothing about itself on standard error, whichever Node it is', () => {
  const module = new URL('../../../src/server/store/sqlite-database.js', import.meta.url).href;
  const code = `(await (await import(${JSON.stringify(module)})).openDatabase(':memory:')).close(); console.log('opened');`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code]);
  assert.deepEqual([String(stdout), String(stderr)], ['opened\n', '']);
});
