/** Refusals, ownership and pages (protocol §1.4, §1.5). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ArgsError, NoPermissionError } from '../../src/protocol/codes.js';
import { ImError } from '../../src/protocol/errors.js';
import { orNull, own, pageOf, pageWithRoom, refuse } from '../../src/server/access.js';

const call = { userID: 'a', platformID: 5, isAdmin: false, operationID: 'o', ip: '', token: '' };

describe('access', () => {
  it('refuses with a code and words', () => {
    assert.throws(
      () => refuse(1001, 'why'),
      error => error instanceof ImError && error.errCode === 1001 && error.errMsg === 'why',
    );
  });

  it('is for the owner, one of the owners, and administrators', () => {
    own(call, 'a');
    own(call, 'b', 'a');
    own({ ...call, isAdmin: true }, 'b');
    assert.throws(() => own(call, 'b'), { errCode: NoPermissionError });
    assert.throws(() => own(call), { errCode: NoPermissionError });
    assert.throws(() => own(call, 'A'), { errCode: NoPermissionError });
  });
});

describe('pages', () => {
  it('start where they start, and never overflow', () => {
    assert.deepEqual(pageOf({ pageNumber: 1, showNumber: 20 }), { offset: 0, limit: 20 });
    assert.deepEqual(pageOf({ pageNumber: 3, showNumber: 20 }), { offset: 40, limit: 20 });
    assert.deepEqual(pageOf({ pageNumber: 3, showNumber: 0 }), { offset: 0, limit: 0 });
    assert.deepEqual(pageOf({ pageNumber: 3, showNumber: -4 }), { offset: 0, limit: 0 });
    const far = pageOf({ pageNumber: 1e9, showNumber: 1e9 });
    assert.ok(Number.isSafeInteger(far.offset) && far.limit === 10_000);
  });

  it('of the account service need room', () => {
    assert.deepEqual(pageWithRoom({ pageNumber: 2, showNumber: 1 }), { offset: 1, limit: 1 });
    assert.throws(() => pageWithRoom({ pageNumber: 1, showNumber: 0 }), { errCode: ArgsError });
  });

  it('without rows are null', () => {
    assert.equal(orNull([]), null);
    assert.deepEqual(orNull([1]), [1]);
  });
});
