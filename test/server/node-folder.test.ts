import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { makeFolder } from '../../src/server/node-folder.js';
import { temporaryFolder } from './store/stores.js';

const folder = temporaryFolder();
after(() => rmSync(folder, { recursive: true }));

it('makes what is missing, readable by its owner alone, and leaves what is there', () => {
  const path = join(folder, 'a', 'b');
  makeFolder(path);
  assert.equal(statSync(path).mode & 0o777, 0o700);
  mkdirSync(join(folder, 'open'), { mode: 0o755 });
  makeFolder(join(folder, 'open'));
  assert.equal(statSync(join(folder, 'open')).mode & 0o077 & ~0o055, 0);
});

it('ends with an error below a file, and where the file system takes no folders', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  for (const path of [file, join(file, 'x'), join(file, 'x', 'y')])
    assert.throws(() => makeFolder(path), { code: /EEXIST|ENOTDIR/ });
  if (existsSync('/proc/self')) assert.throws(() => makeFolder('/proc/nope/deep'), { code: /ENOENT|EACCES|EPERM/ });
});
