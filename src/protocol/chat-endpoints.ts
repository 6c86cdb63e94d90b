/** The REST calls of messages and conversations (protocol §8.5, §8.6). Apart, so that a page without chat does not load them. */
import type { Conversation, ConversationPatch } from './chat-model.js';
import type { Endpoint, Nothing, Paged, VersionReq } from './endpoints.js';
import type { Incremental, Pagination } from './model.js';

const im = <Q, R = Nothing>(path: string): Endpoint<Q, R> => ({ path, service: 'im' });

/** Default: for oneself, silently. `IsSyncSelf` tells one's own devices; `IsSyncOther` acts for everybody and wins. */
export interface DeleteSyncOpt {
  IsSyncSelf?: boolean;
  IsSyncOther?: boolean;
}
export interface ReadSeqs {
  maxSeq: number;
  hasReadSeq: number;
  /** ms of the last seq. */
  maxSeqTime: number;
}
/** A message as `/jssdk/*` and pulls give it in JSON: MsgData with `content` in base64. */
export interface MsgDataJSON {
  sendID: string;
  recvID: string;
  groupID: string;
  clientMsgID: string;
  serverMsgID: string;
  senderPlatformID: number;
  senderNickname: string;
  senderFaceURL: string;
  sessionType: number;
  msgFrom: number;
  contentType: number;
  content: string;
  seq: number;
  sendTime: number;
  createTime: number;
  status: number;
  isRead: boolean;
  options: Record<string, boolean> | null;
  offlinePushInfo: unknown;
  atUserIDList: string[] | null;
  attachedInfo: string;
  ex: string;
}
export interface PullMsgsJSON {
  Msgs: MsgDataJSON[] | null;
  isEnd: boolean;
  endSeq: number;
}

// ── Messages (§8.5) ──────────────────────────────────────────────────────────────────────────────
export const newestSeq = im<
  { userID: string },
  { maxSeqs: Record<string, number>; minSeqs: Record<string, number> | null }
>('/msg/newest_seq');
export const pullMsgBySeq = im<
  {
    userID: string;
    seqRanges: { conversationID: string; begin: number; end: number; num: number }[];
    order?: number;
  },
  { msgs: Record<string, PullMsgsJSON>; notificationMsgs: Record<string, PullMsgsJSON> }
>('/msg/pull_msg_by_seq');
export const getReadAndMaxSeqs = im<
  { userID: string; conversationIDs?: string[]; returnPinned?: boolean },
  { seqs: Record<string, ReadSeqs>; pinnedConversationIDs: string[] | null }
>('/msg/get_conversations_has_read_and_max_seq');
export const markConversationAsRead = im<{
  conversationID: string;
  userID: string;
  hasReadSeq: number;
  seqs?: number[] | null;
}>('/msg/mark_conversation_as_read');
export const markMsgsAsRead = im<{ conversationID: string; seqs: number[]; userID: string }>('/msg/mark_msgs_as_read');
export const setConversationHasReadSeq = im<{
  conversationID: string;
  userID: string;
  hasReadSeq: number;
  noNotification?: boolean;
}>('/msg/set_conversation_has_read_seq');
export const revokeMsg = im<{ conversationID: string; seq: number; userID: string }>('/msg/revoke_msg');
export const deleteMsgs = im<{
  conversationID: string;
  seqs: number[];
  userID: string;
  deleteSyncOpt?: DeleteSyncOpt;
}>('/msg/delete_msgs');
export const clearConversationMsg = im<{
  conversationIDs: string[];
  userID: string;
  deleteSyncOpt?: DeleteSyncOpt;
}>('/msg/clear_conversation_msg');
export const userClearAllMsg = im<{ userID: string; deleteSyncOpt?: DeleteSyncOpt }>('/msg/user_clear_all_msg');
export const getServerTime = im<Record<string, never>, { serverTime: number }>('/msg/get_server_time');
/** Only by an administrator here (OpenIM checks nothing). */
export const searchMsg = im<
  {
    sendID?: string;
    recvID?: string;
    contentType?: number;
    /** "YYYY-MM-DD", UTC; "" = any. */
    sendTime?: string;
    sessionType?: number;
    pagination: Pagination;
  },
  { chatLogs: { chatLog: Record<string, unknown>; isRevoked: boolean }[] | null; chatLogsNum: number }
