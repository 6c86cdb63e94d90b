import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { compareText, orderOf, planOf, shapeOf } from '../../../src/server/store/order.js';

it('compareText is the order of UTF-8 bytes', () => {
  const text = fc.string({ unit: 'binary', maxLength: 4 });
  fc.assert(
    fc.property(text, text, (a, b) => {
      assert.equal(Math.sign(compareText(a, b)), Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
    { numRuns: 2000, seed: 1 },
  );
});

it('an index is ordered by its columns, then by the rest of the key', () => {
  assert.deepEqual(orderOf(shapeOf('friends'), ['userID']), ['userID', 'ownerUserID']);
});

it('a negative limit or offset gives nothing more than none', () => {
  const { limit, offset } = planOf(shapeOf('friends'), { limit: -5, offset: -5 });
  assert.deepEqual([limit, offset], [0, 0]);
});
