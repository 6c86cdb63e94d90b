import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CacheStore } from '../../src/core/api.js';
import { idbCache } from '../../src/core/cache.js';
import { memoryCache } from '../../src/core/memory-cache.js';

let count = 0;
const kinds: [string, () => CacheStore][] = [
  ['IndexedDB', () => idbCache('https://im.example.com', `u${count++}`)],
  ['the memory cache of the tests', memoryCache],
];

for (const [name, open] of kinds)
  describe(`cache in ${name}`, () => {
    it('keeps, replaces and deletes records', async () => {
      const cache = open();
      await cache.write([
        [['a', 'x'], { n: 1 }],
        [['a', 'y'], { n: 2 }],
      ]);
      await cache.write([
        [['a', 'x'], { n: 3 }],
        [['a', 'y'], undefined],
      ]);
      assert.deepEqual(await cache.get(['a', 'x']), { n: 3 });
      assert.equal(await cache.get(['a', 'y']), undefined);
    });
    it('reads a kind in key order, in blocks', async () => {
      const cache = open();
      await cache.write(['c', 'a', 'b', 'd'].map(id => [['kind', id], id] as const));
      await cache.write([
        [['kin', 'z'], 'other'],
        [['kind2', 'a'], 'other'],
        [['kind'], 'bare'],
      ]);
      assert.deepEqual(await cache.range('kind'), ['a', 'b', 'c', 'd']);
      assert.deepEqual(await cache.range('kind', 2), ['a', 'b']);
      assert.deepEqual(await cache.range('kind', 2, ['kind', 'b']), ['c', 'd']);
    });
    it('is cleared, and works on', async () => {
      const cache = open();
      await cache.write([[['a', 'x'], 1]]);
      await cache.clear();
      assert.deepEqual(await cache.range('a'), []);
      await cache.write([[['a', 'x'], 2]]);
      assert.equal(await cache.get(['a', 'x']), 2);
    });
    it('is written and cleared by its owner, not by one that was before', async () => {
      const cache = open();
      await cache.write([[['a'], 1]], 'old');
      assert.equal(await cache.get(['a']), 1, 'it has no owner yet');
      await cache.write([[['meta', 'owner'], 'new']]);
      await cache.write([[['a'], 2]], 'old');
      await cache.clear('old');
      assert.equal(await cache.get(['a']), 1);
      await cache.write([[['a'], 3]], 'new');
      assert.equal(await cache.get(['a']), 3);
      await cache.clear('new');
      assert.equal(await cache.get(['a']), undefined);
      assert.equal(await cache.get(['meta', 'owner']), 'new');
      await cache.clear();
      assert.equal(await cache.get(['meta', 'owner']), undefined);
    });
    it('writes in the order it was asked, whoever asks', async () => {
      const cache = open();
      // Not awaited in between: one that takes over must not come into the middle of another's write.
      await Promise.all([
        cache.write([[['a'], 1]], 'old'),
        cache.write([[['meta', 'owner'], 'new']]),
        cache.write([[['a'], 2]], 'old'),
        cache.write([[['b'], 2]], 'new'),
      ]);
      assert.deepEqual([await cache.get(['a']), await cache.get(['b'])], [1, 2]);
    });
    it('holds copies', async () => {
      const cache = open();
      const record = { n: 1 };
      await cache.write([[['a'], record]]);
      record.n = 2;
      assert.deepEqual(await cache.get(['a']), { n: 1 });
    });
  });

describe('idbCache', () => {
  it('gives up a database that does not open: it is only a cache', async t => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    t.mock.method(indexedDB, 'open', () => ({}));
    const asked = assert.rejects(idbCache('https://s', 'hanging').get(['a']));
    t.mock.timers.tick(5000);
    await asked;
  });
  it('keeps every (server, user) in a database of its own, never deletes it', async () => {
    const one = idbCache('https://s', 'one');
    const two = idbCache('https://s', 'two');
    await one.write([[['a'], 1]]);
    assert.equal(await two.get(['a']), undefined);
    await one.clear();
    const names = (await indexedDB.databases()).map(({ name }) => name);
    assert.ok(names.includes('im-elements:https://s:one') && names.includes('im-elements:https://s:two'));
  });
});
