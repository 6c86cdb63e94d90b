import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemoryStore } from '../../../src/server/store/memory.js';
import { createDevice, next } from '../world.js';
import { fill } from './filled.js';
import { chatting, pair } from './talk.js';

describe('messages', () => {
  it('[O14] asks for what is missing once, also for seqs that have no message', async () => {
    const store = new MemoryStore();
    const { world, anna, boris, id } = await pair({ store });
    fill(store, boris.getLoginUser(), anna.getLoginUser(), 150);
    store.delete('messages', [id, 40]);
    const device = createDevice();
    const other = world.open(device, { platformID: 1 });
    await other.login({ account: 'anna', password: 'secret-1' });
    await chatting(other);
    const { messageList, isEnd } = await other.getAdvancedHistoryMessageList({ conversationID: id, count: 500 });
    assert.deepEqual(
      messageList.map(item => item.seq),
      Array.from({ length: 150 }, (_, i) => i + 1).filter(seq => seq !== 40),
    );
    assert.equal(isEnd, true);
    // All of it is here now.
    world.server.setOnline(false);
    const again = await other.getAdvancedHistoryMessageList({ conversationID: id, count: 500 });
    assert.equal(again.messageList.length, 149);
    world.close();
  });

  it('[O12] reads only the messages that a receipt names, however far apart they are', async () => {
    const store = new MemoryStore();
    const { world, anna, boris, id } = await pair({ store });
    fill(store, anna.getLoginUser(), boris.getLoginUser(), 400);
    const device = createDevice();
    let read = 0;
    let counts = false;
    const other = world.open(
      {
        ...device,
        cache(server: string, userID: string) {
          const cache = device.cache(server, userID);
          return {
            ...cache,
            async range(...bounds: Parameters<typeof cache.range>) {
              const rows = await cache.range(...bounds);
              if (counts && bounds[0] === 'message') read += rows.length;
              return rows;
            },
          };
        },
      },
      { platformID: 1 },
    );
    await other.login({ account: 'anna', password: 'secret-1' });
    await chatting(other);
    await other.getAdvancedHistoryMessageList({ conversationID: id, count: 400 });
    counts = true;
    const told = next(other, 'recvC2CReadReceipt');
    const { token } = await world.server.core.context.tokens.issue(boris.getLoginUser(), 2);
    await world.server.core.rest({
      method: 'POST',
      path: '/msg/mark_msgs_as_read',
      headers: { operationid: 'x', token },
      ip: '',
      body: new TextEncoder().encode(
        JSON.stringify({ conversationID: id, seqs: [1, 2, 400], userID: boris.getLoginUser() }),
      ),
    });
    assert.equal((await told)[0]!.msgIDList.length, 3);
    assert.equal(read, 3);
    counts = false;
    const { messageList } = await other.getAdvancedHistoryMessageList({ conversationID: id, count: 400 });
    assert.deepEqual(
      messageList.filter(({ isRead }) => isRead).map(({ seq }) => seq),
      [1, 2, 400],
    );
    world.close();
  });
});
