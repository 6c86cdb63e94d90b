import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allCreators } from './creating.js';
import { contentOf, toMsgData } from '../../../src/core/chat/outgoing.js';
import type { MessageItem } from '../../../src/protocol/chat-model.js';
import { MAX_FRAME, packEnvelope, toBase64 } from '../../../src/protocol/envelope.js';
import { sendMessage } from '../../../src/protocol/message-frames.js';
import { encode } from '../../../src/protocol/wire.js';
import { createSender, NOW } from './sender.js';

const create = allCreators(createSender());
const addressed = (item: MessageItem): MessageItem => ({ ...item, recvID: 'boris', sessionType: 1 });
const quoted: MessageItem = {
  ...(await create.createTextMessage('before')),
  clientMsgID: 'c1',
  serverMsgID: 's1',
  recvID: 'boris',
  sessionType: 1,
  seq: 7,
  status: 2,
  localEx: 'mine',
  failure: { errCode: 1, errMsg: 'x' },
};
/** What §8.4 has of a message inside another one: no empty texts. */
const inside = {
  clientMsgID: 'c1',
  serverMsgID: 's1',
  createTime: NOW,
  sendTime: NOW,
  sessionType: 1,
  sendID: 'anna',
  recvID: 'boris',
  msgFrom: 100,
  contentType: 101,
  senderPlatformID: 5,
  senderNickname: 'Anna',
  senderFaceUrl: 'https://x/a.png',
  seq: 7,
  isRead: false,
  status: 2,
  textElem: { content: 'before' },
};
const picture = { type: 'image/png', size: 9, width: 3, height: 2, url: 'https://x/p.png' };

const golden: [string, Promise<MessageItem>, number, unknown][] = [
  ['text', create.createTextMessage('<b>hi</b>'), 101, { content: '<b>hi</b>' }],
  ['empty text', create.createTextMessage(''), 101, { content: '' }],
  [
    'picture by URL',
    create.createImageMessageByURL({ sourcePicture: picture, bigPicture: picture, snapshotPicture: picture }),
    102,
    { sourcePicture: picture, bigPicture: picture, snapshotPicture: picture },
  ],
  [
    'sound by URL',
    create.createSoundMessageByURL({ sourceUrl: 'https://x/s', dataSize: 5, duration: 2, soundType: '' }),
    103,
    { sourceUrl: 'https://x/s', dataSize: 5, duration: 2 },
  ],
  [
    'video by URL',
    create.createVideoMessageByURL({ videoUrl: 'https://x/v', videoSize: 5, duration: 2 }),
    104,
    { snapshotSize: 0, snapshotWidth: 0, snapshotHeight: 0, videoUrl: 'https://x/v', videoSize: 5, duration: 2 },
  ],
  [
    'file by URL',
    create.createFileMessageByURL({ fileName: 'a.txt', sourceUrl: 'https://x/f', fileSize: 5 }),
    105,
    { fileName: 'a.txt', sourceUrl: 'https://x/f', fileSize: 5 },
  ],
  [
    'at',
    create.createTextAtMessage({
      text: '@B hi',
      atUserIDList: ['boris'],
      atUsersInfo: [{ atUserID: 'boris', groupNickname: '' }],
    }),
    106,
    {
      text: '@B hi',
      atUserList: ['boris'],
      atUsersInfo: [{ atUserID: 'boris', groupNickname: '' }],
      isAtSelf: false,
    },
  ],
  [
    'at, with a quote',
    create.createTextAtMessage({ text: 'yes', atUserIDList: [], message: quoted }),
    106,
    { text: 'yes', quoteMessage: inside, isAtSelf: false },
  ],
  [
    'merged',
    create.createMergerMessage({ messageList: [quoted], title: 'Chat', summaryList: ['Anna: before'] }),
    107,
    { title: 'Chat', abstractList: ['Anna: before'], multiMessage: [inside] },
  ],
  [
    'card',
    create.createCardMessage({ userID: 'u', nickname: 'U', faceURL: '', ex: '' }),
    108,
    { userID: 'u', nickname: 'U', faceURL: '', ex: '' },
  ],
  [
    'location',
    create.createLocationMessage({ description: '', longitude: 0, latitude: -1.5 }),
    109,
    { longitude: 0, latitude: -1.5 },
  ],
  ['custom', create.createCustomMessage({ data: '{"a":1}', extension: '' }), 110, { data: '{"a":1}' }],
  ['quote', create.createQuoteMessage({ text: 'yes', message: quoted }), 114, { text: 'yes', quoteMessage: inside }],
  ['face', create.createFaceMessage({ index: 3, data: 'smile' }), 115, { index: 3, data: 'smile' }],
  [
    'advanced text',
    create.createAdvancedTextMessage({
      text: 'x',
      messageEntityList: [{ type: 'url', offset: 0, length: 1, url: 'u' }],
    }),
    117,
    { text: 'x', messageEntityList: [{ type: 'url', offset: 0, length: 1, url: 'u' }] },
  ],
  ['markdown', create.createMarkdownMessage('*x*'), 118, { content: '*x*' }],
];

