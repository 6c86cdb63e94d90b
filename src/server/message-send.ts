/** Sending a message: checked, stored once however often it is sent, told to both (protocol §8.1). */
import { sessionTypes } from '../protocol/chat-model.js';
import * as codes from '../protocol/codes.js';
import { contentTypes } from '../protocol/content.js';
import { randomID, singleChatID, systemChatID } from '../protocol/ids.js';
import type { MsgData } from '../protocol/messages.js';
import { refuse } from './access.js';
import type { Call, ServerContext } from './context.js';
import { allow } from './message-allow.js';
import { checkClientMessage, checkReceiver, checkRelation, isKept } from './message-check.js';
import { storeMessage } from './message-store.js';
import type { Outgoing } from './push.js';
import { write } from './write.js';

/** What the sender learns. The seq comes with the push of the own message. */
export interface Sent {
  serverMsgID: string;
  clientMsgID: string;
  /** ms. */
  sendTime: number;
}

/** Messages of one sender in a minute: nobody types so fast; a flood would fill the disk and the receiver's screen. */
const MAX_MESSAGES = 1200;

const chatID = ({ sessionType, sendID, recvID }: MsgData) =>
  sessionType === sessionTypes.notification ? systemChatID(sendID, recvID) : singleChatID(sendID, recvID);

/** The result of the first try of a message that was stored before. @throws ImError 1003 when it went to somebody else. */
function earlier({ store }: ServerContext, conversationID: string, message: MsgData): Sent | undefined {
  const [row] = store.range('messages', {
    index: 'bySender',
    prefix: [message.sendID, message.clientMsgID],
    limit: 1,
  });
  if (!row) return undefined;
  if (row.conversationID !== conversationID)
    refuse(codes.DuplicateKeyError, 'this clientMsgID is that of a message in another conversation');
  return { serverMsgID: row.serverMsgID, clientMsgID: row.clientMsgID, sendTime: row.sendTime };
}

/**
 * Gives a checked message its serverMsgID and, unless its options say otherwise, its seq: call it in a transaction, and
 * queue what it gives.
 */
export function prepare(
  context: ServerContext,
  checked: MsgData,
  operationID: string,
): { sent: Sent; outgoing: Outgoing } {
  const { runtime } = context;
  const conversationID = chatID(checked);
  const message = { ...checked, serverMsgID: randomID(bytes => runtime.random(bytes)) };
  const { serverMsgID, clientMsgID, sendTime } = message;
  const kept = isKept(message) ? storeMessage(context, conversationID, message) : message;
  return {
    sent: { serverMsgID, clientMsgID, sendTime },
    outgoing: { conversationID, message: kept, operationID },
  };
}

/** `offlinePush` is off where the receiver doesn't want to be disturbed. */
export function forReceiver(context: ServerContext, message: MsgData): MsgData {
  const loud = checkReceiver(context, message.sendID, message.recvID);
  return loud ? message : { ...message, options: { ...message.options, offlinePush: false } };
}

/**
 * A message of a client. Sent again with the same clientMsgID it gets the answer of the first time, and nothing else
 * happens (OpenIM would store it again).
 * @returns a promise only when the operator's `checkMessage` is asked.
 * @throws ImError 429, those of message-check.ts and of message-allow.ts
 */
export function sendMessage(context: ServerContext, call: Call, message: MsgData): Sent | Promise<Sent> {
  if (!call.isAdmin) context.limits.take('messages', call.userID, MAX_MESSAGES, 60_000);
  const { checkMessage } = context.options;
  if (!checkMessage || message.contentType === contentTypes.typing) return deliver(context, call, message);
  const checked = checkClientMessage(context, call, message);
  // What is stored already was allowed.
  if (isKept(checked) && earlier(context, chatID(checked), checked)) return deliver(context, call, message);
  return allow(context.runtime, checkMessage, checked).then(() => deliver(context, call, message));
}

/** From here on nothing is awaited: what was looked at still holds when it is stored. */
function deliver(context: ServerContext, call: Call, message: MsgData): Sent {
  const checked = checkClientMessage(context, call, message);
  const before = isKept(checked) && earlier(context, chatID(checked), checked);
  if (before) return before;
  if (!call.isAdmin) checkRelation(context, checked.sendID, checked.recvID);
  const ready = forReceiver(context, checked);
  return write(context, call, (_, post) => {
    const { sent, outgoing } = prepare(context, ready, call.operationID);
    post(outgoing);
    return sent;
  });
}
