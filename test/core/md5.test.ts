import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { md5 } from '../../src/core/md5.js';

describe('md5', () => {
  it('is the lower-case hex of the UTF-8, of any length', () => {
    for (const text of ['', 'a', 'é', '密码', 'x'.repeat(55), 'x'.repeat(56), 'x'.repeat(64), 'x'.repeat(5000)])
      assert.equal(md5(text), createHash('md5').update(text).digest('hex'));
  });
});
