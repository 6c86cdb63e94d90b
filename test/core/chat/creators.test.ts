import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { attachments } from '../../../src/core/chat/attachments.js';
import { allCreators } from './creating.js';
import { createSender, NOW } from './sender.js';

const parts = createSender();
const create = allCreators(parts);
const refused = (words: RegExp) => (error: { errCode: number; errMsg: string }) => {
  assert.equal(error.errCode, 10002);
  assert.match(error.errMsg, words);
  return true;
};

describe('creators', () => {
  it('make a message of the own sender that is not sent', async () => {
    const item = await create.createTextMessage('hi');
    assert.match(item.clientMsgID, /^[0-9a-f]{32}$/);
    const second = await create.createTextMessage('hi');
    assert.notEqual(item.clientMsgID, second.clientMsgID);
    assert.ok(second.createTime > item.createTime);
    const { clientMsgID: _, ...rest } = item;
    assert.deepEqual(rest, {
      serverMsgID: '',
      createTime: NOW,
      sendTime: NOW,
      sessionType: 0,
      sendID: 'anna',
      recvID: '',
      msgFrom: 100,
      contentType: 101,
      senderPlatformID: 5,
      senderNickname: 'Anna',
      senderFaceUrl: 'https://x/a.png',
      groupID: '',
      seq: 0,
      isRead: false,
      status: 1,
      attachedInfo: '',
      ex: '',
      localEx: '',
      textElem: { content: 'hi' },
    });
  });
  it('keep files aside until they are sent [O4, O6]', async () => {
    const file = new File(['abc'], 'a.png', { type: 'image/png' });
    const item = await create.createImageMessageByFile({ file, width: 4, height: 3 });
    assert.deepEqual(item.pictureElem?.sourcePicture, { type: 'image/png', size: 3, width: 4, height: 3 });
    const files = attachments(parts);
    assert.deepEqual(await files.of(item.clientMsgID), [{ kind: 'picture', file, name: 'a.png' }]);
    const sound = await create.createSoundMessageByFile({ file, duration: 2, waveform: [0, 0.123456, 1] });
    assert.deepEqual(JSON.parse(sound.ex), { waveform: [0, 0.12, 1] });
    const video = await create.createVideoMessageByFile({ file, duration: 2, snapshot: file, snapshotWidth: 1 });
    assert.deepEqual(
      (await files.of(video.clientMsgID)).map(({ kind }) => kind),
      ['videoSnapshot', 'video'],
    );
    const { fileElem } = await create.createFileMessageByFile({ file: new Blob(['x']), name: 'b.txt' });
    assert.deepEqual(fileElem, { fileName: 'b.txt', fileSize: 1, fileType: '' });
  });
  it('refuse files that are empty or above 20 MB', async () => {
    const file = { size: 20 * 1024 * 1024 + 1, type: '', name: 'big.iso' } as unknown as File;
    await assert.rejects(create.createFileMessageByFile({ file }), refused(/"big.iso" is too large: .* 20 MB/));
    await assert.rejects(create.createFileMessageByFile({ file: new File([], 'none') }), refused(/"none" is empty/));
  });
  it('refuse to quote what has no number, and to mention more than ten', async () => {
    const message = await create.createTextMessage('hi');
    await assert.rejects(create.createQuoteMessage({ text: 'x', message }), refused(/no number yet/));
    const atUserIDList = Array.from({ length: 11 }, (_, i) => `u${i}`);
    await assert.rejects(create.createTextAtMessage({ text: 'x', atUserIDList }), refused(/at most 10/));
  });
  it('quote a quote as its text [O8]', async () => {
    const first = { ...(await create.createTextMessage('one')), seq: 1 };
    const second = { ...(await create.createQuoteMessage({ text: 'two', message: first })), seq: 2 };
    const { quoteElem } = await create.createQuoteMessage({ text: 'three', message: second });
    assert.equal(quoteElem?.quoteMessage.contentType, 101);
    assert.deepEqual(quoteElem?.quoteMessage.textElem, { content: 'two' });
    assert.equal(quoteElem?.quoteMessage.quoteElem, undefined);
    assert.equal(quoteElem?.quoteMessage.seq, 2);
  });
  it('forward what was said, as new, and a quote without what it quoted [O8]', async () => {
    const first = { ...(await create.createTextMessage('one')), seq: 1, sendID: 'boris', status: 2 };
    const again = await create.createForwardMessage(first);
    assert.deepEqual([again.sendID, again.seq, again.status, again.textElem], ['anna', 0, 1, { content: 'one' }]);
    assert.notEqual(again.clientMsgID, first.clientMsgID);
    const quote = await create.createQuoteMessage({ text: 'two', message: first });
    assert.deepEqual((await create.createForwardMessage(quote)).textElem, { content: 'two' });
    const line = { ...first, contentType: 1201, notificationElem: { detail: '{}' } };
    await assert.rejects(create.createForwardMessage(line), refused(/cannot be forwarded/));
  });
});
