/** The protobuf messages of the gateway, field number beside the name (protocol §4.1, §4.2). */
import { MsgData, PushMessages } from './push-messages.js';
import { bool, int, list, map, msg, str } from './schema.js';

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

export * from './push-messages.js';
export * from './session-messages.js';
