import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { apply, diff, pack, unpack } from '../../src/core/patch.js';
import { ImError } from '../../src/protocol/errors.js';

const leaf = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(undefined));
const record = fc.dictionary(
  fc.string({ minLength: 1 }),
  fc.oneof(leaf, fc.array(fc.record({ seq: fc.integer() }, { noNullPrototype: true }))),
  {
    noNullPrototype: true,
  },
);
const state = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(leaf, record), { noNullPrototype: true });
const map = fc.array(fc.tuple(fc.string(), record)).map(entries => new Map(entries));

describe('patches', () => {
  it('make the next state of the last one, also after the journey to another tab', () => {
    for (const some of [state, map])
      fc.assert(
        fc.property(some as fc.Arbitrary<unknown>, some as fc.Arbitrary<unknown>, (old, next) => {
          const patch = diff(old, next);
          const made = patch ? apply(old, structuredClone(patch)) : old;
          // Maps are equal in any order.
          if (next instanceof Map) assert.deepEqual(made, new Map(next));
          else assert.deepEqual(made, next);
        }),
        { seed: 1, numRuns: 500 },
      );
  });

  it('carry only what is another object, and leave the rest the same', () => {
    const [one, two] = [{ name: 'Ada' }, { name: 'Bert' }];
    const old = new Map([
      ['1', one],
      ['2', two],
    ]);
    const patch = diff(old, new Map([...old, ['2', { name: 'Bertram' }]]))!;
    assert.deepEqual(patch, { m: [['2', { o: [['name', { v: 'Bertram' }]], d: [] }]], d: [] });
    assert.equal((apply(old, patch) as typeof old).get('1'), one);
    assert.equal(diff(old, old), undefined);
    const items = [1, 2, 3].map(seq => ({ seq }));
    assert.deepEqual(diff(items, [...items, { seq: 4 }]), { a: [3, 0, [{ seq: 4 }]] });
  });

  it('of something that is not there change nothing', () => {
    assert.equal(apply(undefined, { m: [['1', { v: 1 }]], d: [] }), undefined);
    assert.deepEqual(apply(new Map(), { m: [['1', { o: [['name', { v: 1 }]], d: [] }]], d: [] }), new Map());
  });

  it('bring errors and functions to the other side', () => {
    const error = new ImError(1506, 'TokenKickedError', 'op', true);
    const there = unpack(structuredClone(pack({ list: { error } }))) as { list: { error: ImError } };
    assert.ok(there.list.error instanceof ImError);
    const { errCode, errMsg, operationID, retryable } = there.list.error;
    assert.deepEqual([errCode, errMsg, operationID, retryable], [1506, 'TokenKickedError', 'op', true]);
    const calls: number[] = [];
    const packed = structuredClone(pack([{ onProgress: () => undefined }][0], () => 7));
    (unpack(packed, fn => () => calls.push(fn)) as { onProgress(): void }).onProgress();
    assert.deepEqual(calls, [7]);
  });
});
