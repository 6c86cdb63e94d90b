/** Conversation IDs and random IDs. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  groupChatID,
  isNotificationID,
  notificationID,
  randomID,
  singleChatID,
  systemChatID,
} from '../../src/protocol/ids.js';

describe('ids', () => {
  it('sort the two as strings', () => {
    assert.equal(singleChatID('1002', '1001'), 'si_1001_1002');
    assert.equal(singleChatID('999', '1001'), 'si_1001_999');
    assert.equal(notificationID('1002', '1001'), 'n_1001_1002');
    assert.equal(notificationID('u', 'u'), 'n_u_u');
    assert.equal(systemChatID('b', 'a'), 'sn_a_b');
    assert.equal(groupChatID('7'), 'sg_7');
  });
  it('are the same from both sides', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        assert.equal(singleChatID(a, b), singleChatID(b, a));
      }),
      { seed: 1 },
    );
  });
  it('tell notifications from chats', () => {
    assert.deepEqual(
      [notificationID('a', 'b'), singleChatID('a', 'b'), systemChatID('n_', 'b'), groupChatID('n_')].map(
        isNotificationID,
      ),
      [true, false, false, false],
    );
  });
  it('random ones are 32 hex digits of the bytes given', () => {
    assert.equal(
      randomID(bytes => bytes.fill(10)),
      '0a'.repeat(16),
    );
    assert.match(
      randomID(bytes => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>)),
      /^[0-9a-f]{32}$/,
    );
  });
});
