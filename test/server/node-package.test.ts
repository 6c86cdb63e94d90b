import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { packageRoot, packageVersion } from '../../src/server/node-package.js';

it('knows its folder and its version', () => {
  assert.ok(existsSync(join(packageRoot(), 'src/server/node-package.ts')));
  assert.match(packageVersion(), /^\d+\.\d+\.\d+/);
});
