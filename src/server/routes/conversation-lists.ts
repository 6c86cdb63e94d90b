/** A user's conversations, read in all the ways clients ask for them (protocol §5.9, §8.6). */
import * as chat from '../../protocol/chat-endpoints.js';
import type { Conversation } from '../../protocol/chat-model.js';
import * as codes from '../../protocol/codes.js';
import * as endpoints from '../../protocol/endpoints.js';
import type { Incremental } from '../../protocol/model.js';
import { orNull, own, pageOf, refuse } from '../access.js';
import { route, type Route } from '../context.js';
import { id, listOf, number, pagination, text, whole, word, type Check } from '../fields.js';
import { conversationInfo, conversationOf, conversationsOf } from '../repo-conversations.js';
import { fullIDs, incremental } from '../versions.js';

/** `si_`, two user IDs of up to 64 characters and what joins them. */
export const conversationID = word(140);
const MUTED = 2;

/** A list that must be there, unlike most: null is refused. */
const conversationIDs: Check<string[]> = (value, name) =>
  value === undefined || value === null
    ? refuse(codes.ArgsError, `${name} is empty`)
    : [...new Set(listOf(conversationID)(value, name))];

const getIncremental = route(
  chat.getConversationChanges,
  'user',
  { userID: id, versionID: text(64), version: whole() },
  (context, { userID, versionID, version }, call) => {
    own(call, userID);
    const changes = incremental(context, 'conversations', userID, versionID, version);
    const infos = (ids: string[]) =>
      orNull(ids.flatMap(one => conversationOf(context, userID, one) ?? []).map(conversationInfo));
    const answer: Incremental<Conversation> = {
      version: changes.version,
      versionID: changes.versionID,
      full: changes.full,
      delete: orNull(changes.deleted),
      insert: infos(changes.inserted),
      update: infos(changes.updated),
    };
    return answer;
  },
);

const getFullIDs = route(
  chat.getConversationIDs,
  'user',
  { idHash: number, userID: id },
  (context, { idHash, userID }, call) => {
    own(call, userID);
    const ids = conversationsOf(context, userID).map(row => row.conversationID);
    const { userIDs, ...answer } = fullIDs(context, 'conversations', userID, ids, idHash);
    return { ...answer, conversationIDs: userIDs };
  },
);

const getPage = route(
  chat.getConversationPage,
  'user',
  { userID: id, pagination },
  (context, { userID, pagination }, call) => {
    own(call, userID);
    const rows = conversationsOf(context, userID, pageOf(pagination));
    return {
      total: context.store.count('conversations', { prefix: [userID] }),
      conversations: orNull(rows.map(conversationInfo)),
    };
  },
);

const getAll = route(chat.getConversationsAll, 'user', { ownerUserID: id }, (context, { ownerUserID }, call) => {
  own(call, ownerUserID);
  return { conversations: orNull(conversationsOf(context, ownerUserID).map(conversationInfo)) };
});

const getOne = route(
  chat.getConversation,
  'user',
  { ownerUserID: id, conversationID },
  (context, { ownerUserID, conversationID }, call) => {
    own(call, ownerUserID);
    const row = conversationOf(context, ownerUserID, conversationID);
    return {
      conversation: conversationInfo(row ?? refuse(codes.RecordNotFoundError, 'there is no such conversation')),
    };
  },
);

/** In the order of creation; unknown ones are left out. */
const getSome = route(
  chat.getConversationsSome,
  'user',
  { ownerUserID: id, conversationIDs },
  (context, { ownerUserID, conversationIDs }, call) => {
    own(call, ownerUserID);
    const rows = conversationIDs.flatMap(one => conversationOf(context, ownerUserID, one) ?? []);
    rows.sort((a, b) => a.seq - b.seq);
    return { conversations: orNull(rows.map(conversationInfo)) };
  },
);

const getNotNotifyIDs = route(
  endpoints.getNotNotifyConversationIDs,
  'user',
  { userID: id },
  (context, { userID }, call) => {
    own(call, userID);
    const rows = conversationsOf(context, userID).filter(row => row.recvMsgOpt === MUTED);
    return { conversationIDs: orNull(rows.map(row => row.conversationID)) };
  },
);

const getPinnedIDs = route(endpoints.getPinnedConversationIDs, 'user', { userID: id }, (context, { userID }, call) => {
  own(call, userID);
  const rows = conversationsOf(context, userID).filter(row => row.isPinned);
  return { conversationIDs: orNull(rows.map(row => row.conversationID)) };
});

export const conversationListRoutes: Route[] = [
  getIncremental,
  getFullIDs,
  getPage,
  getAll,
  getOne,
  getSome,
  getNotNotifyIDs,
  getPinnedIDs,
];
