/** The protobuf messages of the gateway, field number beside the name (protocol §4.1, §4.2). */
import { bool, bytes, int, list, map, msg, str, type Infer } from './schema.js';

export const OfflinePushInfo = {
  title: str(1),
  desc: str(2),
  ex: str(3),
  iOSPushSound: str(4),
  iOSBadgeCount: bool(5),
  signalInfo: str(6),
};

export const MsgData = {
  sendID: str(1),
  recvID: str(2),
  groupID: str(3),
  clientMsgID: str(4),
  serverMsgID: str(5),
  senderPlatformID: int(6),
  senderNickname: str(7),
  senderFaceURL: str(8),
  sessionType: int(9),
  msgFrom: int(10),
  contentType: int(11),
  content: bytes(12),
  seq: int(14),
  sendTime: int(15),
  createTime: int(16),
  status: int(17),
  isRead: bool(18),
  options: map(bool(19)),
  offlinePushInfo: msg(20, OfflinePushInfo),
  atUserIDList: list(str(21)),
  attachedInfo: str(22),
  ex: str(23),
};
export type MsgData = Infer<typeof MsgData>;

export const PullMsgs = { Msgs: list(msg(1, MsgData)), isEnd: bool(2), endSeq: int(3) };
export const PushMessages = { msgs: map(msg(1, PullMsgs)), notificationMsgs: map(msg(2, PullMsgs)) };
export type PushMessages = Infer<typeof PushMessages>;

export const GetMaxSeqReq = { userID: str(1) };
export const GetMaxSeqResp = { maxSeqs: map(int(1)), minSeqs: map(int(2)) };
export const SeqRange = { conversationID: str(1), begin: int(2), end: int(3), num: int(4) };
export const PullMessageBySeqsReq = { userID: str(1), seqRanges: list(msg(2, SeqRange)), order: int(3) };
/** @alias */
export const PullMessageBySeqsResp = PushMessages;
export const ConversationSeqs = { conversationID: str(2), seqs: list(int(3)) };
export const GetSeqMessageReq = { userID: str(1), conversations: list(msg(2, ConversationSeqs)), order: int(3) };
/** @alias */
export const GetSeqMessageResp = PushMessages;
export const GetConversationsHasReadAndMaxSeqReq = {
  userID: str(1),
  conversationIDs: list(str(2)),
  returnPinned: bool(3),
};
export const Seqs = { maxSeq: int(1), hasReadSeq: int(2), maxSeqTime: int(3) };
export const GetConversationsHasReadAndMaxSeqResp = { seqs: map(msg(1, Seqs)), pinnedConversationIDs: list(str(2)) };
export const GetLastMessageReq = { userID: str(1), conversationIDs: list(str(2)) };
export const GetLastMessageResp = { msgs: map(msg(1, MsgData)) };
export const SendMsgResp = { serverMsgID: str(1), clientMsgID: str(2), sendTime: int(3), modify: msg(4, MsgData) };

export * from './session-messages.js';
