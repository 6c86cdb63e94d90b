import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { emptyState, loginStatus, requestKey } from '../../src/core/state.js';

describe('state', () => {
  it('has the founding numbers of the login status', () => {
    assert.deepEqual(loginStatus, { loggedIn: 101, loggingIn: 102, failed: 103, loggedOut: 201 });
  });
  it('begins signed out and empty', () => {
    assert.equal(emptyState.session.status, loginStatus.loggedOut);
    assert.equal(emptyState.friends.size + emptyState.requests.size + emptyState.blacks.size, 0);
  });
  it('keeps the two directions of a pair apart', () => {
    assert.notEqual(requestKey('a', 'b'), requestKey('b', 'a'));
  });
});
