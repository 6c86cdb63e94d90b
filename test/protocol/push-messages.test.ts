/** The messages in which messages come. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as messages from '../../src/protocol/messages.js';
import * as pushed from '../../src/protocol/push-messages.js';
import { decode, encode } from '../../src/protocol/wire.js';

it('is part of the table of messages', () => {
  for (const [name, schema] of Object.entries(pushed))
    assert.equal((messages as Record<string, unknown>)[name], schema);
});
it('brings messages by conversation', () => {
  const bytes = encode(pushed.PushMessages, {
    msgs: { si_1_2: { Msgs: [{ clientMsgID: 'a', seq: 7 } as pushed.MsgData], isEnd: true, endSeq: 7 } },
  });
  const { Msgs, isEnd, endSeq } = decode(pushed.PushMessages, bytes).msgs['si_1_2']!;
  assert.deepEqual([Msgs[0]!.clientMsgID, Msgs[0]!.seq, isEnd, endSeq], ['a', 7, true, 7]);
});
