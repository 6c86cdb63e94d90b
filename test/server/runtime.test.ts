/** Comparing secrets. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { equalSecrets } from '../../src/server/runtime.js';

describe('equalSecrets', () => {
  it('says what === says', () => {
    const pairs: [string, string][] = [
      ['', ''],
      ['a', ''],
      ['', 'a'],
      ['a', 'a'],
      ['a', 'b'],
      ['ab', 'a'],
      ['a', 'aa'],
      ['ü', 'u'],
      ['aa', 'aaaa'],
      ['😀', '😀'],
    ];
    for (const [a, b] of pairs) assert.equal(equalSecrets(a, b), a === b, `${a} ${b}`);
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        assert.equal(equalSecrets(a, b), a === b);
      }),
      { seed: 1 },
    );
  });
});
