/** Errors in the server's words. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../src/protocol/codes.js';
import { ImError } from '../../src/protocol/errors.js';
import { codeName, errorEnvelope, whereabouts } from '../../src/server/answers.js';

describe('answers', () => {
  it('have a name for every code', () => {
    for (const [name, code] of Object.entries(codes))
      assert.ok(codeName(code) === name || code === codes.ConnArgsErr || code === codes.TokenNotExist, name);
    assert.equal(codeName(codes.ConnArgsErr), 'args err, need token, sendID, platformID');
    assert.equal(codeName(codes.TokenNotExist), 'ErrTokenNotExist');
    assert.equal(codeName(424242), 'ServerInternalError');
  });
  it('keep words for people apart from the name', () => {
    assert.deepEqual(errorEnvelope(new ImError(1004, 'no such user')), {
      errCode: 1004,
      errMsg: 'RecordNotFoundError',
      errDlt: 'no such user',
    });
    assert.deepEqual(errorEnvelope(new ImError(1004, 'RecordNotFoundError')), {
      errCode: 1004,
      errMsg: 'RecordNotFoundError',
      errDlt: '',
    });
  });
  it('tell the log where an error came from, not what it said', () => {
    const place = whereabouts(new RangeError('secret\n    at secret place'));
    assert.equal(place.error, 'RangeError');
    assert.match(place.at, /answers\.test/);
    const said = whereabouts(new Error('the password is hunter2'));
    assert.ok(!JSON.stringify(said).includes('hunter2'));
    assert.deepEqual(whereabouts('hunter2'), { error: 'string', at: '' });
  });
});
