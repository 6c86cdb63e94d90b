import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryCache } from '../../src/core/memory-cache.js';

// What every cache must do is tested in cache.test.ts.
describe('memoryCache', () => {
  it('lets its rows be looked at, by the JSON of their keys', async () => {
    const rows: NonNullable<Parameters<typeof memoryCache>[0]> = new Map();
    await memoryCache(rows).write([[['a', 1], 'x']]);
    assert.deepEqual([...rows], [['["a",1]', [['a', 1], 'x']]]);
    assert.equal(await memoryCache().get(['a', 1]), undefined);
  });
});
