/** What a client may send: the fields of a message, their limits, and who may write to whom (protocol §8.1). */
import { messageStatus, msgFrom, receiveOptions, sessionTypes } from '../protocol/chat-model.js';
import * as codes from '../protocol/codes.js';
import { contentTypes, isNotice, isTooDeep } from '../protocol/content.js';
import { singleChatID } from '../protocol/ids.js';
import type { MsgData } from '../protocol/messages.js';
import { refuse } from './access.js';
import type { Call, ServerContext } from './context.js';
import { conversationOf } from './repo-conversations.js';
import { lists } from './repo-friends.js';
import { mustUser } from './repo-users.js';

/** Bytes of a message's content: no more fits into a client's frame of 51,200 bytes. */
export const MAX_CONTENT = 48 * 1024;
/** UTF-16 units of the text fields. */
const MAX_TEXT = { senderNickname: 256, senderFaceURL: 2048, attachedInfo: 16_384, ex: 8192 } as const;
const MAX_PUSH_TEXT = 1024;
const MAX_AT = 100;
const MAX_ID = 64;
/** Made by clients from hashes and random numbers. */
const CLIENT_MSG_ID = /^[\x21-\x7e]{1,64}$/;
/** The options a message can have; others are left out. */
const OPTIONS = [
  'history',
  'persistent',
  'offlinePush',
  'unreadCount',
  'conversationUpdate',
  'senderConversationUpdate',
  'senderSync',
  'notPrivate',
  'reactionFromCache',
] as const;
/** Of what is for whoever is online now: not stored, no seq. */
export const onlineOnly: Readonly<Record<string, boolean>> = {
  history: false,
  persistent: false,
  offlinePush: false,
  unreadCount: false,
  conversationUpdate: false,
  senderConversationUpdate: false,
  senderSync: false,
};
/** Never stored, whatever their options say. */
const FLEETING: readonly number[] = [contentTypes.typing, contentTypes.customOnline];
/** Old ways to revoke and to notify: what they would do to the receiver is the server's to do. */
const REFUSED: readonly number[] = [111, 200, 201, 202, 203];

const bad = (words: string): never => refuse(codes.ArgsError, words);

/** @throws ImError 1001 for content that is empty, too long, nested too deep for its readers, or no text that can be stored as it is. */
export function checkContent(content: Uint8Array): void {
  if (!content.length) bad('content is empty');
  if (content.length > MAX_CONTENT) bad(`content must not be longer than ${MAX_CONTENT} bytes`);
  if (content.includes(0)) bad('content must not hold NUL bytes');
  let text = '';
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    bad('content must be UTF-8');
  }
  if (isTooDeep(text)) bad('content is nested too deep');
}

function checkLengths(message: MsgData): void {
  for (const [name, max] of Object.entries(MAX_TEXT))
    if (message[name as keyof typeof MAX_TEXT].length > max) bad(`${name} must not be longer than ${max} characters`);
  // Clients read it as they read the content.
  if (isTooDeep(message.attachedInfo)) bad('attachedInfo is nested too deep');
  for (const value of Object.values(message.offlinePushInfo ?? {}))
    if (typeof value === 'string' && value.length > MAX_PUSH_TEXT)
      bad(`offlinePushInfo: no text may be longer than ${MAX_PUSH_TEXT} characters`);
  if (message.atUserIDList.length > MAX_AT || message.atUserIDList.some(id => id.length > MAX_ID))
    bad(`atUserIDList must not hold more than ${MAX_AT} user IDs`);
}

/** True when the message gets a seq and is kept. */
export const isKept = ({ options }: MsgData): boolean => options['history'] !== false;

/**
 * The message of a client as the server takes it: in its own name, sent now, as a person's.
 *
 * Stricter than OpenIM: name and picture are the sender's own, the time is the server's, and only the server notifies.
 * @throws ImError 1001, 1002, 1203
 */
export function checkClientMessage({ store, runtime }: ServerContext, call: Call, message: MsgData): MsgData {
  const { sendID, sessionType, contentType } = message;
  if (!sendID) bad('sendID is empty');
  if (sendID !== call.userID) refuse(codes.NoPermissionError, 'messages are sent in your own name');
  checkContent(message.content);
  if (sessionType === sessionTypes.group) refuse(codes.NotInGroupYetError, 'you are not in this group');
  if (sessionType !== sessionTypes.single) bad('sessionType must be 1 (single chat)');
  if (isNotice(contentType) || message.options['isNotNotification'] === false)
    refuse(codes.NoPermissionError, 'notifications are sent by the server');
  if (contentType < 1 || contentType > 1e6 || REFUSED.includes(contentType))
    bad(`contentType ${contentType} cannot be sent`);
  if (!CLIENT_MSG_ID.test(message.clientMsgID)) bad('clientMsgID must be 1 to 64 visible ASCII characters');
  checkLengths(message);
  const { nickname = '', faceURL = '' } = store.get('users', [sendID]) ?? {};
  const given = FLEETING.includes(contentType) ? { ...message.options, ...onlineOnly } : message.options;
  const options = OPTIONS.flatMap(name => (Object.hasOwn(given, name) ? [[name, given[name]!] as const] : []));
  const now = runtime.now();
  const { createTime } = message;
  return {
    ...message,
    groupID: '',
    serverMsgID: '',
    senderPlatformID: call.platformID,
    senderNickname: nickname,
    senderFaceURL: faceURL,
    msgFrom: msgFrom.user,
    seq: 0,
    sendTime: now,
    createTime: createTime > 0 && Number.isSafeInteger(createTime) ? createTime : now,
    status: messageStatus.sent,
    isRead: false,
    options: Object.fromEntries(options),
  };
}

/** Blacklist and friendship, for people's messages. @throws ImError 1004, 1302, 1303 */
export function checkRelation({ store, options }: ServerContext, sendID: string, recvID: string): void {
  if (mustUser(store, sendID).appMangerLevel >= 2 || sendID === recvID) return;
  if (store.get('blacks', [recvID, sendID])) refuse(codes.BlockedByPeer, 'this user has blocked you');
  if (options.friendVerify && store.get('users', [recvID]) && !lists(store, recvID, sendID))
    refuse(codes.NotPeersFriend, "you are not on this user's friend list");
}

/**
 * Does the receiver take it? Their general setting first, then that of the conversation (§7).
 * @returns false when it comes without a notification.
 * @throws ImError 1001, 1004
 */
export function checkReceiver(context: ServerContext, sendID: string, recvID: string): boolean {
  if (!recvID) bad('recvID is empty');
  const { globalRecvMsgOpt } = mustUser(context.store, recvID);
  const chat = conversationOf(context, recvID, singleChatID(sendID, recvID));
  const option = globalRecvMsgOpt || (chat?.recvMsgOpt ?? receiveOptions.receive);
  if (option === receiveOptions.refuse) bad('message is not sent: the receiver does not take messages');
  return option !== receiveOptions.mute;
}
