import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { attachments } from '../../../src/core/chat/attachments.js';
import { allCreators } from './creating.js';
import type { CacheKey } from '../../../src/core/api.js';
import { createDevice, until } from '../world.js';
import { createSender } from './sender.js';
import { chatting, idOf, pair } from './talk.js';

const text = (file: Blob) => file.text();

describe('attachments', () => {
  it('survive a reload until they are sent', async () => {
    const rows = new Map<string, readonly [CacheKey, unknown]>();
    const page = createSender(rows);
    const file = new File(['voice'], 'v.webm', { type: 'audio/webm' });
    const { clientMsgID } = await allCreators(page).createSoundMessageByFile({ file, duration: 1 });
    attachments(page).keep(clientMsgID);
    const next = createSender(rows);
    const after = attachments(next);
    const [kept] = await after.of(clientMsgID);
    assert.equal(kept?.kind, 'voice');
    assert.equal(kept?.file.type, 'audio/webm');
    assert.equal(await text(kept!.file), 'voice');
    assert.equal((await after.of(clientMsgID))[0]?.file, kept?.file);
    after.forget(clientMsgID);
    assert.deepEqual(await next.scope.range('file'), []);
    assert.equal(rows.size, 0);
    assert.deepEqual(await attachments(createSender(rows)).of(clientMsgID), []);
  });
  it('leave nothing on the device when the message of a last page turns out to be sent [O16]', async () => {
    const { world, anna, boris } = await pair();
    const device = createDevice();
    const page = await chatting(await world.again('Anna', device, { platformID: 2 }));
    const rows = [...device.caches.values()][0]!;
    const file = new File(['text'], 'a.txt');
    const message = await page.createFileMessageByFile({ file });
    const sent = page.sendMessage({ recvID: boris.getLoginUser(), message });
    // The page ends when the server has it: the row says "sending", with the file's address.
    const { serverMsgID: _, ...item } = await sent;
    const left: (readonly [CacheKey, unknown])[] = [
      [['file', message.clientMsgID], [{ kind: 'file', file: new Blob(['text']), name: 'a.txt' }]],
      [
        ['outbox', idOf(page, boris), message.clientMsgID],
        [idOf(page, boris), { ...item, serverMsgID: '', status: 1 }],
      ],
    ];
    await until(anna, ({ conversations }) => conversations.get(idOf(anna, boris))?.maxSeq === 1);
    page.dispose();
    await new Promise(resolve => setTimeout(resolve, 80));
    for (const row of left) rows.set(JSON.stringify(row[0]), row);
    const next = await chatting(world.open(device, { platformID: 2 }));
    const gone = () => ![...rows.values()].some(([key]) => key[0] === 'file');
    const end = Date.now() + 60_000;
    while (!gone() && Date.now() < end) await new Promise(resolve => setTimeout(resolve, 20));
    assert.ok(gone(), String([...rows.keys()].filter(key => /file/.test(key))));
    next.dispose();
    world.close();
  });
});
