import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDevice, next, until } from '../world.js';
import { chatting, pair, say } from './talk.js';

describe('arrivals', () => {
  it('[O16] own messages are news on the own other devices only', async () => {
    const { world, anna, boris, id } = await pair();
    const other = world.open(createDevice(), { platformID: 1 });
    await other.login({ account: 'anna', password: 'secret-1' });
    await chatting(other);
    const told: string[] = [];
    for (const [name, client] of Object.entries({ anna, other, boris }))
      client.on('recvNewMessages', items => told.push(...items.map(() => name)));
    await say(anna, boris, 'one');
    for (const client of [anna, other, boris])
      await until(client, ({ conversations }) => conversations.get(id)?.latestMsg.includes('"seq":1'));
    assert.deepEqual(told.sort(), ['boris', 'other']);
    assert.equal(other.state.unread, 0);
    world.close();
  });

  it('[O16] what is for those online is told, and kept nowhere', async () => {
    const { world, anna, boris, id } = await pair();
    const told = next(boris, 'recvOnlineOnlyMessages');
    await anna.sendMessage({
      recvID: boris.getLoginUser(),
      message: await anna.createTextMessage('psst'),
      isOnlineOnly: true,
    });
    assert.equal((await told)[0]!.textElem!.content, 'psst');
    assert.equal(boris.state.conversations.has(id), false);
    world.close();
  });
});
