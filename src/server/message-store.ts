/** Storing a message: its seq, its row, the sender's read mark, and the documents that a first message makes (protocol §5.6). */
import { sessionTypes } from '../protocol/chat-model.js';
import { isNotificationID } from '../protocol/ids.js';
import type { MsgData } from '../protocol/messages.js';
import type { ServerContext } from './context.js';
import { rowOf } from './message-rows.js';
import { ensureConversation } from './repo-conversations.js';
import { setHasRead } from './repo-messages.js';

type Parts = Pick<ServerContext, 'store' | 'runtime'>;

/**
 * Gives each of the two their document with the first message. Later only to who is new: who removed theirs does not get it
 * back (§8.6). Who comes new to a conversation with a past, because their ID was somebody else's, doesn't see that past.
 */
function welcome(parts: Parts, conversationID: string, { sendID, recvID, sessionType }: MsgData, seq: number): void {
  const pair: [owner: string, peer: string][] = [[recvID, sendID]];
  if (sessionType === sessionTypes.single && sendID !== recvID) pair.push([sendID, recvID]);
  for (const [owner, peer] of pair) {
    const known = parts.store.get('userSeqs', [owner, conversationID]) !== undefined;
    if (known && seq > 1) continue;
    const minSeq = seq > 1 ? seq : 0;
    if (!known) parts.store.put('userSeqs', { userID: owner, conversationID, hasReadSeq: seq - 1, minSeq });
    ensureConversation(parts, owner, { conversationID, conversationType: sessionType, userID: peer }, { minSeq });
  }
}

/**
 * Stores a message at the end of its conversation: seqs have no gaps and no repeats.
 * @returns the message with its seq.
 */
export function storeMessage(parts: Parts, conversationID: string, message: MsgData): MsgData {
  const { store } = parts;
  return store.transaction(() => {
    const { maxSeq = 0, minSeq = 0 } = store.get('seqs', [conversationID]) ?? {};
    const seq = maxSeq + 1;
    store.put('seqs', { conversationID, maxSeq: seq, minSeq, maxSeqTime: message.sendTime });
    store.put('messages', rowOf(conversationID, seq, message));
    if (!isNotificationID(conversationID)) {
      welcome(parts, conversationID, message, seq);
      setHasRead(parts, message.sendID, conversationID, seq);
    }
    return { ...message, seq };
  });
}
