/** One notification as the message every client gets (protocol §5.3, §5.5, §5.7), and its way to the connections. */
import { packEnvelope, toBase64 } from '../protocol/envelope.js';
import { pushMessages } from '../protocol/frames.js';
import { notificationID, randomID } from '../protocol/ids.js';
import type { MsgData } from '../protocol/messages.js';
import { chatNotifications } from '../protocol/chat-notifications.js';
import { notifications, packDetail } from '../protocol/notifications.js';
import { encode } from '../protocol/wire.js';
import type { ServerNoticeName } from './context.js';
import type { Hub } from './gateway-hub.js';
import type { Runtime } from './runtime.js';

export interface Notification {
  name: ServerNoticeName;
  from: string;
  to: string;
  detail: unknown;
  operationID: string;
  /** When it was made, in ms. */
  time: number;
}

/** The types of which a phone that sleeps would be told, with the phrase it would show. */
const phrases: Partial<Record<ServerNoticeName, string>> = {
  friendApplication: 'Friend request',
  friendApplicationApproved: 'Friend request accepted',
  friendApplicationRejected: 'Friend request declined',
};

/** Not stored, no seq, for all connections of both. No chat copy until there are messages. */
const options = {
  isNotNotification: false,
  isSendMsg: false,
  history: false,
  persistent: false,
  offlinePush: false,
  unreadCount: false,
  conversationUpdate: false,
  senderSync: true,
  notPrivate: false,
  senderConversationUpdate: false,
  reactionFromCache: false,
};
const contentTypes: Readonly<Record<ServerNoticeName, number>> = { ...notifications, ...chatNotifications };
const SINGLE = 1;
const SYSTEM = 200;

export function noticeMessage({ name, from, to, detail, time }: Notification, runtime: Runtime): Partial<MsgData> {
  const random = (bytes: Uint8Array) => runtime.random(bytes);
  const phrase = phrases[name];
  return {
    sendID: from,
    recvID: to,
    clientMsgID: randomID(random),
    serverMsgID: randomID(random),
    sessionType: SINGLE,
    msgFrom: SYSTEM,
    contentType: contentTypes[name],
    content: packDetail(detail),
    sendTime: runtime.now(),
    createTime: time,
    options: { ...options, offlinePush: phrase !== undefined },
    ...(phrase && {
      offlinePushInfo: { title: phrase, desc: phrase, ex: '', iOSPushSound: '', iOSBadgeCount: false, signalInfo: '' },
    }),
  };
}

/** Sends it to every connection of both, once each. */
export function push(hub: Hub, runtime: Runtime, notification: Notification): void {
  const { from, to, operationID } = notification;
  const sessions = [...hub.of(to), ...(from === to ? [] : hub.of(from))];
  if (!sessions.length) return;
  const message = noticeMessage(notification, runtime) as MsgData;
  const list = { [notificationID(from, to)]: { Msgs: [message], isEnd: false, endSeq: 0 } };
  const data = toBase64(encode(pushMessages.response, { notificationMsgs: list }));
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
