/** Error codes: one name each, in the ranges the protocol gives them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../src/protocol/codes.js';

describe('codes', () => {
  const values = Object.values(codes);
  it('are distinct whole numbers', () => {
    assert.equal(new Set(values).size, values.length);
    for (const code of values) assert.ok(Number.isInteger(code) && code > 0);
  });
  it('have the numbers of the protocol where clients decide by them', () => {
    assert.deepEqual(
      [
        codes.ServerInternalError,
        codes.ArgsError,
        codes.NoPermissionError,
        codes.RecordNotFoundError,
        codes.TokenExpiredError,
        codes.TokenInvalidError,
        codes.TokenMalformedError,
        codes.TokenNotValidYetError,
        codes.TokenUnknownError,
        codes.TokenKickedError,
        codes.TokenNotExistError,
        codes.ConnOverMaxNumLimit,
        codes.ConnArgsErr,
      ],
      [500, 1001, 1002, 1004, 1501, 1502, 1503, 1504, 1505, 1506, 1507, 1601, 1602],
    );
    assert.deepEqual(
      [
        codes.CanNotAddYourselfError,
        codes.BlockedByPeer,
        codes.NotPeersFriend,
        codes.RelationshipAlreadyError,
        codes.FriendRequestHandled,
        codes.PasswordError,
        codes.AccountNotFound,
        codes.EmailAlreadyRegister,
        codes.TokenNotExist,
      ],
      [1301, 1302, 1303, 1304, 1305, 20001, 20002, 20014, 20101],
    );
  });
});
