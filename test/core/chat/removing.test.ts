import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RevokedInfo } from '../../../src/protocol/chat-model.js';
import { createDevice, until } from '../world.js';
import { chatting, pair, say, shows, texts } from './talk.js';

describe('removing', () => {
  it('[O10] a revoked message says so at both, each told once; quotes lose it', async () => {
    const { world, anna, boris, id } = await pair();
    await anna.openConversation(id);
    await boris.openConversation(id);
    await say(anna, boris, 'secret');
    await shows(boris, id, ['secret']);
    const original = boris.state.messages.get(id)!.items[0]!;
    await boris.sendMessage({
      recvID: anna.getLoginUser(),
      message: await boris.createQuoteMessage({ text: 'really?', message: original }),
    });
    await shows(anna, id, ['secret', '(114)']);
    const told: RevokedInfo[] = [];
    const own: RevokedInfo[] = [];
    boris.on('newRecvMessageRevoked', info => told.push(info));
    anna.on('newRecvMessageRevoked', info => own.push(info));
    const { clientMsgID } = anna.state.messages.get(id)!.items[0]!;
    await anna.revokeMessage({ conversationID: id, clientMsgID });
    for (const client of [anna, boris])
      await until(client, ({ messages }) => {
        const [first, quote] = messages.get(id)!.items;
        return first!.contentType === 2101 && quote!.quoteElem!.quoteMessage.contentType === 2101;
      });
    assert.ok(!JSON.stringify(boris.state.messages.get(id)).includes('secret'));
    assert.equal(told.length, 1);
    assert.equal(told[0]!.seq, 1);
    assert.equal(own.length, 1);
    await assert.rejects(anna.revokeMessage({ conversationID: id, clientMsgID: 'none' }), { errCode: 1004 });
    world.close();
  });

  it('[O11] a message deleted for oneself goes on all own devices, not at the other', async () => {
    const { world, anna, boris, id } = await pair();
    await say(anna, boris, 'one', 'two');
    const other = world.open(createDevice(), { platformID: 1 });
    await other.login({ account: 'boris', password: 'secret-1' });
    await chatting(other);
    for (const client of [anna, boris, other]) await client.openConversation(id);
    for (const client of [anna, boris, other]) await shows(client, id, ['one', 'two']);
    const { clientMsgID } = boris.state.messages.get(id)!.items[1]!;
    await boris.deleteMessage({ conversationID: id, clientMsgID });
    await shows(boris, id, ['one']);
    await shows(other, id, ['one']);
    assert.deepEqual(texts(anna, id), ['one', 'two']);
    await until(other, ({ conversations }) => conversations.get(id)!.latestMsg.includes('"one"'));
    world.close();
  });

  it('[N9] a cleared conversation is empty on all own devices; a deleted one is back with the next message', async () => {
    const { world, anna, boris, id } = await pair();
    await say(anna, boris, 'one', 'two');
    const other = world.open(createDevice(), { platformID: 1 });
    await other.login({ account: 'boris', password: 'secret-1' });
    await chatting(other);
    for (const client of [boris, other]) await client.openConversation(id);
    for (const client of [boris, other]) await shows(client, id, ['one', 'two']);
    await boris.clearConversationAndDeleteAllMsg(id);
    for (const client of [boris, other]) await shows(client, id, []);
    for (const client of [boris, other])
      await until(client, ({ unread, conversations }) => unread === 0 && conversations.get(id)!.latestMsg === '');
    assert.equal((await boris.getAllConversationList()).length, 1);
    await boris.deleteConversationAndDeleteAllMsg(id);
    assert.equal((await boris.getAllConversationList()).length, 0);
    await say(anna, boris, 'three');
    for (const client of [boris, other]) await shows(client, id, ['three']);
    await until(boris, ({ unread }) => unread === 1);
    assert.equal((await boris.getAllConversationList()).length, 1);
    await boris.deleteAllMsgFromLocalAndSvr();
    for (const client of [boris, other]) await shows(client, id, []);
    world.close();
  });

  it('[O11] deleted from this device only, a message stays on the others', async () => {
    const { world, anna, boris, id } = await pair();
    await boris.openConversation(id);
    await say(anna, boris, 'one');
    await shows(boris, id, ['one']);
    const { clientMsgID } = boris.state.messages.get(id)!.items[0]!;
    await boris.deleteMessageFromLocalStorage({ conversationID: id, clientMsgID });
    await shows(boris, id, []);
    const history = await anna.getAdvancedHistoryMessageList({ conversationID: id, count: 10 });
    assert.equal(history.messageList.length, 1);
    world.close();
  });
});
