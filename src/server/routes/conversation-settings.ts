/** What users set in their conversations, and taking conversations off the list (protocol §8.6). */
import * as chat from '../../protocol/chat-endpoints.js';
import { receiveOptions, sessionTypes } from '../../protocol/chat-model.js';
import * as codes from '../../protocol/codes.js';
import { singleChatID, systemChatID } from '../../protocol/ids.js';
import { own, refuse } from '../access.js';
import { route, type Route, type ServerContext } from '../context.js';
import { flag, id, idList, listOf, object, optional, text, whole } from '../fields.js';
import { checkReceiver } from '../message-check.js';
import {
  changeConversation,
  conversationOf,
  conversationsOf,
  deleteConversations as deleteDocuments,
  ensureConversation,
  type ConversationKey,
} from '../repo-conversations.js';
import { mustUser } from '../repo-users.js';
import { bump, changed } from '../versions.js';
import { write, type Tell } from '../write.js';
import { conversationID } from './conversation-lists.js';

const DAY = 86_400_000;
const MAX_INT32 = 0x7fff_ffff;
/** Of one user. More come only from people who write to them. */
const MAX_CONVERSATIONS = 10_000;
/** Each switch of the private chat is a message to the other side. */
const PRIVATE_SWITCHES = 60;

const settings = {
  recvMsgOpt: optional(whole(receiveOptions.receive, receiveOptions.mute)),
  isPinned: optional(flag),
  attachedInfo: optional(text(16_384)),
  ex: optional(text(16_384)),
  burnDuration: optional(whole(0, MAX_INT32)),
  groupAtType: optional(whole(0, 3)),
  msgDestructTime: optional(whole(0, MAX_INT32)),
  isMsgDestruct: optional(flag),
};
const conversation = object({
  conversationID,
  conversationType: whole(),
  userID: text(64),
  groupID: text(64),
  isPrivateChat: optional(flag),
  ...settings,
});

const idOf: Readonly<Record<number, (owner: string, peer: string) => string>> = {
  [sessionTypes.single]: singleChatID,
  [sessionTypes.notification]: systemChatID,
};

/** @throws ImError 1001 when type, peer and ID do not belong together: made-up IDs would fill lists. */
function checkKey(owner: string, { conversationID, conversationType, userID }: ConversationKey): void {
  if (conversationType === sessionTypes.group) refuse(codes.ArgsError, 'this server has no groups yet');
  const makeID = idOf[conversationType] ?? refuse(codes.ArgsError, 'conversationType must be 1 or 4');
  if (!userID) refuse(codes.ArgsError, 'userID is empty');
  const expected = makeID(owner, userID);
  if (conversationID !== expected)
    refuse(codes.ArgsError, `conversationID must be ${expected}, made of owner and userID`);
}

/** Makes the document where it is missing. @throws ImError 1004 for a peer that does not exist, 1001 when there are too many. */
function make(context: ServerContext, owner: string, key: ConversationKey, change: object): boolean {
  const { store } = context;
  if (conversationOf(context, owner, key.conversationID)) return false;
  mustUser(store, owner);
  mustUser(store, key.userID);
  if (store.count('conversations', { prefix: [owner] }) >= MAX_CONVERSATIONS)
    refuse(codes.ArgsError, `a user can have ${MAX_CONVERSATIONS} conversations at most`);
  return ensureConversation(context, owner, key, change);
}

/** Sets it on both sides; each version grows even when nothing differs, and the peer is told in the chat itself. */
function setPrivate(context: ServerContext, tell: Tell, owner: string, key: ConversationKey, isPrivate: boolean): void {
  const { store, options } = context;
  const peer = key.userID;
  if (key.conversationType !== sessionTypes.single) refuse(codes.ArgsError, 'isPrivateChat is for chats with a person');
  // It writes a message into the peer's chat: who may not send one may not do this.
  if (store.get('blacks', [peer, owner])) refuse(codes.BlockedByPeer, 'this user has blocked you');
  if (options.friendVerify && peer !== owner && !store.get('friends', [peer, owner]))
    refuse(codes.NotPeersFriend, 'this user has not you as a friend');
  checkReceiver(context, owner, peer);
  const change = { isPrivateChat: isPrivate };
  for (const [one, other] of peer === owner ? [[owner, peer]] : [[owner, peer] as const, [peer, owner] as const]) {
    const side = { ...key, userID: other! };
    if (!make(context, one!, side, change) && !changeConversation(context, one!, key.conversationID, change))
      bump(context, 'conversations', one!, [key.conversationID], changed.updated);
  }
  tell('conversationPrivate', owner, peer, {
    recvID: peer,
    sendID: owner,
    isPrivate,
    conversationID: key.conversationID,
  });
}

/** minSeq and maxSeq are no settings: only the server moves them. */
const setConversations = route(
  chat.setConversations,
  'user',
  { userIDs: idList(), conversation },
  (context, { userIDs, conversation }, call) => {
    for (const userID of userIDs) own(call, userID);
    const { conversationID, conversationType, userID, groupID, isPrivateChat, ...change } = conversation;
    const key: ConversationKey = { conversationID, conversationType, userID, groupID };
    if (conversationType === sessionTypes.group && !groupID) refuse(codes.ArgsError, 'groupID is empty');
    for (const owner of userIDs) checkKey(owner, key);
    if (isPrivateChat !== undefined && !call.isAdmin)
      context.limits.take('private', call.userID, PRIVATE_SWITCHES, 60_000);
    write(context, call, tell => {
      const given = Object.values(change).some(value => value !== undefined);
      for (const owner of userIDs) {
        if (isPrivateChat !== undefined) setPrivate(context, tell, owner, key, isPrivateChat);
        if (!given) continue;
        if (make(context, owner, key, change) || changeConversation(context, owner, conversationID, change))
          tell('conversationChanged', owner, owner, { userID: owner, conversationIDList: [conversationID] });
      }
    });
  },
);

/** By name, or all whose last message is older than so many days; a conversation without messages counts as old. */
const deleteConversations = route(
  chat.deleteConversations,
  'user',
  { ownerUserID: id, conversationIDs: listOf(conversationID), needDeleteTime: whole(0, 36_500) },
  (context, { ownerUserID, conversationIDs, needDeleteTime }, call) => {
    own(call, ownerUserID);
    if (conversationIDs.length > 0 === needDeleteTime > 0)
      refuse(codes.ArgsError, 'give either conversationIDs or needDeleteTime');
    const { store, runtime } = context;
    const before = runtime.now() - needDeleteTime * DAY;
    const ids = needDeleteTime
      ? conversationsOf(context, ownerUserID)
          .map(row => row.conversationID)
          .filter(one => (store.get('seqs', [one])?.maxSeqTime ?? 0) < before)
      : conversationIDs;
    store.transaction(() => deleteDocuments(context, ownerUserID, ids));
  },
);

/** `ex` in the conversations that others have with the user. */
const updateConversationsByUser = route(
  chat.updateConversationsByUser,
  'user',
  { userID: id, ex: optional(text(4096)) },
  (context, { userID, ex }, call) => {
    own(call, userID);
    if (ex === undefined) return;
    context.limits.take('conversationsByUser', userID, 20, 60_000);
    context.store.transaction(() => {
      for (const row of context.store.range('conversations', { index: 'byPeer', prefix: [userID] }))
        if (row.ownerUserID !== userID) changeConversation(context, row.ownerUserID, row.conversationID, { ex });
    });
  },
);

export const conversationSettingRoutes: Route[] = [setConversations, deleteConversations, updateConversationsByUser];
