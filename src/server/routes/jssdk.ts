/** What a page needs to draw its list of conversations, in one answer (protocol §8.6): JSON, or protobuf (rest-body.ts). */
import * as chat from '../../protocol/chat-endpoints.js';
import { orNull } from '../access.js';
import { route, type Route, type ServerContext } from '../context.js';
import { listOf, text, whole } from '../fields.js';
import { messageJSON } from '../message-rows.js';
import { conversationInfo, conversationOf, conversationsOf, seqsOfConversation } from '../repo-conversations.js';
import { bareFriend } from '../repo-friends.js';
import { lastMessage, lastMessageTime } from '../repo-messages.js';
import { userInfo } from '../repo-users.js';
import type { Row } from '../store/tables.js';
import { conversationID } from './conversation-lists.js';

const DEFAULT_COUNT = 100;
const MAX_COUNT = 500;

/** Undefined for a conversation without a message. */
function told(context: ServerContext, row: Row<'conversations'>): chat.ActiveConversation | undefined {
  const { store } = context;
  const { ownerUserID, userID } = row;
  const { maxSeq, hasReadSeq } = seqsOfConversation(context, row);
  const last = maxSeq ? lastMessage(context, ownerUserID, row.conversationID) : undefined;
  if (!last) return undefined;
  const user = userID ? store.get('users', [userID]) : undefined;
  const friend = userID ? store.get('friends', [ownerUserID, userID]) : undefined;
  return {
    conversation: conversationInfo(row),
    lastMsg: messageJSON(last),
    user: user ? { ...userInfo(user) } : null,
    friend: friend ? { ...bareFriend(friend), friendUserID: friend.userID } : null,
    group: null,
    maxSeq,
    readSeq: hasReadSeq,
  };
}

const unreadOf = (context: ServerContext, rows: readonly Row<'conversations'>[]) =>
  rows.reduce((sum, row) => {
    const { maxSeq, hasReadSeq } = seqsOfConversation(context, row);
    return sum + Math.max(0, maxSeq - hasReadSeq);
  }, 0);

/** Always the caller's own, whatever ownerUserID says; `unreadCount` counts those cut off, too. */
const getActiveConversations = route(
  chat.getJssdkActiveConversations,
  'user',
  { ownerUserID: text(), count: whole(-1e9, 1e9) },
  (context, { count }, call) => {
    const rows = conversationsOf(context, call.userID);
    const times = new Map(rows.map(row => [row.conversationID, lastMessageTime(context, row.conversationID)]));
    const time = (row: Row<'conversations'>) => times.get(row.conversationID)!;
    const sorted = [...rows].sort((a, b) => b.isPinned - a.isPinned || time(b) - time(a));
    const most = count <= 0 || count > MAX_COUNT ? DEFAULT_COUNT : count;
    const conversations: chat.ActiveConversation[] = [];
    for (const row of sorted) {
      const one = told(context, row);
      if (one && conversations.push(one) === most) break;
    }
    return { unreadCount: unreadOf(context, rows), conversations: orNull(conversations) };
  },
);

const getConversations = route(
  chat.getJssdkConversations,
  'user',
  { ownerUserID: text(), conversationIDs: listOf(conversationID) },
  (context, { conversationIDs }, call) => {
    const rows = [...new Set(conversationIDs)].flatMap(one => conversationOf(context, call.userID, one) ?? []);
    return {
      unreadCount: unreadOf(context, rows),
      conversations: orNull(rows.flatMap(row => told(context, row) ?? [])),
    };
  },
);

export const jssdkRoutes: Route[] = [getActiveConversations, getConversations];
