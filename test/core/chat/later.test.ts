/** Parts that are loaded when they are needed. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { later } from '../../../src/core/chat/later.js';

it('loads once, and tries again what failed', async () => {
  let asked = 0;
  const part = later(async () => {
    if (++asked === 1) throw new Error('no network');
    return { asked };
  });
  const failures = await Promise.allSettled([part(), part()]);
  assert.deepEqual(
    failures.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  assert.equal(asked, 1);
  await assert.rejects(
    later(async () => {
      throw new Error('no network');
    }),
    { errCode: 10000, retryable: true },
  );
  const again = await part();
  assert.equal(again, await part());
  assert.equal(asked, 2);
});
