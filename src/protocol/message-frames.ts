/** The frames with which a chat asks (protocol §3.5). */
import { frame } from './frame.js';
import * as m from './messages.js';

export const getMaxSeq = frame(1001, m.GetMaxSeqReq, m.GetMaxSeqResp);
export const pullMessages = frame(1002, m.PullMessageBySeqsReq, m.PullMessageBySeqsResp);
export const sendMessage = frame(1003, m.MsgData, m.SendMsgResp);
export const sendSignal = frame(1004, m.Empty, m.Empty);
export const getMessagesBySeqs = frame(1005, m.GetSeqMessageReq, m.GetSeqMessageResp);
export const getReadSeqs = frame(1006, m.GetConversationsHasReadAndMaxSeqReq, m.GetConversationsHasReadAndMaxSeqResp);
export const getLastMessage = frame(1007, m.GetLastMessageReq, m.GetLastMessageResp);
