import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isTooDeep } from '../../src/protocol/content.js';

describe('content', () => {
  it('is too deep by its brackets, not by those in its words', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    assert.equal(isTooDeep(nested(100)), false);
    assert.equal(isTooDeep(nested(101)), true);
    assert.equal(isTooDeep(`${'{"a":'.repeat(101)}1${'}'.repeat(101)}`), true);
    assert.equal(isTooDeep(`[${'[],'.repeat(1000)}[]]`), false);
    assert.equal(isTooDeep(JSON.stringify({ content: `"${'[{'.repeat(300)}` })), false);
    // Before the first quote that has no end nothing counts twice.
    assert.equal(isTooDeep('\\"'.repeat(24_000)), false);
  });
});
