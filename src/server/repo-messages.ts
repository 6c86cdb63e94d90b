/** Seqs, read marks and the last message of conversations, as stored and as told (protocol §5.6). */
import type { MsgData } from '../protocol/messages.js';
import type { ServerContext } from './context.js';
import { emptied, readRow, rowState, type MessageRow } from './message-rows.js';
import type { Row } from './store/tables.js';

type Parts = Pick<ServerContext, 'store'>;

/** Where a user stands in a conversation. */
export interface SeqsOf {
  /** The newest seq, 0 before the first message. */
  maxSeq: number;
  /** The first seq the user sees, at least 1. Above `maxSeq` when everything was cleared. */
  minSeq: number;
  hasReadSeq: number;
  /** ms of the newest seq, 0 before the first message. */
  maxSeqTime: number;
}

export function seqsOf({ store }: Parts, userID: string, conversationID: string): SeqsOf {
  const { maxSeq = 0, minSeq = 0, maxSeqTime = 0 } = store.get('seqs', [conversationID]) ?? {};
  const own = store.get('userSeqs', [userID, conversationID]);
  return { maxSeq, minSeq: Math.max(1, minSeq, own?.minSeq ?? 0), hasReadSeq: own?.hasReadSeq ?? 0, maxSeqTime };
}

/** ms of the newest stored message, 0 when there is none. */
export const lastMessageTime = ({ store }: Parts, conversationID: string): number =>
  store.get('seqs', [conversationID])?.maxSeqTime ?? 0;

/** The user's row of a conversation, or a new one (not yet stored). */
const place = ({ store }: Parts, userID: string, conversationID: string): Row<'userSeqs'> =>
  store.get('userSeqs', [userID, conversationID]) ?? { userID, conversationID, hasReadSeq: 0, minSeq: 0 };

/** The first seq the user sees from now on. */
export function setUserMinSeq(parts: Parts, userID: string, conversationID: string, minSeq: number): void {
  parts.store.put('userSeqs', { ...place(parts, userID, conversationID), minSeq });
}

/** How far the user has read; never goes back. Gives what holds now. */
export function setHasRead(parts: Parts, userID: string, conversationID: string, seq: number): number {
  const row = place(parts, userID, conversationID);
  if (seq <= row.hasReadSeq && parts.store.get('userSeqs', [userID, conversationID])) return row.hasReadSeq;
  const hasReadSeq = Math.max(row.hasReadSeq, seq);
  parts.store.put('userSeqs', { ...row, hasReadSeq });
  return hasReadSeq;
}

const isHidden = ({ store }: Parts, userID: string, { conversationID, seq }: MessageRow) =>
  store.get('hiddenMessages', [userID, conversationID, seq]) !== undefined;

/** Rows looked at in one step when going back over deleted ones. */
const STEP = 20;

/** The newest message the user sees that is not deleted for everybody; one they deleted comes empty, with status 4. */
export function lastMessage(parts: Parts, userID: string, conversationID: string): MsgData | undefined {
  const { store } = parts;
  const { maxSeq, minSeq } = seqsOf(parts, userID, conversationID);
  for (let upTo = maxSeq; upTo >= minSeq; upTo -= STEP) {
    const rows = store.range('messages', {
      prefix: [conversationID],
      after: Math.max(minSeq, upTo - STEP + 1) - 1,
      upTo,
      reverse: true,
    });
    const row = rows.find(
      ({ state, sendID, recvID }) => state !== rowState.gone && (sendID === userID || recvID === userID),
    );
    if (row) return readRow(store, row, userID, isHidden(parts, userID, row));
  }
  return undefined;
}

/** Every message the user sent, as stored: for the export of an account. */
export const messagesOf = ({ store }: Parts, userID: string): MessageRow[] =>
  store.range('messages', { index: 'bySender', prefix: [userID] });

/**
 * Forgets a user's messages: what they wrote is emptied for everybody, the places stay. What others wrote to them stays
 * with those others.
 */
export function forgetMessages(parts: Parts, userID: string): void {
  const { store } = parts;
  store.transaction(() => {
    for (const row of messagesOf(parts, userID))
      store.put('messages', { ...emptied(store, row), sendID: '', clientMsgID: '' });
    for (const row of store.range('userSeqs', { prefix: [userID] }))
      store.delete('userSeqs', [userID, row.conversationID]);
    for (const { conversationID, seq } of store.range('hiddenMessages', { prefix: [userID] }))
      store.delete('hiddenMessages', [userID, conversationID, seq]);
  });
}
