/** The checks the account calls share. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../src/protocol/codes.js';
import { birth, nickname, ownAccount, password, platform } from '../../src/server/account-fields.js';

const call = { userID: 'a', platformID: 0, isAdmin: false, operationID: 'o', ip: '', token: '' };

describe('account fields', () => {
  it("platform: 1 to 11, not the administrators'", () => {
    assert.deepEqual(
      [1, 5, 11].map(value => platform(value, 'platform')),
      [1, 5, 11],
    );
    for (const value of [undefined, null, 0, 12, -1, 1.5, '5'])
      assert.throws(() => platform(value, 'platform'), { errCode: codes.ArgsError });
    assert.throws(() => platform(10, 'platform'), { errCode: codes.NoPermissionError });
  });

  it("own account: named and the caller's", () => {
    ownAccount(call, 'a');
    assert.throws(() => ownAccount(call, ''), { errCode: codes.ArgsError });
    assert.throws(() => ownAccount(call, 'b'), { errCode: codes.NoPermissionError });
  });

  it('limits: passwords, names; birthdays before 1970', () => {
    assert.equal(password('x'.repeat(256), 'password').length, 256);
    assert.throws(() => password('x'.repeat(257), 'password'), { errCode: codes.ArgsError });
    assert.throws(() => nickname('x'.repeat(65), 'nickname'), { errCode: codes.ArgsError });
    assert.equal(birth(-1e12, 'birth'), -1e12);
    assert.throws(() => birth(1e16, 'birth'), { errCode: codes.ArgsError });
  });
});