>('/msg/search_msg');
export interface AdminMessage {
  sendID: string;
  recvID: string;
  groupID?: string;
  senderNickname?: string;
  senderFaceURL?: string;
  senderPlatformID?: number;
  content: Record<string, unknown>;
  contentType: number;
  sessionType: number;
  isOnlineOnly?: boolean;
  notOfflinePush?: boolean;
  sendTime?: number;
  offlinePushInfo?: unknown;
  ex?: string;
}
export interface AdminSent {
  serverMsgID: string;
  clientMsgID: string;
  sendTime: number;
}
export const sendMsg = im<AdminMessage, AdminSent>('/msg/send_msg');
export const batchSendMsg = im<
  Omit<AdminMessage, 'recvID'> & { recvIDs?: string[]; isSendAll?: boolean },
  { results: (AdminSent & { recvID: string })[] | null; failedUserIDs: string[] | null }
>('/msg/batch_send_msg');
export const sendBusinessNotification = im<{
  key: string;
  data: string;
  sendUserID: string;
  recvUserID?: string;
  recvGroupID?: string;
  sendMsg?: boolean;
  reliabilityLevel?: number;
}>('/msg/send_business_notification');
export const checkMsgIsSendSuccess = im<Record<string, never>, { status: number }>('/msg/check_msg_is_send_success');

// ── Conversations (§8.6) ─────────────────────────────────────────────────────────────────────────
export const getConversation = im<{ ownerUserID: string; conversationID: string }, { conversation: Conversation }>(
  '/conversation/get_conversation',
);
export const setConversations = im<{
  userIDs: string[];
  conversation: {
    conversationID: string;
    conversationType: number;
    userID?: string;
    groupID?: string;
  } & ConversationPatch;
}>('/conversation/set_conversations');
export const deleteConversations = im<{ ownerUserID: string; conversationIDs?: string[]; needDeleteTime?: number }>(
  '/conversation/delete_conversations',
);
export const updateConversationsByUser = im<{ userID: string; ex?: string | null }>(
  '/conversation/update_conversations_by_user',
);
/** With these names the last message's content is base64 in JSON; `friend.createTime` in ms. */
export interface ActiveConversation {
  conversation: Conversation;
  lastMsg: MsgDataJSON | null;
  user: Record<string, unknown> | null;
  friend: Record<string, unknown> | null;
  group: null;
  maxSeq: number;
  readSeq: number;
}
export interface ActiveConversations {
  unreadCount: number;
  conversations: ActiveConversation[] | null;
}
/** JSON or protobuf body; the reply's data is base64 of protobuf for a protobuf body (§8.6). */
export const getJssdkConversations = im<{ ownerUserID: string; conversationIDs: string[] }, ActiveConversations>(
  '/jssdk/get_conversations',
);
export const getJssdkActiveConversations = im<{ ownerUserID: string; count: number }, ActiveConversations>(
  '/jssdk/get_active_conversations',
);
export const getConversationChanges = im<VersionReq, Incremental<Conversation>>(
  '/conversation/get_incremental_conversations',
);
export const getConversationPage = im<Paged, { total: number; conversations: Conversation[] | null }>(
  '/conversation/get_owner_conversation',
);
export const getConversationsAll = im<{ ownerUserID: string }, { conversations: Conversation[] | null }>(
  '/conversation/get_all_conversations',
);
export const getConversationsSome = im<
  { ownerUserID: string; conversationIDs: string[] },
  { conversations: Conversation[] | null }
>('/conversation/get_conversations');
export const getConversationIDs = im<
  { idHash: number; userID: string },
  { version: number; versionID: string; equal: boolean; conversationIDs: string[] | null }
>('/conversation/get_full_conversation_ids');
export const getSortedConversations = im<
  { userID: string; conversationIDs?: string[]; pagination: Pagination },
  { conversationTotal: number; unreadTotal: number; conversationElems: Record<string, unknown>[] | null }
>('/conversation/get_sorted_conversation_list');
