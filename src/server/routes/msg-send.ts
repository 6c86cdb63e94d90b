/** Messages that administrators send in somebody's name (protocol §8.5). */
import * as endpoints from '../../protocol/chat-endpoints.js';
import { messageStatus, sessionTypes } from '../../protocol/chat-model.js';
import * as codes from '../../protocol/codes.js';
import { contentTypes } from '../../protocol/content.js';
import { ImError } from '../../protocol/errors.js';
import { randomID } from '../../protocol/ids.js';
import type { MsgData } from '../../protocol/messages.js';
import { orNull, refuse } from '../access.js';
import { route, type Call, type Route, type ServerContext } from '../context.js';
import { anything, flag, id, listOf, number, object, optional, text, whole, word, type Shape } from '../fields.js';
import { checkContent, onlineOnly } from '../message-check.js';
import { makeNotice } from '../message-notice.js';
import { systemMessage } from '../message-rows.js';
import { forReceiver, prepare, type Sent } from '../message-send.js';
import { mustUser } from '../repo-users.js';
import type { Store } from '../store/port.js';
import { write } from '../write.js';

const long = word(48 * 1024);
const url = word(2048);
const picture = object({ url });
/** What the content of each type must have; the rest is passed on as it is. */
const contents = new Map<number, Shape>([
  [contentTypes.text, { content: long }],
  [contentTypes.picture, { sourcePicture: picture, bigPicture: picture, snapshotPicture: picture }],
  [contentTypes.sound, { sourceUrl: url, duration: number }],
  [contentTypes.video, { videoUrl: url, snapshotUrl: url, duration: number }],
  [contentTypes.file, { sourceUrl: url, fileName: word(1024) }],
  [contentTypes.atText, { text: long }],
  [contentTypes.custom, { data: long }],
  [contentTypes.quote, { text: long, quoteMessage: object({}) }],
  [contentTypes.markdown, { content: long }],
  [contentTypes.systemNotice, { notificationName: text(), text: text(16_384) }],
]);

const pushInfo = object({
  title: text(1024),
  desc: text(1024),
  ex: text(1024),
  iOSPushSound: text(1024),
  iOSBadgeCount: flag,
  signalInfo: text(1024),
});
const messageShape = {
  sendID: id,
  groupID: text(64),
  senderNickname: text(256),
  senderFaceURL: text(2048),
  senderPlatformID: whole(0, 100),
  /** Passed on as it came, not only what its shape names. */
  content: anything,
  contentType: whole(0, 5000),
  sessionType: whole(0, 10),
  isOnlineOnly: flag,
  notOfflinePush: flag,
  sendTime: whole(),
  offlinePushInfo: optional(pushInfo),
  ex: text(8192),
};

interface Wanted {
  sendID: string;
  senderNickname: string;
  senderFaceURL: string;
  senderPlatformID: number;
  content: unknown;
  contentType: number;
  sessionType: number;
  isOnlineOnly: boolean;
  notOfflinePush: boolean;
  sendTime: number;
  offlinePushInfo: MsgData['offlinePushInfo'];
  ex: string;
}

/** The message, without its receiver. @throws ImError 1001, 1004, 1203 */
function compose({ store, runtime }: ServerContext, wanted: Wanted): MsgData {
  const { contentType, content, sendID } = wanted;
  const isNotice = contentType === contentTypes.systemNotice;
  const checks = contents.get(contentType) ?? refuse(codes.ArgsError, `contentType ${contentType} cannot be sent`);
  object(checks)(content, 'content');
  // A system notice always is in a chat of its own.
  const sessionType = isNotice ? sessionTypes.notification : wanted.sessionType;
  if (sessionType === sessionTypes.group) refuse(codes.NotInGroupYetError, 'this server has no groups');
  if (!isNotice && sessionType !== sessionTypes.single) refuse(codes.ArgsError, 'sessionType must be 1 (single chat)');
  const bytes = new TextEncoder().encode(JSON.stringify(isNotice ? { detail: JSON.stringify(content) } : content));
  checkContent(bytes);
  const sender = mustUser(store, sendID);
  const now = runtime.now();
  return systemMessage({
    sendID,
    senderPlatformID: wanted.senderPlatformID,
    senderNickname: wanted.senderNickname || sender.nickname,
    senderFaceURL: wanted.senderFaceURL || sender.faceURL,
    sessionType,
    contentType,
    content: bytes,
    sendTime: wanted.sendTime || now,
    createTime: now,
    status: messageStatus.sent,
    options: wanted.isOnlineOnly ? { ...onlineOnly } : wanted.notOfflinePush ? { offlinePush: false } : {},
    offlinePushInfo: wanted.offlinePushInfo,
    ex: wanted.ex,
  });
}

