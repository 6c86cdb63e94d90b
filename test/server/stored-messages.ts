/** Messages put into a server's store directly, for tests of what is made of them. */
import { rowOf, systemMessage, type MessageRow } from '../../src/server/message-rows.js';
import { ensureConversation } from '../../src/server/repo-conversations.js';
import { singleChatID } from '../../src/protocol/ids.js';
import type { People } from './people.js';

/** One text message more from one to the other, at the clock's time; both have the conversation. */
export function writeMessage(
  world: People,
  sendID: string,
  recvID: string,
  content = 'hello',
  more: Partial<MessageRow> = {},
) {
  const { store, clock } = world;
  const conversationID = singleChatID(sendID, recvID);
  const seq = (store.get('seqs', [conversationID])?.maxSeq ?? 0) + 1;
  const message = systemMessage({
    sendID,
    recvID,
    clientMsgID: `c${seq}-${conversationID}`,
    serverMsgID: `s${seq}`,
    sessionType: 1,
    msgFrom: 100,
    contentType: 101,
    content: new TextEncoder().encode(JSON.stringify({ content })),
    sendTime: clock.time,
    createTime: clock.time,
    status: 2,
  });
  store.put('messages', { ...rowOf(conversationID, seq, message), ...more });
  store.put('seqs', { conversationID, maxSeq: seq, minSeq: 0, maxSeqTime: clock.time });
  store.put('userSeqs', { userID: sendID, conversationID, hasReadSeq: seq, minSeq: 0 });
  const { context } = world.core;
  ensureConversation(context, sendID, { conversationID, conversationType: 1, userID: recvID });
  ensureConversation(context, recvID, { conversationID, conversationType: 1, userID: sendID });
  return { conversationID, seq };
}
