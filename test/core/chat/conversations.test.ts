import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDevice, until } from '../world.js';
import { chatting, pair, say } from './talk.js';

describe('conversations', () => {
  it('[N6, N7, N10] settings reach the own other devices; muted ones do not count', async () => {
    const { world, anna, boris, id } = await pair();
    await say(anna, boris, 'one');
    const other = world.open(createDevice(), { platformID: 1 });
    await other.login({ account: 'boris', password: 'secret-1' });
    await chatting(other);
    await until(other, ({ unread }) => unread === 1);
    await boris.pinConversation({ conversationID: id, isPinned: true });
    await boris.setConversationRecvMessageOpt({ conversationID: id, opt: 2 });
    await boris.setConversationEx({ conversationID: id, ex: 'x' });
    await boris.setConversationBurnDuration({ conversationID: id, burnDuration: 30 });
    for (const client of [boris, other])
      await until(client, ({ conversations, unread }) => {
        const item = conversations.get(id)!;
        return item.isPinned && item.recvMsgOpt === 2 && item.ex === 'x' && item.burnDuration === 30 && unread === 0;
      });
    world.close();
  });

  it('[O27] a private chat is private for both', async () => {
    const { world, anna, boris, id } = await pair();
    await say(anna, boris, 'one');
    await boris.setConversationPrivateChat({ conversationID: id, isPrivate: true });
    for (const client of [anna, boris])
      await until(client, ({ conversations }) => conversations.get(id)?.isPrivateChat);
    world.close();
  });

  it('[N1, N8] lists pinned ones first, then by time; a draft counts; hidden ones are left out', async () => {
    const { world, anna, boris, id } = await pair();
    const chen = await chatting(await world.person('Chen'));
    const dora = await chatting(await world.person('Dora'));
    await say(anna, boris, 'one');
    await say(chen, boris, 'two');
    await say(dora, boris, 'three');
    const names = async () => {
      await until(boris, ({ conversations }) => [...conversations.values()].every(item => /[a-z]/.test(item.showName)));
      return (await boris.getAllConversationList()).map(item => item.showName);
    };
    await until(boris, ({ conversations }) => conversations.size === 3);
    assert.deepEqual(await names(), ['Dora', 'Chen', 'Anna']);
    await boris.setConversationDraft({ conversationID: id, draftText: 'half' });
    assert.deepEqual(await names(), ['Anna', 'Dora', 'Chen']);
    const { conversationID } = await boris.getOneConversation({ sourceID: chen.getLoginUser(), sessionType: 1 });
    await boris.pinConversation({ conversationID, isPinned: true });
    assert.deepEqual(await names(), ['Chen', 'Anna', 'Dora']);
    await boris.hideConversation(conversationID);
    await until(boris, ({ conversations }) => !conversations.get(conversationID)!.latestMsgSendTime);
    assert.deepEqual(await names(), ['Anna', 'Dora']);
    assert.equal(await boris.getTotalUnreadMsgCount(), 2);
    await say(chen, boris, 'back');
    await until(boris, ({ unread }) => unread === 4);
    assert.deepEqual(
      (await boris.getConversationListSplit({ offset: 0, count: 1 })).map(item => item.showName),
      ['Chen'],
    );
    await boris.hideAllConversations();
    await until(boris, ({ unread }) => !unread);
    assert.deepEqual(await names(), []);
    world.close();
  });
});
