import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { attachments } from '../../../src/core/chat/attachments.js';
import { allCreators } from './creating.js';
import type { CacheKey } from '../../../src/core/api.js';
import { createSender } from './sender.js';

const text = (file: Blob) => file.text();

describe('attachments', () => {
  it('survive a reload until they are sent', async () => {
    const rows = new Map<string, readonly [CacheKey, unknown]>();
    const page = createSender(rows);
    const file = new File(['voice'], 'v.webm', { type: 'audio/webm' });
    const { clientMsgID } = await allCreators(page).createSoundMessageByFile({ file, duration: 1 });
    attachments(page).keep(clientMsgID);
    const after = attachments(createSender(rows));
    const [kept] = await after.of(clientMsgID);
    assert.equal(kept?.kind, 'voice');
    assert.equal(kept?.file.type, 'audio/webm');
    assert.equal(await text(kept!.file), 'voice');
    assert.equal((await after.of(clientMsgID))[0]?.file, kept?.file);
    after.forget(clientMsgID);
    assert.equal(rows.size, 0);
    assert.deepEqual(await attachments(createSender(rows)).of(clientMsgID), []);
  });
});
