import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../world.js';
import { pair, say, shows } from './talk.js';

describe('chat', () => {
  it('shows a text at the other, who is told once [C3, O1, N1, N2, N3, N4]', async () => {
    const { world, anna, boris, id } = await pair();
    const told: string[] = [];
    boris.on('recvNewMessages', items => told.push(...items.map(item => item.textElem!.content)));
    anna.on('recvNewMessages', items => told.push(...items.map(item => `own ${item.textElem!.content}`)));
    const close = await boris.openConversation(id);
    await anna.openConversation(id);
    await say(anna, boris, 'one', 'two');
    await shows(boris, id, ['one', 'two']);
    await shows(anna, id, ['one', 'two']);
    assert.deepEqual(told, ['one', 'two']);
    const conversation = boris.state.conversations.get(id)!;
    await until(boris, ({ conversations }) => conversations.get(id)!.showName === 'Anna');
    assert.equal(conversation.unreadCount, 2);
    assert.equal(boris.state.unread, 2);
    assert.equal((JSON.parse(conversation.latestMsg) as { textElem: { content: string } }).textElem.content, 'two');
    assert.equal(anna.state.conversations.get(id)!.unreadCount, 0);
    close();
    await until(boris, ({ messages }) => !messages.has(id));
    world.close();
  });
});
