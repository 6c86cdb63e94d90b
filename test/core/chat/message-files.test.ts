import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { attachments, lacksFile } from '../../../src/core/chat/attachments.js';
import { allCreators } from './creating.js';
import { kindOf, objectName } from '../../../src/core/chat/message-files.js';
import { createSender } from './sender.js';

describe('files of messages', () => {
  it('are named as OpenIM names them, without what an address can not carry', () => {
    const name = (kind: 'picture' | 'file', name: string) =>
      objectName('anna', 'c1', { kind, name, file: new Blob([]) });
    assert.equal(name('picture', 'Holiday.JPG'), 'anna/msg_picture_c1.JPG');
    assert.equal(name('picture', 'none'), 'anna/msg_picture_c1');
    assert.equal(name('file', 'a/b\\c?d#e%f\u0000.txt'), 'anna/msg_file_c1/a_b_c_d_e_f_.txt');
    assert.equal(name('file', '..'), 'anna/msg_file_c1/file');
    assert.equal(name('file', `${'x'.repeat(300)}.txt`).length, 'anna/msg_file_c1/'.length + 120);
  });
  it('leave their address in the message', async () => {
    const parts = createSender();
    const file = new File(['x'], 'x.png');
    const item = await allCreators(parts).createImageMessageByFile({ file, width: 4, height: 3 });
    assert.ok(lacksFile(item));
    const [attachment] = await attachments(parts).of(item.clientMsgID);
    const sent = { ...item, ...kindOf(attachment!).put(item, 'https://x/p') };
    assert.ok(!lacksFile(sent));
    assert.deepEqual(sent.pictureElem, {
      sourcePicture: { type: '', size: 1, width: 4, height: 3, url: 'https://x/p' },
      bigPicture: { type: '', size: 1, width: 4, height: 3, url: 'https://x/p' },
      snapshotPicture: { size: 0, width: 640, height: 640, url: 'https://x/p?height=640&type=image&width=640' },
    });
  });
});
