/** A message's way to the connections of those it concerns (protocol §5.7). */
import { packEnvelope, toBase64 } from '../protocol/envelope.js';
import { pushMessages } from '../protocol/frames.js';
import { isNotificationID } from '../protocol/ids.js';
import type { MsgData } from '../protocol/messages.js';
import { encode } from '../protocol/wire.js';
import type { Hub } from './gateway-hub.js';

/** A message on its way out. `message.seq` is 0 when it is not stored. */
export interface Outgoing {
  readonly conversationID: string;
  readonly message: MsgData;
  /** Of the call that caused it. */
  readonly operationID: string;
}

/** Sends it to every connection of both, once each: to the sender's own only with `senderSync` (a missing option means true). */
export function push(hub: Hub, { conversationID, message, operationID }: Outgoing): void {
  const { sendID, recvID, options } = message;
  const own = sendID !== recvID && options['senderSync'] !== false ? hub.of(sendID) : [];
  const sessions = [...hub.of(recvID), ...own];
  if (!sessions.length) return;
  const list = { [conversationID]: { Msgs: [message], isEnd: false, endSeq: 0 } };
  const field = isNotificationID(conversationID) ? 'notificationMsgs' : 'msgs';
  const data = toBase64(encode(pushMessages.response, { [field]: list }));
  const frame = packEnvelope({
    reqIdentifier: pushMessages.id,
    msgIncr: '',
    operationID,
    errCode: 0,
    errMsg: '',
    data,
  });
  for (const session of sessions) session.send(frame);
}
