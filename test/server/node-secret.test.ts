import assert from 'node:assert/strict';
import { chmodSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { folderSecret } from '../../src/server/node-secret.js';
import { temporaryFolder } from './store/stores.js';

const folder = temporaryFolder();
after(() => rmSync(folder, { recursive: true }));

it('makes a secret once and keeps it to its owner', () => {
  const data = join(folder, 'new');
  const secret = folderSecret(data);
  assert.ok(secret.length >= 40);
  assert.equal(folderSecret(data), secret);
  assert.equal(statSync(join(data, 'secret')).mode & 0o777, 0o600);
  assert.notEqual(folderSecret(join(folder, 'other')), secret);
});

it('takes one written by hand, closes it to others, and refuses an empty one', () => {
  const file = join(folder, 'secret');
  writeFileSync(file, 'my own\n');
  chmodSync(file, 0o644);
  assert.equal(folderSecret(folder), 'my own');
  assert.equal(statSync(file).mode & 0o777, 0o600);
  writeFileSync(file, '\n');
  assert.throws(() => folderSecret(folder), /is empty/);
});
