import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { passwordHash } from '../../src/core/password.js';

describe('passwordHash', () => {
  it('is the lower-case MD5 hex of the UTF-8', async () => {
    assert.equal(await passwordHash('123456'), 'e10adc3949ba59abbe56e057f20f883e');
    for (const password of ['', 'pässwörd', '密码', 'x'.repeat(1000)])
      assert.equal(await passwordHash(password), createHash('md5').update(password).digest('hex'));
  });
});
