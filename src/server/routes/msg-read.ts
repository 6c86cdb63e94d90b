/** Read marks, and the receipts that tell of them (protocol §8.5, *Read*). */
import * as endpoints from '../../protocol/chat-endpoints.js';
import { sessionTypes } from '../../protocol/chat-model.js';
import * as codes from '../../protocol/codes.js';
import { own, refuse } from '../access.js';
import { route, type Route, type ServerContext } from '../context.js';
import { flag, id, listOf, whole } from '../fields.js';
import { mustChat } from '../message-chat.js';
import { rowState } from '../message-rows.js';
import { seqsOf, setHasRead } from '../repo-messages.js';
import type { Row } from '../store/tables.js';
import { write, type Tell } from '../write.js';
import { conversationID } from './msg-pull.js';

const seqs = listOf(whole(1), 10_000);
/** Messages marked by one call; older ones count as read by `hasReadSeq`, but bear no mark. */
const MAX_MARKED = 5000;

const upTo = (from: number, to: number) =>
  Array.from({ length: Math.max(0, Math.min(MAX_MARKED, to - from + 1)) }, (_, i) => to - i);

/** Marks those of the peer's messages among the seqs; true when one was not marked before. */
function mark({ store }: ServerContext, userID: string, conversationID: string, list: readonly number[]): boolean {
  let marked = false;
  for (const seq of list) {
    const row = store.get('messages', [conversationID, seq]);
    if (!row || row.isRead || row.state !== rowState.there || row.recvID !== userID || row.sendID === userID) continue;
    store.put('messages', { ...row, isRead: 1 });
    marked = true;
  }
  return marked;
}

/** Marks messages and raises the mark of the conversation; the peer hears of it, if it is news. */
function read(
  context: ServerContext,
  tell: Tell,
  chat: Row<'conversations'>,
  list: readonly number[],
  hasReadSeq: number,
): void {
  const { ownerUserID: userID, conversationID, userID: peer } = chat;
  const before = seqsOf(context, userID, conversationID).hasReadSeq;
  const now = setHasRead(context, userID, conversationID, hasReadSeq);
  const tips = { markAsReadUserID: userID, conversationID, hasReadSeq: now };
  if (chat.conversationType !== sessionTypes.single) {
    if (now > before) tell('read', userID, userID, { ...tips, seqs: null });
    return;
  }
  const seqs = [...new Set(list)].sort((a, b) => a - b);
  const marked = mark(context, userID, conversationID, seqs);
  // OpenIM tells in any case, with seqs null when there are none, which official clients do not survive.
  if (seqs.length && (marked || now > before)) tell('read', userID, peer, { ...tips, seqs });
}

const markConversationAsRead = route(
  endpoints.markConversationAsRead,
  'user',
  { conversationID, userID: id, hasReadSeq: whole(1), seqs },
  (context, { conversationID, userID, hasReadSeq, seqs }, call) => {
    own(call, userID);
    write(context, call, tell => {
      const chat = mustChat(context, userID, conversationID);
      const { maxSeq, hasReadSeq: before } = seqsOf(context, userID, conversationID);
      const last = Math.min(hasReadSeq, maxSeq);
      const list = [...upTo(before + 1, last), ...seqs.filter(seq => seq <= maxSeq)];
      read(context, tell, chat, list, last);
    });
  },
);

const markMsgsAsRead = route(
  endpoints.markMsgsAsRead,
  'user',
  { conversationID, userID: id, seqs },
  (context, { conversationID, userID, seqs }, call) => {
    own(call, userID);
    const last = seqs.at(-1) ?? refuse(codes.ArgsError, 'seqs is empty');
    write(context, call, tell => {
      const chat = mustChat(context, userID, conversationID);
      const { maxSeq } = seqsOf(context, userID, conversationID);
      if (seqs.some(seq => seq > maxSeq)) refuse(codes.ArgsError, 'there is no message of this seq yet');
      read(context, tell, chat, seqs, last);
    });
  },
);

const setConversationHasReadSeq = route(
  endpoints.setConversationHasReadSeq,
  'user',
  { conversationID, userID: id, hasReadSeq: whole(1), noNotification: flag },
  (context, { conversationID, userID, hasReadSeq }, call) => {
    own(call, userID);
    write(context, call, tell => {
      mustChat(context, userID, conversationID);
      if (hasReadSeq > seqsOf(context, userID, conversationID).maxSeq)
        refuse(codes.ArgsError, 'hasReadSeq is beyond the newest message');
      const now = setHasRead(context, userID, conversationID, hasReadSeq);
      tell('read', userID, userID, { markAsReadUserID: userID, conversationID, seqs: null, hasReadSeq: now });
    });
  },
);

export const msgReadRoutes: Route[] = [markConversationAsRead, markMsgsAsRead, setConversationHasReadSeq];