describe('outgoing messages', () => {
  for (const [name, made, contentType, content] of golden)
    it(`have the wire form of a ${name} [O1, O7, O8]`, async () => {
      const item = addressed(await made);
      assert.equal(item.contentType, contentType);
      assert.deepEqual(JSON.parse(contentOf(item)), content);
      assert.equal(new TextDecoder().decode(toMsgData(item).content), contentOf(item));
    });
  it('carry what §8.1 asks for, and no time of their own', async () => {
    const item = addressed(await create.createTextMessage('hi'));
    const { content: _, ...data } = toMsgData(item);
    assert.deepEqual(data, {
      sendID: 'anna',
      recvID: 'boris',
      groupID: '',
      clientMsgID: item.clientMsgID,
      senderPlatformID: 5,
      senderNickname: 'Anna',
      senderFaceURL: 'https://x/a.png',
      sessionType: 1,
      msgFrom: 100,
      contentType: 101,
      createTime: item.createTime,
      status: 1,
      options: {},
      offlinePushInfo: {
        title: 'You have a new message.',
        desc: '',
        ex: '',
        signalInfo: '',
        iOSPushSound: '+1',
        iOSBadgeCount: true,
      },
      atUserIDList: [],
      attachedInfo: '',
      ex: '',
    });
  });
  it('say so when they are for whoever is online', async () => {
    const { options } = toMsgData(addressed(await create.createTextMessage('hi')), { isOnlineOnly: true });
    assert.deepEqual(options, {
      history: false,
      persistent: false,
      senderSync: false,
      conversationUpdate: false,
      senderConversationUpdate: false,
      unreadCount: false,
      offlinePush: false,
    });
  });
  it('of a private chat burn after reading [O27]', async () => {
    const item = addressed(await create.createTextMessage('hi'));
    item.attachedInfoElem = { isPrivateChat: true, burnDuration: 30, hasReadTime: 5 };
    const { options, attachedInfo } = toMsgData(item);
    assert.deepEqual(options, { notPrivate: false });
    assert.deepEqual(JSON.parse(attachedInfo!), { isPrivateChat: true, burnDuration: 30 });
  });
  it('name the people they mention beside the content', async () => {
    const item = await create.createTextAtMessage({ text: '@B', atUserIDList: ['boris'] });
    assert.deepEqual(toMsgData(addressed(item)).atUserIDList, ['boris']);
  });
  it('that would pass the limit of a frame are refused with it in words', async () => {
    const frame = (text: MessageItem) =>
      packEnvelope({
        reqIdentifier: 1003,
        msgIncr: '12345678',
        operationID: 'f'.repeat(32),
        sendID: 'anna',
        data: toBase64(encode(sendMessage.request, toMsgData(text))),
      }).length;
    let [fits, passes] = [1, MAX_FRAME];
    while (passes - fits > 1) {
      const middle = (fits + passes) >> 1;
      const item = addressed(await create.createTextMessage('é'.repeat(middle)));
      try {
        assert.ok(frame(item) <= MAX_FRAME);
        fits = middle;
      } catch (error) {
        assert.match(String(error), /too long: a message may have 51200 bytes/);
        passes = middle;
      }
    }
    // What is refused is not far from what the gateway would refuse.
    const largest = frame(addressed(await create.createTextMessage('é'.repeat(fits))));
    assert.ok(largest > MAX_FRAME - 200, String(largest));
  });
});
