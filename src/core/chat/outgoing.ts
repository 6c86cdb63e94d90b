/** A message as it goes out in frame 1003 (protocol §8.1, §8.3), and the limit of its size (§3.3). */
import type { MessageItem } from '../../protocol/chat-model.js';
import { ClientArgsError } from '../../protocol/codes.js';
import { contentTypes, elemOf } from '../../protocol/content.js';
import { MAX_FRAME } from '../../protocol/envelope.js';
import { ImError } from '../../protocol/errors.js';
import { sendMessage } from '../../protocol/message-frames.js';
import type { MsgData } from '../../protocol/messages.js';
import { encode } from '../../protocol/wire.js';
import type { SendParams } from './api.js';

/** Envelope and operation ID around the base64, generously; the sender's ID comes on top. */
const AROUND = 200;

/** §5.3: neither stored nor counted nor shown in lists. */
export const onlineOnly: Readonly<Record<string, boolean>> = Object.fromEntries(
  'history persistent senderSync conversationUpdate senderConversationUpdate unreadCount offlinePush'
    .split(' ')
    .map(name => [name, false]),
);
const silent = { conversationUpdate: false, senderConversationUpdate: false };

/** What SDKs tell sleeping phones; a browser can't translate it for them. */
const PUSH = { title: 'You have a new message.', iOSPushSound: '+1', iOSBadgeCount: true };

/** Empty texts and lists are left out where §8.3 says so: not a text's `content`, and nothing of a card. */
export const contentOf = (item: MessageItem): string =>
  JSON.stringify(item[elemOf(item.contentType)] ?? {}, function (this: object, key, value: unknown) {
    const empty = value === '' || value == null || (Array.isArray(value) && !value.length);
    return empty && key !== 'content' && key !== 'groupNickname' && !('faceURL' in this) ? undefined : value;
  });

/** @param push - for a phone that sleeps; default: OpenIM's words. */
export function toMsgData(
  item: MessageItem,
  { offlinePushInfo: push, isOnlineOnly }: Pick<SendParams, 'offlinePushInfo' | 'isOnlineOnly'> = {},
): Partial<MsgData> {
  const { contentType, attachedInfoElem: attached } = item;
  const data = {
    sendID: item.sendID,
    recvID: item.recvID,
    groupID: item.groupID,
    clientMsgID: item.clientMsgID,
    senderPlatformID: item.senderPlatformID,
    senderNickname: item.senderNickname,
    senderFaceURL: item.senderFaceUrl,
    sessionType: item.sessionType,
    msgFrom: item.msgFrom,
    contentType,
    content: new TextEncoder().encode(contentOf(item)),
    createTime: item.createTime,
    status: 1,
    options: isOnlineOnly
      ? onlineOnly
      : {
          ...(contentType === contentTypes.customSilent && silent),
          ...(attached?.isPrivateChat && { notPrivate: false }),
        },
    offlinePushInfo: { desc: '', ex: '', signalInfo: '', ...PUSH, ...push },
    atUserIDList: item.atTextElem?.atUserList ?? [],
    attachedInfo: attached?.isPrivateChat
      ? JSON.stringify({ isPrivateChat: true, burnDuration: attached.burnDuration })
      : '',
    ex: item.ex,
  };
  const bytes = Math.ceil(encode(sendMessage.request, data).length / 3) * 4 + AROUND + item.sendID.length;
  if (bytes > MAX_FRAME)
    throw new ImError(
      ClientArgsError,
      `too long: a message may have ${MAX_FRAME} bytes as it is sent, this one has ${bytes}`,
    );
  return data;
}
