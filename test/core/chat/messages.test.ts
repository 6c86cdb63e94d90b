import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemoryStore } from '../../../src/server/store/memory.js';
import { createDevice } from '../world.js';
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
});
