/** The frames that the gateway sends by itself. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as pushFrames from '../../src/protocol/push-frames.js';
import { PushMessages } from '../../src/protocol/push-messages.js';

it('has what a socket must know without any chat: pushes and the kick', () => {
  assert.deepEqual(
    Object.values(pushFrames).map(({ id }) => id),
    [2002, 2001],
  );
  assert.equal(pushFrames.pushMessages.response, PushMessages);
});
