import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemoryStore } from '../../../src/server/store/memory.js';
import { createDevice, until } from '../world.js';
import { fill } from './filled.js';
import { chatting, pair, say, shows, texts } from './talk.js';

const run = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => `m${from + i}`);

/** Anna, whose chat with Boris has a past that her new device has not seen. */
async function past(count: number) {
  const store = new MemoryStore();
  const { world, anna, boris, id } = await pair({ store });
  fill(store, boris.getLoginUser(), anna.getLoginUser(), count);
  const device = createDevice();
  const other = world.open(device, { platformID: 1 });
  await other.login({ account: 'anna', password: 'secret-1' });
  await chatting(other);
  return { world, id, other, boris, device };
}

describe('windows', () => {
  it('[O14] shows the newest 50, older ones page by page, 400 at most, and newer ones again', async () => {
    const { world, id, other, boris } = await past(600);
    const close = await other.openConversation(id);
    await shows(other, id, run(551, 600));
    const shown = () => other.state.messages.get(id)!;
    assert.deepEqual([shown().older, shown().newer, shown().unreadFrom], [true, false, 0]);
    for (let from = 501; from >= 201; from -= 50) {
      await other.loadOlderMessages(id);
      await shows(other, id, run(from, 600));
    }
    await other.loadOlderMessages(id);
    await shows(other, id, run(151, 550));
    assert.equal(shown().newer, true);
    // A new one does not show here, but counts.
    await say(boris, other, 'new');
    await until(other, ({ conversations }) => conversations.get(id)!.unreadCount === 601);
    assert.deepEqual(texts(other, id), run(151, 550));
    await other.loadNewerMessages(id);
    await shows(other, id, run(201, 600));
    await other.loadNewerMessages(id);
    await shows(other, id, [...run(202, 600), 'new']);
    assert.equal(shown().newer, false);
    close();
    await until(other, ({ messages }) => !messages.has(id));
    world.close();
  });

  it('jumps to a message, and back to the newest [O24]', async () => {
    const { world, id, other } = await past(300);
    await other.openConversation(id);
    await other.showMessage({ conversationID: id, seq: 100 });
    await shows(other, id, run(75, 124));
    await other.loadNewerMessages(id);
    await shows(other, id, run(75, 174));
    await other.showMessage({ conversationID: id, seq: 2 });
    await shows(other, id, run(1, 50));
    assert.equal(other.state.messages.get(id)!.older, false);
    await other.showNewestMessages(id);
    await shows(other, id, run(251, 300));
    world.close();
  });

  it('[O14] is counted: two openers, one window', async () => {
    const { world, anna, boris, id } = await pair();
    const [first, second] = [await anna.openConversation(id), await anna.openConversation(id)];
    first();
    first();
    await say(boris, anna, 'hi');
    await shows(anna, id, ['hi']);
    second();
    await until(anna, ({ messages }) => !messages.has(id));
    world.close();
  });

  it('[O14] tells a page that could not be had, and shows it once it can', async () => {
    const { world, id, other } = await past(120);
    await other.openConversation(id);
    await shows(other, id, run(71, 120));
    world.server.setSilent(true);
    world.server.setOnline(false);
    await until(other, ({ connection }) => connection.status !== 'connected');
    await other.loadOlderMessages(id);
    assert.equal(other.state.messages.get(id)!.status, 'error');
    assert.deepEqual(texts(other, id), run(71, 120));
    world.server.setSilent(false);
    world.server.setOnline(true);
    await until(other, ({ messages }) => messages.get(id)!.status === 'ready', 10_000);
    await other.loadOlderMessages(id);
    await shows(other, id, run(21, 120));
    world.close();
  });

  it('[O14] reads a page of rows from the cache to open, however many there are', async () => {
    const { world, id, other, device } = await past(2000);
    await other.openConversation(id);
    for (let i = 0; i < 6; i++) await other.loadOlderMessages(id);
    await new Promise(resolve => setTimeout(resolve, 80));
    other.dispose();
    world.server.setOnline(false);
    let read = 0;
    const back = world.open(device, {
      platformID: 1,
      storage: {
        ...device,
        cache(server, userID) {
          const cache = device.cache(server, userID);
          return {
            ...cache,
            async range(kind, ...bounds) {
              const rows = await cache.range(kind, ...bounds);
              if (kind === 'message') read += rows.length;
              return rows;
            },
          };
        },
      },
    });
    await back.ready;
    await back.openChat();
    await back.openConversation(id);
    assert.deepEqual(texts(back, id), run(1951, 2000));
    assert.ok(read > 0 && read <= 150, `${read} rows`);
    world.close();
  });
});
