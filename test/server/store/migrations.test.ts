import assert from 'node:assert/strict';
import { it } from 'node:test';
import { latestVersion, migrations } from '../../../src/server/store/migrations.js';

it('the list has no gaps', () => {
  assert.deepEqual(
    migrations.map(step => step.to),
    migrations.map((_, i) => i + 2),
  );
  assert.equal(latestVersion(), migrations.length + 1);
});
