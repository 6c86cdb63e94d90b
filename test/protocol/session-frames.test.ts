/** The frames and messages of a login stand apart, and are in the tables all the same. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { frame } from '../../src/protocol/frame.js';
import * as frames from '../../src/protocol/frames.js';
import * as messageFrames from '../../src/protocol/message-frames.js';
import * as messages from '../../src/protocol/messages.js';
import * as pushFrames from '../../src/protocol/push-frames.js';
import * as sessionFrames from '../../src/protocol/session-frames.js';
import * as sessionMessages from '../../src/protocol/session-messages.js';

it('is one table of frames, in three parts without a name in two', () => {
  assert.deepEqual(
    Object.keys(frames).sort(),
    [messageFrames, pushFrames, sessionFrames].flatMap(part => Object.keys(part)).sort(),
  );
  assert.deepEqual(
    Object.values(sessionFrames)
      .map(({ id }) => id)
      .sort(),
    [2003, 2004, 2005],
  );
});
it('needs no message of chats for a login', () => {
  const own = new Set<object>(Object.values(sessionMessages));
  for (const { request, response } of Object.values(sessionFrames)) assert.ok(own.has(request) && own.has(response));
  for (const name of Object.keys(sessionMessages)) assert.ok(name in messages, name);
});
it('keeps number, request and response together', () => {
  const made = frame(7, sessionMessages.Empty, sessionMessages.SubUserOnlineStatus);
  assert.deepEqual(made, { id: 7, request: sessionMessages.Empty, response: sessionMessages.SubUserOnlineStatus });
});
