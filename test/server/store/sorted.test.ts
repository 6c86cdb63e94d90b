import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { SortedRows } from '../../../src/server/store/sorted.js';

const byN = () => new SortedRows((a, b) => (a.n as number) - (b.n as number));

it('is a sorted array, whatever is added and removed', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(40)), { maxLength: 200 }), steps => {
      const rows = byN();
      const model = new Set<number>();
      for (const [adds, n] of steps) {
        if (!adds) rows.remove({ n });
        else if (!model.has(n)) rows.add({ n });
        if (adds) model.add(n);
        else model.delete(n);
      }
      const sorted = [...model].sort((a, b) => a - b);
      assert.deepEqual(
        rows.slice(0, Infinity).map(row => row.n),
        sorted,
      );
      assert.deepEqual(
        rows.slice(2, 5).map(row => row.n),
        sorted.slice(2, 5),
      );
      assert.equal(
        rows.rank(row => (row.n as number) < 20),
        sorted.filter(n => n < 20).length,
      );
    }),
    { seed: 1 },
  );
});

it('stays right over many blocks, filled in a scattered order and emptied again', () => {
  const rows = byN();
  for (let i = 0; i < 10_007; i++) rows.add({ n: (i * 5003) % 10_007 });
  assert.equal(
    rows.rank(() => true),
    10_007,
  );
  assert.deepEqual(
    rows.slice(5000, 5003).map(row => row.n),
    [5000, 5001, 5002],
  );
  for (let i = 0; i < 10_007; i++) if (i % 1000) rows.remove({ n: i });
  assert.deepEqual(
    rows.slice(0, 3).map(row => row.n),
    [0, 1000, 2000],
  );
});
