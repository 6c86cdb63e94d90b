/** A user's documents of their conversations, as stored and as told (protocol §8.6). */
import type { Conversation, ConversationPatch } from '../protocol/chat-model.js';
import type { ServerContext } from './context.js';
import { seqsOf, type SeqsOf } from './repo-messages.js';
import type { Store } from './store/port.js';
import type { Row } from './store/tables.js';
import { bump, changed, forgetVersions } from './versions.js';

type Parts = Pick<ServerContext, 'store' | 'runtime'>;

/** Go's zero time in ms: the timer never cleared it. */
export const NEVER_CLEARED = -62_135_596_800_000;

/** What a conversation is about: its ID, `sessionTypes`, and the other side. */
export interface ConversationKey {
  conversationID: string;
  conversationType: number;
  /** The peer; "" in a group. */
  userID: string;
  groupID?: string;
}

/** What the server writes of a conversation: what its owner can set, and what the server alone does. */
export type ConversationChange = ConversationPatch &
  Partial<Pick<Conversation, 'minSeq' | 'maxSeq' | 'latestMsgDestructTime'>>;

export const conversationOf = (
  { store }: Pick<Parts, 'store'>,
  ownerUserID: string,
  conversationID: string,
): Row<'conversations'> | undefined => store.get('conversations', [ownerUserID, conversationID]);

/** All of an owner's, in the order in which they were made. */
export const conversationsOf = (
  { store }: Pick<Parts, 'store'>,
  ownerUserID: string,
  page?: { offset: number; limit: number },
): Row<'conversations'>[] => store.range('conversations', { index: 'byOrder', prefix: [ownerUserID], ...page });

/** Where the owner stands; a bound of the conversation itself (they left it) holds instead of its newest seq. */
export function seqsOfConversation({ store }: Pick<Parts, 'store'>, row: Row<'conversations'>): SeqsOf {
  const seqs = seqsOf({ store }, row.ownerUserID, row.conversationID);
  return { ...seqs, maxSeq: row.maxSeq || seqs.maxSeq };
}

/** As the wire has it: the same names, flags as booleans, without the server's own order. */
export function conversationInfo({ seq: _, ...row }: Row<'conversations'>): Conversation {
  return {
    ...row,
    isPinned: row.isPinned === 1,
    isPrivateChat: row.isPrivateChat === 1,
    isMsgDestruct: row.isMsgDestruct === 1,
  };
}

/** The fields of a change that are given and differ, as columns. */
function differing(row: Row<'conversations'>, change: ConversationChange): Partial<Row<'conversations'>> | undefined {
  const columns: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined || value === null) continue;
    const column = typeof value === 'boolean' ? Number(value) : value;
    if (row[name as keyof typeof row] !== column) columns[name] = column;
  }
  return Object.keys(columns).length ? columns : undefined;
}

/**
 * Makes the owner's document of a conversation, unless there is one.
 * @param change - settings it starts with, instead of the defaults.
 * @returns true when it was made; the owner's version has grown then.
 */
export function ensureConversation(
  parts: Parts,
  ownerUserID: string,
  { conversationID, conversationType, userID, groupID = '' }: ConversationKey,
  change: ConversationChange = {},
): boolean {
  const { store } = parts;
  return store.transaction(() => {
    if (conversationOf(parts, ownerUserID, conversationID)) return false;
    const [last] = store.range('conversations', { index: 'byOrder', prefix: [ownerUserID], reverse: true, limit: 1 });
    const row: Row<'conversations'> = {
      ownerUserID,
      conversationID,
      recvMsgOpt: 0,
      conversationType,
      userID,
      groupID,
      isPinned: 0,
      attachedInfo: '',
      isPrivateChat: 0,
      groupAtType: 0,
      ex: '',
      burnDuration: 0,
      minSeq: 0,
      maxSeq: 0,
      msgDestructTime: 0,
      latestMsgDestructTime: NEVER_CLEARED,
      isMsgDestruct: 0,
      seq: (last?.seq ?? 0) + 1,
    };
    store.put('conversations', { ...row, ...differing(row, change) });
    bump(parts, 'conversations', ownerUserID, [conversationID], changed.inserted);
    return true;
  });
}

/**
 * Writes what differs in the owner's document; nothing when there is none.
 * @returns true when something was written; the owner's version has grown then.
 */
export function changeConversation(
  parts: Parts,
  ownerUserID: string,
  conversationID: string,
  change: ConversationChange,
): boolean {
  return parts.store.transaction(() => {
    const row = conversationOf(parts, ownerUserID, conversationID);
    const columns = row && differing(row, change);
    if (!columns) return false;
    parts.store.put('conversations', { ...row, ...columns });
    bump(parts, 'conversations', ownerUserID, [conversationID], changed.updated);
    return true;
  });
}

/** Removes documents of the owner; messages and seqs stay. One write, whatever their number. */
export function deleteConversations(parts: Parts, ownerUserID: string, conversationIDs: readonly string[]): void {
  parts.store.transaction(() => {
    const gone = conversationIDs.filter(id => parts.store.delete('conversations', [ownerUserID, id]));
    if (gone.length) bump(parts, 'conversations', ownerUserID, gone, changed.deleted);
  });
}

/** Forgets all of a user's documents and their history: the user is gone. Those that others have with the user stay. */
export function forgetConversations(parts: Parts, userID: string): void {
  const { store } = parts;
  store.transaction(() => {
    for (const { conversationID } of conversationsOf(parts, userID))
      store.delete('conversations', [userID, conversationID]);
    forgetVersions(parts, 'conversations', userID);
  });
}

/** For the export of an account. */
export const exportConversations = (store: Store, userID: string): Conversation[] =>
  conversationsOf({ store }, userID).map(conversationInfo);