/** To one receiver; call it in a transaction, and queue what it gives. @throws ImError 1001, 1004 */
function prepareFor(context: ServerContext, call: Call, composed: MsgData, recvID: string) {
  const clientMsgID = randomID(bytes => context.runtime.random(bytes));
  const message = { ...composed, recvID, clientMsgID };
  if (composed.sessionType === sessionTypes.notification) mustUser(context.store, recvID);
  const ready = composed.sessionType === sessionTypes.notification ? message : forReceiver(context, message);
  return prepare(context, ready, call.operationID);
}

/** operationIDs of the calls that sent a message, the oldest forgotten first: for check_msg_is_send_success. */
const sentBy = new WeakMap<Store, Set<string>>();
const MAX_REMEMBERED = 10_000;
function remember(store: Store, { userID, operationID }: Call): void {
  const sent = sentBy.get(store) ?? new Set();
  sentBy.set(store, sent.add(`${userID} ${operationID}`));
  if (sent.size > MAX_REMEMBERED) sent.delete(sent.values().next().value!);
}

const sendMsg = route(endpoints.sendMsg, 'admin', { ...messageShape, recvID: id }, (context, request, call): Sent => {
  const composed = compose(context, request);
  const sent = write(context, call, (_, post) => {
    const { sent, outgoing } = prepareFor(context, call, composed, request.recvID);
    post(outgoing);
    return sent;
  });
  remember(context.store, call);
  return sent;
});

/** Receivers of one transaction. */
const STEP = 200;

const batchSendMsg = route(
  endpoints.batchSendMsg,
  'admin',
  { ...messageShape, recvIDs: listOf(id), isSendAll: flag },
  async (context, request, call) => {
    const composed = compose(context, request);
    const receivers = request.isSendAll
      ? context.store.range('users').map(({ userID }) => userID)
      : [...new Set(request.recvIDs)];
    if (!receivers.length) refuse(codes.ArgsError, 'recvIDs is empty');
    const results: (Sent & { recvID: string })[] = [];
    const failed: string[] = [];
    for (let i = 0; i < receivers.length; i += STEP) {
      write(context, call, (_, post) => {
        for (const recvID of receivers.slice(i, i + STEP)) {
          try {
            const { sent, outgoing } = prepareFor(context, call, composed, recvID);
            post(outgoing);
            results.push({ ...sent, recvID });
          } catch (error) {
            if (!(error instanceof ImError)) throw error;
            failed.push(recvID);
          }
        }
      });
      // Others have their turn between two transactions.
      await new Promise<void>(resolve => context.runtime.after(0, resolve));
    }
    return { results: orNull(results), failedUserIDs: orNull(failed) };
  },
);

const BUSINESS = 2001;
const sendBusinessNotification = route(
  endpoints.sendBusinessNotification,
  'admin',
  {
    key: word(),
    data: text(16_384),
    sendUserID: id,
    recvUserID: text(64),
    recvGroupID: text(64),
    sendMsg: flag,
    reliabilityLevel: whole(),
  },
  (context, { key, data, sendUserID: from, recvUserID: to, recvGroupID, sendMsg }, call) => {
    if (recvGroupID) refuse(codes.ArgsError, 'this server has no groups');
    if (!to) refuse(codes.ArgsError, 'recvUserID is empty');
    write(context, call, (_, post) => {
      mustUser(context.store, from);
      mustUser(context.store, to);
      const time = context.runtime.now();
      const notification = { name: BUSINESS, from, to, detail: { key, data }, operationID: call.operationID, time };
      makeNotice(context, notification, sendMsg).forEach(post);
    });
  },
);

const checkMsgIsSendSuccess = route(endpoints.checkMsgIsSendSuccess, 'user', {}, ({ store }, _, call) => ({
  status: sentBy.get(store)?.has(`${call.userID} ${call.operationID}`) ? messageStatus.sent : 0,
}));

const sendSimpleMsg = route<Record<string, never>, never, Record<string, never>>(
  { path: '/msg/send_simple_msg', service: 'im' },
  'user',
  {},
  () =>
    refuse(codes.ArgsError, 'there are no webhooks here whose key could be used; administrators call /msg/send_msg'),
);

export const msgSendRoutes: Route[] = [
  sendMsg,
  batchSendMsg,
  sendBusinessNotification,
  checkMsgIsSendSuccess,
  sendSimpleMsg,
];
