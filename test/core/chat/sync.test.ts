import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Backend } from '../../../src/protocol/port.js';
import { MemoryStore } from '../../../src/server/store/memory.js';
import { ImError } from '../../../src/protocol/errors.js';
import { createDevice, next, until } from '../world.js';
import { fill } from './filled.js';
import { chatting, hurried, pair, say, shows, synced, texts } from './talk.js';

const many = (count: number, from = 1) => Array.from({ length: count }, (_, i) => `m${from + i}`);

describe('sync', () => {
  it('[O16, N11] pulls what was written while a device was away: complete, in order, once', async () => {
    const { world, anna, boris, id, devices } = await pair();
    await say(anna, boris, 'before');
    await until(boris, ({ conversations }) => conversations.get(id)?.maxSeq === 1);
    boris.dispose();
    await say(anna, boris, ...many(50));
    const back = world.open(devices[1]);
    const told: string[] = [];
    const steps: string[] = [];
    back.on('recvNewMessages', items => told.push(...items.map(item => item.textElem!.content)));
    back.on('syncServerStart', first => steps.push(`start ${first}`));
    back.on('syncServerFinish', first => steps.push(`finish ${first}`));
    await synced(back);
    assert.deepEqual(steps, ['start false', 'finish false']);
    assert.deepEqual(told, many(50));
    await back.openConversation(id);
    await shows(back, id, many(50));
    await back.loadOlderMessages(id);
    await shows(back, id, ['before', ...many(50)]);
    assert.equal(back.state.conversations.get(id)!.unreadCount, 51);
    world.close();
  });

  it('[N12] a new device shows newest pages and last messages, quietly', async () => {
    const { world, anna, boris, id } = await pair();
    await say(anna, boris, ...many(60));
    const events: string[] = [];
    const other = world.open(createDevice(), { platformID: 1 });
    other.on('recvNewMessages', () => events.push('recvNewMessages'));
    other.on('newConversation', () => events.push('newConversation'));
    other.on('syncServerProgress', progress => events.push(`progress ${progress}`));
    await other.login({ account: 'boris', password: 'secret-1' });
    await chatting(other);
    assert.deepEqual(events, ['progress 100']);
    assert.equal(other.state.conversations.get(id)!.unreadCount, 60);
    await other.openConversation(id);
    await shows(other, id, many(50, 11));
    await say(anna, boris, 'live');
    await shows(other, id, [...many(50, 11), 'live']);
    await until(boris, ({ conversations }) => conversations.get(id)?.maxSeq === 61);
    world.close();
  });

  it('[N12] a first sync of 500 conversations asks for them together, in few requests', async () => {
    const store = new MemoryStore();
    const { world, anna } = await pair({ store });
    const me = anna.getLoginUser();
    for (let i = 0; i < 500; i++) fill(store, `${5000 + i}`, me, 60, 1e12 + i * 1000);
    // How long it takes depends on the machine, and is measured by the bench.
    let asked = 0;
    const backend: Backend = {
      ...world.backend,
      call: (...args) => (asked++, world.backend.call(...args)),
      socket(events) {
        const socket = world.backend.socket(events);
        return { ...socket, request: (...args) => (asked++, socket.request(...args)) };
      },
    };
    const other = world.open(createDevice(), { platformID: 1, backend });
    await other.login({ account: 'anna', password: 'secret-1' });
    asked = 0;
    await chatting(other);
    assert.ok(asked > 0 && asked <= 50, `${asked} requests`);
    const list = await other.getAllConversationList();
    assert.equal(list.length, 500);
    assert.equal(list[0]!.userID, '5499');
    assert.equal(other.state.unread, 30_000);
    assert.ok(list.every(item => (JSON.parse(item.latestMsg) as { seq: number }).seq === 60));
    await new Promise(resolve => setTimeout(resolve, 60));
    const rows = [...other.device.caches.values()].flatMap(cache => [...cache.values()].map(([key]) => key));
    assert.equal(rows.filter(([kind]) => kind === 'message').length, 20 * 50 + 480);
    world.close();
  });

  it('[A9] a reload shows conversations and messages with the server down', async () => {
    const { world, anna, boris, id, devices } = await pair();
    await boris.openConversation(id);
    await say(anna, boris, 'one', 'two');
    await shows(boris, id, ['one', 'two']);
    await boris.setConversationDraft({ conversationID: id, draftText: 'half' });
    await new Promise(resolve => setTimeout(resolve, 80));
    boris.dispose();
    world.server.setOnline(false);
    const back = world.open(devices[1]);
    await back.ready;
    const list = await back.getAllConversationList();
    assert.deepEqual(
      list.map(item => [item.conversationID, item.unreadCount, item.draftText]),
      [[id, 2, 'half']],
    );
    await back.openConversation(id);
    assert.deepEqual(texts(back, id), ['one', 'two']);
    assert.equal(back.state.messages.get(id)!.status, 'cached');
    world.close();
  });

  it('[N11] a failed sync is told, and done when the connection is back', async () => {
    let lost = false;
    const { world, anna, boris, id } = await pair({ lose: () => lost }, hurried);
    const failed = next(boris, 'syncServerFailed');
    lost = true;
    world.server.killConnections();
    await failed;
    assert.equal(boris.state.sync.status, 'failed');
    lost = false;
    await say(anna, boris, 'one');
    await synced(boris);
    await until(boris, ({ conversations }) => conversations.get(id)?.maxSeq === 1);
    world.close();
  });

  it('[N2] a first sync that is tried again counts nothing twice', async () => {
    const store = new MemoryStore();
    const { world, anna } = await pair({ store });
    for (let i = 0; i < 5; i++) {
      fill(store, `${5000 + i}`, anna.getLoginUser(), 2, 1e12, { unreadCount: false });
      fill(store, `${5000 + i}`, anna.getLoginUser(), 3, 2e12);
    }
    let pulls = 0;
    const { backend } = world;
    const other = world.open(createDevice(), {
      ...hurried,
      platformID: 1,
      backend: {
        ...backend,
        socket(events) {
          const socket = backend.socket(events);
          const request: typeof socket.request = async (frame, data) => {
            const answer = await socket.request(frame, data);
            // The first page was applied then.
            if (frame.id === 1002 && ++pulls === 2) throw new ImError(500, 'busy');
            return answer;
          };
          return { ...socket, request };
        },
      },
    });
    await other.login({ account: 'anna', password: 'secret-1' });
    await chatting(other);
    assert.equal(pulls, 4);
    assert.equal(other.state.unread, 15);
    world.close();
  });
});
