// Whether the locked packages are there.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { isInstalled } from '../../scripts/lib/install.mjs';

describe('isInstalled()', () => {
  let root: string;
  const lock = (file: string, packages: object) => writeFileSync(join(root, file), JSON.stringify({ packages }));
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'im-elements-install-'));
    mkdirSync(join(root, 'node_modules'));
    const other = { 'node_modules/b-darwin': { version: '1.0.0', optional: true } };
    lock('package-lock.json', { '': { name: 'x' }, 'node_modules/a': { version: '1.0.0' }, ...other });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('is not without a folder', () => assert.equal(isInstalled(root), false));

  it('is when all but other platforms’ packages are there', () => {
    lock('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0' } });
    assert.equal(isInstalled(root), true);
  });

  it('is not when the lock asks for another version or one more package', () => {
    lock('node_modules/.package-lock.json', { 'node_modules/a': { version: '0.9.0' } });
    assert.equal(isInstalled(root), false);
    lock('node_modules/.package-lock.json', {});
    assert.equal(isInstalled(root), false);
  });
});
