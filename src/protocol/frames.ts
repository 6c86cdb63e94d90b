/** Every frame of the gateway, once: number, what is asked, what is answered (protocol §3.5). Import as a namespace. */
import * as m from './messages.js';
import type { Infer, Schema } from './schema.js';

export interface Frame<Q extends Schema, R extends Schema> {
  readonly id: number;
  readonly request: Q;
  readonly response: R;
}
export type FrameReq<F> = F extends Frame<infer Q, Schema> ? Infer<Q> : never;
export type FrameResp<F> = F extends Frame<Schema, infer R> ? Infer<R> : never;

const frame = <Q extends Schema, R extends Schema>(id: number, request: Q, response: R): Frame<Q, R> => ({
  id,
  request,
  response,
});

export const getMaxSeq = frame(1001, m.GetMaxSeqReq, m.GetMaxSeqResp);
export const pullMessages = frame(1002, m.PullMessageBySeqsReq, m.PullMessageBySeqsResp);
export const sendMessage = frame(1003, m.MsgData, m.SendMsgResp);
export const sendSignal = frame(1004, m.Empty, m.Empty);
export const getMessagesBySeqs = frame(1005, m.GetSeqMessageReq, m.GetSeqMessageResp);
export const getReadSeqs = frame(1006, m.GetConversationsHasReadAndMaxSeqReq, m.GetConversationsHasReadAndMaxSeqResp);
export const getLastMessage = frame(1007, m.GetLastMessageReq, m.GetLastMessageResp);
/** Server → client: messages and notifications. */
export const pushMessages = frame(2001, m.Empty, m.PushMessages);
/** Server → client: this login was ended by another one or by an administrator. */
export const kicked = frame(2002, m.Empty, m.Empty);
export const logout = frame(2003, m.DelUserPushTokenReq, m.Empty);
export const setBackground = frame(2004, m.SetAppBackgroundStatusReq, m.Empty);
/** Both ways: subscribe, and later pushes of the whole current platform list. */
export const onlineStatus = frame(2005, m.SubUserOnlineStatus, m.SubUserOnlineStatusTips);
