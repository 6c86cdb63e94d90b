/** ImError: what may be tried again, and what a new token mends. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ImError } from '../../src/protocol/errors.js';

describe('ImError', () => {
  it('carries code, words and operation', () => {
    const error = new ImError(1301, 'CanNotAddYourselfError', 'op-1');
    assert.ok(error instanceof Error);
    assert.deepEqual(
      [error.name, error.errCode, error.errMsg, error.operationID, error.retryable],
      ['ImError', 1301, 'CanNotAddYourselfError', 'op-1', false],
    );
    assert.match(error.message, /CanNotAddYourselfError.*1301/);
  });
  it('is retryable for network, time-out, 500 and 429, unless said otherwise', () => {
    for (const code of [10000, 10001, 500, 429]) assert.equal(new ImError(code, '').retryable, true, String(code));
    for (const code of [1001, 1004, 1506, 10005]) assert.equal(new ImError(code, '').retryable, false, String(code));
    assert.equal(new ImError(10005, '', '', true).retryable, true);
  });
});
