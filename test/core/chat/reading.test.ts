import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDevice, next, until } from '../world.js';
import { chatting, pair, say, shows } from './talk.js';

describe('reading', () => {
  it('[N2, N10, O12] what was read counts no more, on no own device, and the sender sees it', async () => {
    const { world, anna, boris, id } = await pair();
    const other = world.open(createDevice(), { platformID: 1 });
    await other.login({ account: 'boris', password: 'secret-1' });
    await chatting(other);
    await anna.openConversation(id);
    await say(anna, boris, 'one', 'two');
    for (const client of [boris, other]) await until(client, ({ unread }) => unread === 2);
    const receipts: string[][] = [];
    anna.on('recvC2CReadReceipt', list => receipts.push(...list.map(item => item.msgIDList)));
    const totals: number[] = [];
    boris.on('totalUnreadMessageCountChanged', total => totals.push(total));
    await boris.markConversationMessageAsRead(id);
    await boris.markConversationMessageAsRead(id);
    for (const client of [boris, other]) await until(client, ({ unread }) => unread === 0);
    await until(anna, ({ messages }) => messages.get(id)!.items.every(item => item.isRead));
    assert.deepEqual(totals, [0]);
    if (!receipts.length) await next(anna, 'recvC2CReadReceipt');
    assert.equal(receipts.length, 1);
    assert.equal(receipts[0]!.length, 2);
    // Also of those that no window shows.
    (await anna.openConversation(id))();
    const { messageList } = await anna.getAdvancedHistoryMessageList({ conversationID: id, count: 10 });
    assert.ok(messageList.every(item => item.isRead));
    world.close();
  });

  it('[N10] read while the network is away is told later', async () => {
    const { world, anna, boris, id } = await pair();
    await anna.openConversation(id);
    await say(anna, boris, 'one');
    await shows(anna, id, ['one']);
    await until(boris, ({ unread }) => unread === 1);
    world.server.setOnline(false);
    await boris.markConversationMessageAsRead(id);
    assert.equal(boris.state.unread, 0);
    world.server.setOnline(true);
    await until(anna, ({ messages }) => messages.get(id)!.items[0]!.isRead, 10_000);
    assert.equal(boris.state.unread, 0);
    world.close();
  });

  it('[O27] private messages burn after reading, at both', async () => {
    const { world, anna, boris, id } = await pair();
    for (const client of [anna, boris]) await client.openConversation(id);
    const message = await anna.createTextMessage('burn');
    await anna.sendMessage({
      recvID: boris.getLoginUser(),
      message: { ...message, attachedInfoElem: { isPrivateChat: true, burnDuration: 1 } },
    });
    await shows(boris, id, ['burn']);
    await shows(anna, id, ['burn']);
    await boris.markConversationMessageAsRead(id);
    for (const client of [anna, boris]) await shows(client, id, []);
    world.close();
  });
});
