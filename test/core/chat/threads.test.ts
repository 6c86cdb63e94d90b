import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../world.js';
import { pair, say } from './talk.js';

describe('threads', () => {
  it('[N1] names follow the friends: remark, else nickname', async () => {
    const { world, anna, boris, id } = await pair();
    await say(anna, boris, 'one');
    await until(boris, ({ conversations }) => conversations.get(id)?.showName === 'Anna');
    await boris.addFriend({ toUserID: anna.getLoginUser() });
    await until(anna, ({ requests }) => requests.size);
    await anna.acceptFriendApplication({ toUserID: boris.getLoginUser() });
    await until(boris, ({ friends }) => friends.size);
    await boris.setFriendRemark({ toUserID: anna.getLoginUser(), remark: 'Annie' });
    await until(boris, ({ conversations }) => conversations.get(id)!.showName === 'Annie');
    // Accepting is a message of the chat.
    assert.match(boris.state.conversations.get(id)!.latestMsg, /"contentType":1201/);
    await until(boris, ({ unread }) => unread === 2);
    world.close();
  });

  it('one event for a batch, none when nothing changed [C4, N3, N4]', async () => {
    const { world, anna, boris, id } = await pair();
    const told: string[] = [];
    boris.on('newConversation', items => told.push(`new ${items.length}`));
    boris.on('conversationChanged', items => told.push(`changed ${items.length}`));
    boris.on('totalUnreadMessageCountChanged', count => told.push(`total ${count}`));
    await say(anna, boris, 'one');
    await until(boris, ({ conversations }) => conversations.get(id)?.showName === 'Anna');
    assert.deepEqual(told, ['new 1', 'total 1', 'changed 1']);
    await boris.setConversationDraft({ conversationID: id, draftText: '' });
    assert.equal(told.length, 3);
    world.close();
  });
});
