/** Deleting messages, and clearing conversations (protocol §8.5). */
import * as endpoints from '../../protocol/chat-endpoints.js';
import * as codes from '../../protocol/codes.js';
import { own, refuse } from '../access.js';
import { route, type Call, type Route, type ServerContext } from '../context.js';
import { flag, id, listOf, object, optional, whole } from '../fields.js';
import { mustChat } from '../message-chat.js';
import { emptied, rowState } from '../message-rows.js';
import { changeConversation, conversationOf, conversationsOf } from '../repo-conversations.js';
import { seqsOf, setHasRead, setUserMinSeq } from '../repo-messages.js';
import type { Row } from '../store/tables.js';
import { write, type Tell } from '../write.js';
import { conversationID } from './msg-pull.js';

const deleteSyncOpt = optional(object({ IsSyncSelf: flag, IsSyncOther: flag }));
const MAX_SEQS = 1000;

/** Takes messages away for both. Only one's own: OpenIM lets anybody delete anything. @throws ImError 1002 */
function deleteForAll(
  { store }: ServerContext,
  call: Call,
  userID: string,
  conversationID: string,
  seqs: readonly number[],
): void {
  for (const seq of seqs) {
    const row = store.get('messages', [conversationID, seq]);
    if (!row || row.state === rowState.gone) continue;
    if (row.sendID !== userID && !call.isAdmin)
      refuse(codes.NoPermissionError, 'only the sender may delete a message for everybody');
    store.put('messages', emptied(store, row));
  }
}

const deleteMsgs = route(
  endpoints.deleteMsgs,
  'user',
  { conversationID, seqs: listOf(whole(1), MAX_SEQS), userID: id, deleteSyncOpt },
  (context, { conversationID, seqs, userID, deleteSyncOpt }, call) => {
    own(call, userID);
    if (!seqs.length) refuse(codes.ArgsError, 'seqs is empty');
    const { IsSyncSelf = false, IsSyncOther = false } = deleteSyncOpt ?? {};
    write(context, call, tell => {
      const chat = mustChat(context, userID, conversationID);
      const detail = { userID, conversationID, seqs };
      if (IsSyncOther) {
        deleteForAll(context, call, userID, conversationID, seqs);
        tell('messagesDeleted', userID, chat.userID, detail);
        return;
      }
      const { maxSeq } = seqsOf(context, userID, conversationID);
      for (const seq of seqs) if (seq <= maxSeq) context.store.put('hiddenMessages', { userID, conversationID, seq });
      if (IsSyncSelf) tell('messagesDeleted', userID, userID, detail);
    });
  },
);

/** Everything so far out of sight: for the owner, or with `forAll` for both. Messages and seqs stay. */
function clear(context: ServerContext, tell: Tell, chat: Row<'conversations'>, forAll: boolean): void {
  const { store } = context;
  const { ownerUserID: userID, conversationID, userID: peer } = chat;
  const { maxSeq } = seqsOf(context, userID, conversationID);
  const minSeq = maxSeq + 1;
  setHasRead(context, userID, conversationID, maxSeq);
  if (forAll) {
    const counter = store.get('seqs', [conversationID]);
    if (counter) store.put('seqs', { ...counter, minSeq });
    // In both documents, too, so that who is away learns it later; what nobody can read is unread to nobody.
    for (const owner of new Set([userID, peer]))
      if (changeConversation(context, owner, conversationID, { minSeq }))
        setHasRead(context, owner, conversationID, maxSeq);
    tell('conversationCleared', userID, peer, { userID, conversationIDs: [conversationID] });
    return;
  }
  setUserMinSeq(context, userID, conversationID, minSeq);
  changeConversation(context, userID, conversationID, { minSeq });
  tell('conversationChanged', userID, userID, { userID, conversationIDList: [conversationID] });
}

function clearAll(
  context: ServerContext,
  call: Call,
  userID: string,
  chats: readonly Row<'conversations'>[],
  { IsSyncSelf = false, IsSyncOther = false } = {},
): void {
  write(context, call, tell => {
    for (const chat of chats) clear(context, tell, chat, IsSyncOther);
    const conversationIDs = chats.map(({ conversationID }) => conversationID);
    if (IsSyncSelf && !IsSyncOther && chats.length)
      tell('conversationCleared', userID, userID, { userID, conversationIDs });
  });
}

const clearConversationMsg = route(
  endpoints.clearConversationMsg,
  'user',
  { conversationIDs: listOf(conversationID), userID: id, deleteSyncOpt },
  (context, { conversationIDs, userID, deleteSyncOpt }, call) => {
    own(call, userID);
    if (!conversationIDs.length) refuse(codes.ArgsError, 'conversationIDs is empty');
    const chats = [...new Set(conversationIDs)].flatMap(id => conversationOf(context, userID, id) ?? []);
    clearAll(context, call, userID, chats, deleteSyncOpt);
  },
);

const userClearAllMsg = route(
  endpoints.userClearAllMsg,
  'user',
  { userID: id, deleteSyncOpt },
  (context, { userID, deleteSyncOpt }, call) => {
    own(call, userID);
    clearAll(context, call, userID, conversationsOf(context, userID), deleteSyncOpt);
  },
);

export const msgDeleteRoutes: Route[] = [deleteMsgs, clearConversationMsg, userClearAllMsg];
