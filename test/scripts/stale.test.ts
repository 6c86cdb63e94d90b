// Whether a build is still that of its source.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { fingerprint, isFresh, stamp } from '../../scripts/lib/stale.mjs';

it('a fingerprint follows content and names, and nothing else', () => {
  const root = mkdtempSync(join(tmpdir(), 'im-elements-stale-'));
  try {
    mkdirSync(join(root, 'src'));
    const one = join(root, 'src/one.ts');
    writeFileSync(one, '1');
    const first = fingerprint(root, ['src', 'missing']);
    writeFileSync(one, '1');
    writeFileSync(join(root, 'elsewhere'), '1');
    assert.equal(fingerprint(root, ['src', 'missing']), first);
    writeFileSync(one, '2');
    const second = fingerprint(root, ['src', 'missing']);
    assert.notEqual(second, first);
    renameSync(one, join(root, 'src/two.ts'));
    assert.notEqual(fingerprint(root, ['src', 'missing']), second);

    const file = join(root, 'dist/.stamps/cdn');
    assert.equal(isFresh(file, first), false);
    stamp(file, first);
    assert.equal(isFresh(file, first), true);
    assert.equal(isFresh(file, second), false);
  } finally {
    rmSync(root, { recursive: true });
  }
});
