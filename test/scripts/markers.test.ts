// Generated pieces of a text.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { between } from '../../scripts/lib/markers.mjs';

describe('between()', () => {
  it('replaces only what is between its markers, and does so twice alike', () => {
    const once = between('a\n<!-- x -->\nold\n<!-- /x -->\nb', 'x', 'new');
    assert.equal(once, 'a\n<!-- x -->\n\nnew\n\n<!-- /x -->\nb');
    assert.equal(between(once, 'x', 'new'), once);
  });

  it('leaves a text without the markers alone', () => assert.equal(between('a', 'x', 'new'), 'a'));

  it('objects to half a pair', () => {
    assert.throws(() => between('<!-- x -->', 'x', 'new'), /must both be there/);
    assert.throws(() => between('<!-- /x --> <!-- x -->', 'x', 'new'), /must both be there/);
  });
});
