/** A stored message as its readers get it: whole, deleted, revoked, or a placeholder (protocol §5.6, §8.3). */
import { messageStatus, msgFrom } from '../protocol/chat-model.js';
import type { MsgDataJSON } from '../protocol/chat-endpoints.js';
import { contentTypes } from '../protocol/content.js';
import { toBase64 } from '../protocol/envelope.js';
import type { MsgData } from '../protocol/messages.js';
import type { Store } from './store/port.js';
import type { Row } from './store/tables.js';

export type MessageRow = Row<'messages'>;
/** `state` of a row. `gone`: deleted for everybody, nothing of it is kept but its place and its time. */
export const rowState = { there: 0, revoked: 1, gone: 2 } as const;

const toUtf8 = (text: string) => new TextEncoder().encode(text);
const parse = <T>(json: string): T | undefined => (json ? (JSON.parse(json) as T) : undefined);

/** The row of a message. Its content must be UTF-8 (message-check.ts sees to it). */
export const rowOf = (conversationID: string, seq: number, message: MsgData): MessageRow => ({
  conversationID,
  seq,
  clientMsgID: message.clientMsgID,
  serverMsgID: message.serverMsgID,
  sendID: message.sendID,
  recvID: message.recvID,
  groupID: message.groupID,
  senderPlatformID: message.senderPlatformID,
  senderNickname: message.senderNickname,
  senderFaceURL: message.senderFaceURL,
  sessionType: message.sessionType,
  msgFrom: message.msgFrom,
  contentType: message.contentType,
  content: new TextDecoder('utf-8', { ignoreBOM: true }).decode(message.content),
  sendTime: message.sendTime,
  createTime: message.createTime,
  status: message.status,
  isRead: 0,
  options: JSON.stringify(message.options),
  offlinePush: message.offlinePushInfo ? JSON.stringify(message.offlinePushInfo) : '',
  atUserIDList: message.atUserIDList.length ? JSON.stringify(message.atUserIDList) : '',
  attachedInfo: message.attachedInfo,
  ex: message.ex,
  state: rowState.there,
  revoked: '',
});

const messageOf = (row: MessageRow): MsgData => ({
  sendID: row.sendID,
  recvID: row.recvID,
  groupID: row.groupID,
  clientMsgID: row.clientMsgID,
  serverMsgID: row.serverMsgID,
  senderPlatformID: row.senderPlatformID,
  senderNickname: row.senderNickname,
  senderFaceURL: row.senderFaceURL,
  sessionType: row.sessionType,
  msgFrom: row.msgFrom,
  contentType: row.contentType,
  content: toUtf8(row.content),
  seq: row.seq,
  sendTime: row.sendTime,
  createTime: row.createTime,
  status: row.status,
  isRead: row.isRead === 1,
  options: parse(row.options) ?? {},
  offlinePushInfo: parse(row.offlinePush),
  atUserIDList: parse(row.atUserIDList) ?? [],
  attachedInfo: row.attachedInfo,
  ex: row.ex,
});

/** What stands at a seq that has no message (any more). */
export const placeholder = (seq: number, sendTime: number): MsgData => ({
  ...messageOf({
    ...rowOf('', seq, emptyMessage),
    sendTime,
    status: messageStatus.deleted,
  }),
});
const emptyMessage: MsgData = {
  sendID: '',
  recvID: '',
  groupID: '',
  clientMsgID: '',
  serverMsgID: '',
  senderPlatformID: 0,
  senderNickname: '',
  senderFaceURL: '',
  sessionType: 0,
  msgFrom: 0,
  contentType: 0,
  content: new Uint8Array(),
  seq: 0,
  sendTime: 0,
  createTime: 0,
  status: 0,
  isRead: false,
  options: {},
  offlinePushInfo: undefined,
  atUserIDList: [],
  attachedInfo: '',
  ex: '',
};

/** A message of the server's own. */
export const systemMessage = (fields: Partial<MsgData>): MsgData => ({
  ...emptyMessage,
  msgFrom: msgFrom.system,
  ...fields,
});

/**
 * A quote whose original was revoked, is gone or can't be found by its seq tells so instead of repeating it (§8.3).
 * The stored message stays as it is.
 */
function quoteAsItIs(store: Store, row: MessageRow): string {
  let body: { quoteMessage?: Record<string, unknown> };
  try {
    body = JSON.parse(row.content) as typeof body;
  } catch {
    return row.content;
  }
  const quoted = body?.quoteMessage;
  if (!quoted || typeof quoted !== 'object') return row.content;
  const seq = Number(quoted['seq']);
  const original = seq > 0 && Number.isSafeInteger(seq) ? store.get('messages', [row.conversationID, seq]) : undefined;
  if (original?.state === rowState.there) return row.content;
  const kept = Object.entries(quoted).filter(([name]) => !name.endsWith('Elem'));
  const content = original?.state === rowState.revoked ? JSON.stringify({ detail: original.revoked }) : '{}';
  const quoteMessage = { ...Object.fromEntries(kept), contentType: contentTypes.revoked, content };
  return JSON.stringify({ ...body, quoteMessage });
}

/**
 * The message as one of its two people reads it back.
 * @param hidden - they deleted it for themselves.
 */
export function readRow(store: Store, row: MessageRow, userID: string, hidden: boolean): MsgData {
  // Two pairs can share a conversation ID ("a" with "b_c", "a_b" with "c"): nobody reads what is not theirs.
  if (row.state === rowState.gone || (row.sendID !== userID && row.recvID !== userID))
    return placeholder(row.seq, row.sendTime);
  const message = messageOf(row);
  if (hidden) return { ...message, content: new Uint8Array(), status: messageStatus.deleted };
  if (row.state === rowState.revoked) {
    const content = toUtf8(JSON.stringify({ detail: row.revoked }));
    return { ...message, contentType: contentTypes.revoked, content };
  }
  if (row.contentType === contentTypes.quote) message.content = toUtf8(quoteAsItIs(store, row));
  return message;
}

/** What is left of a message that is deleted for everybody: its place, and a time that keeps the order. */
export function emptied(store: Store, row: MessageRow): MessageRow {
  // The place before is a message or has such a time itself.
  const sendTime = store.get('messages', [row.conversationID, row.seq - 1])?.sendTime ?? 0;
  const { conversationID, seq, sendID, recvID, clientMsgID, serverMsgID } = row;
  const empty = rowOf(conversationID, seq, emptyMessage);
  return { ...empty, sendID, recvID, clientMsgID, serverMsgID, sendTime, state: rowState.gone };
}

/** As REST calls give it: content in base64, empty lists null. */
export const messageJSON = (message: MsgData): MsgDataJSON => ({
  ...message,
  content: toBase64(message.content),
  options: Object.keys(message.options).length ? message.options : null,
  offlinePushInfo: message.offlinePushInfo ?? null,
  atUserIDList: message.atUserIDList.length ? message.atUserIDList : null,
});
