import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  GetActiveConversationsReq,
  GetActiveConversationsResp,
  GetConversationsReq,
} from '../../src/protocol/jssdk-messages.js';
import { decode, encode } from '../../src/protocol/wire.js';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

it('has the field numbers of the protocol, and times before 1970', () => {
  assert.equal(hex(encode(GetActiveConversationsReq, { ownerUserID: 'a', count: 2 })), '0a01611002');
  assert.equal(
    hex(encode(GetConversationsReq, { ownerUserID: 'a', conversationIDs: ['b', 'c'] })),
    '0a0161120162120163',
  );
  const conversation = { conversationID: 'c', isPinned: true, latestMsgDestructTime: -62_135_596_800_000 };
  const answer = { unreadCount: 1, conversations: [{ conversation, maxSeq: 6, readSeq: 7 }] };
  const bytes = encode(GetActiveConversationsResp, answer as never);
  assert.match(hex(bytes), /^0801121[0-9a-f].*30063807$/);
  const [one] = decode(GetActiveConversationsResp, bytes).conversations;
  assert.deepEqual(
    [one!.conversation!.latestMsgDestructTime, one!.conversation!.isPinned, one!.maxSeq, one!.lastMsg],
    [-62_135_596_800_000, true, 6, undefined],
  );
});
