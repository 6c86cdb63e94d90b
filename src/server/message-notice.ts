/** A notification as the message every client gets, whether it is stored, and its copy in the chat (protocol §5.3–§5.5). */
import { sessionTypes } from '../protocol/chat-model.js';
import { chatNotifications, type ChatNotifications } from '../protocol/chat-notifications.js';
import { notificationID, randomID, singleChatID } from '../protocol/ids.js';
import type { MsgData } from '../protocol/messages.js';
import { notifications, packDetail, type Notice, type Notifications } from '../protocol/notifications.js';
import type { ServerContext } from './context.js';
import { systemMessage } from './message-rows.js';
import { storeMessage } from './message-store.js';
import type { Outgoing } from './push.js';
import type { Runtime } from './runtime.js';

type AllNotices = Notifications & ChatNotifications;
/** The name of any notification. */
export type Told = keyof AllNotices;
export type ToldDetail<K extends Told> = AllNotices[K] extends Notice<infer T> ? T : never;

const types: AllNotices = { ...notifications, ...chatNotifications };

export interface Notification {
  /** Its name, or the content type of one that has none. */
  name: Told | number;
  from: string;
  to: string;
  detail: unknown;
  operationID: string;
  /** When it was made, in ms. */
  time: number;
}

interface Rule {
  /** Of these types a phone that sleeps would be told, with this phrase. */
  phrase?: string;
  /** Kept in the pair's `n_` conversation; a read receipt to oneself is not. */
  stored?: 'always' | 'to others';
  /** Copied into the chat as an ordinary message, which counts as unread and can begin the chat. */
  copied?: true;
}
/** By content type; all others are for whoever is online. */
const rules = new Map<number, Rule>([
  [types.friendApplication, { phrase: 'Friend request' }],
  [types.friendApplicationApproved, { phrase: 'Friend request accepted', copied: true }],
  [types.friendApplicationRejected, { phrase: 'Friend request declined' }],
  [types.conversationPrivate, { copied: true }],
  [types.messageRevoked, { stored: 'always' }],
  [types.messagesDeleted, { stored: 'always' }],
  [types.read, { stored: 'to others' }],
]);
const typeOf = (name: Told | number): number => (typeof name === 'number' ? name : types[name]);
const isStored = ({ stored }: Rule, from: string, to: string) =>
  stored === 'always' || (stored === 'to others' && from !== to);

/** The notification's own message: all options are there, most of them false. */
export function noticeMessage({ name, from, to, detail, time }: Notification, runtime: Runtime): MsgData {
  const random = (bytes: Uint8Array) => runtime.random(bytes);
  const contentType = typeOf(name);
  const rule = rules.get(contentType) ?? {};
  const { phrase, copied = false } = rule;
  const stored = isStored(rule, from, to);
  return systemMessage({
    sendID: from,
    recvID: to,
    clientMsgID: randomID(random),
    serverMsgID: randomID(random),
    sessionType: sessionTypes.single,
    contentType,
    content: packDetail(detail),
    sendTime: runtime.now(),
    createTime: time,
    options: {
      isNotNotification: false,
      isSendMsg: copied,
      history: stored,
      persistent: stored,
      // These two go to the copy, where there is one.
      offlinePush: phrase !== undefined && !copied,
      unreadCount: false,
      conversationUpdate: false,
      senderSync: true,
      notPrivate: false,
      senderConversationUpdate: false,
      reactionFromCache: false,
    },
    ...(phrase !== undefined && {
      offlinePushInfo: { title: phrase, desc: phrase, ex: '', iOSPushSound: '', iOSBadgeCount: false, signalInfo: '' },
    }),
  });
}

/**
 * Makes a notification and stores what is to be stored of it: call it in the transaction of what it tells of.
 * @param copied - also as a message of the chat, whatever its type's rule.
 * @returns what goes out, in this order: the copy in the chat, if there is one, then the notification.
 */
export function makeNotice(
  parts: Pick<ServerContext, 'store' | 'runtime'>,
  notification: Notification,
  copied = rules.get(typeOf(notification.name))?.copied ?? false,
): Outgoing[] {
  const { from, to, operationID } = notification;
  const rule = rules.get(typeOf(notification.name)) ?? {};
  const message = noticeMessage(notification, parts.runtime);
  const outgoing: Outgoing[] = [];
  if (copied) {
    const conversationID = singleChatID(from, to);
    const options = { offlinePush: rule.phrase !== undefined, unreadCount: true };
    const copy = storeMessage(parts, conversationID, { ...message, options });
    outgoing.push({ conversationID, message: copy, operationID });
  }
  const conversationID = notificationID(from, to);
  const told = isStored(rule, from, to) ? storeMessage(parts, conversationID, message) : message;
  outgoing.push({ conversationID, message: told, operationID });
  return outgoing;
}
