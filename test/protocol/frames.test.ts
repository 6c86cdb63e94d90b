/** The table of gateway frames. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as frames from '../../src/protocol/frames.js';
import * as messages from '../../src/protocol/messages.js';

describe('frames', () => {
  it('have the numbers of the protocol, each once', () => {
    const ids = Object.values(frames)
      .map(({ id }) => id)
      .sort();
    assert.deepEqual(ids, [1001, 1002, 1003, 1004, 1005, 1006, 1007, 2001, 2002, 2003, 2004, 2005]);
  });
  it('carry messages of the table', () => {
    const known = new Set<object>(Object.values(messages));
    for (const [name, { request, response }] of Object.entries(frames))
      assert.ok(known.has(request) && known.has(response), name);
  });
  it('pair each request with its reply', () => {
    assert.deepEqual(
      [frames.getMaxSeq.request, frames.getMaxSeq.response],
      [messages.GetMaxSeqReq, messages.GetMaxSeqResp],
    );
    assert.deepEqual(
      [frames.onlineStatus.request, frames.onlineStatus.response],
      [messages.SubUserOnlineStatus, messages.SubUserOnlineStatusTips],
    );
    assert.equal(frames.pushMessages.response, messages.PushMessages);
  });
});
