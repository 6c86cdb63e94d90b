import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { getConversationChanges } from '../../../src/protocol/chat-endpoints.js';
import { createDevice, next, until } from '../world.js';
import { chatting, pair, say, shows, synced } from './talk.js';

describe('notices', () => {
  it('[O10, O12] what was revoked and read while a device was away is so when it is back', async () => {
    const { world, anna, boris, id, devices } = await pair();
    await boris.openConversation(id);
    await anna.openConversation(id);
    await say(boris, anna, 'mine');
    await say(anna, boris, 'theirs');
    await shows(boris, id, ['mine', 'theirs']);
    await shows(anna, id, ['mine', 'theirs']);
    await new Promise(resolve => setTimeout(resolve, 80));
    boris.dispose();
    await anna.revokeMessage({ conversationID: id, clientMsgID: anna.state.messages.get(id)!.items[1]!.clientMsgID });
    const back = world.open(devices[1]);
    const told: number[] = [];
    back.on('newRecvMessageRevoked', ({ seq }) => told.push(seq));
    await synced(back);
    await back.openConversation(id);
    await until(back, ({ messages }) => messages.get(id)!.items[1]?.contentType === 2101);
    if (!told.length) await next(back, 'newRecvMessageRevoked');
    assert.deepEqual(told, [2]);
    world.close();
  });

  it('[N9] a chat cleared for both loses what was in it, not what comes right after', async () => {
    const { world, anna, boris, id } = await pair();
    await boris.openConversation(id);
    await say(anna, boris, 'before');
    await shows(boris, id, ['before']);
    await world.server.core.rest({
      method: 'POST',
      path: '/msg/clear_conversation_msg',
      headers: {
        operationid: 'x',
        token: (await world.server.core.context.tokens.issue(anna.getLoginUser(), 2)).token,
      },
      ip: '',
      body: new TextEncoder().encode(
        JSON.stringify({ conversationIDs: [id], userID: anna.getLoginUser(), deleteSyncOpt: { IsSyncOther: true } }),
      ),
    });
    await say(anna, boris, 'after');
    await shows(boris, id, ['after']);
    assert.equal(boris.state.unread, 1);
    world.close();
  });

  it('[O10] a page that ends before it has done what a notification says does it next time', async () => {
    const { world, anna, boris, id, devices } = await pair();
    await boris.openConversation(id);
    await anna.openConversation(id);
    await say(anna, boris, 'secret', 'last');
    await shows(boris, id, ['secret', 'last']);
    await shows(anna, id, ['secret', 'last']);
    await new Promise(resolve => setTimeout(resolve, 80));
    boris.dispose();
    const page = devices[1];
    // Storage that answers too late for this page.
    let slow = true;
    const late = {
      ...page,
      cache: (server: string, userID: string) => {
        const cache = page.cache(server, userID);
        return {
          ...cache,
          range: (...bounds: Parameters<typeof cache.range>) =>
            bounds[0] === 'message' && slow ? new Promise<never>(() => undefined) : cache.range(...bounds),
        };
      },
    };
    const back = world.open(late as typeof page);
    await chatting(back);
    await anna.revokeMessage({ conversationID: id, clientMsgID: anna.state.messages.get(id)!.items[0]!.clientMsgID });
    await until(anna, ({ messages }) => messages.get(id)!.items[0]!.contentType === 2101);
    await new Promise(resolve => setTimeout(resolve, 80));
    back.dispose();
    slow = false;
    const third = world.open(page);
    await chatting(third);
    await third.openConversation(id);
    await until(third, ({ messages }) => messages.get(id)!.items[0]?.contentType === 2101);
    world.close();
  });

  it('[N1] many changes of conversations that come together are asked for together', async () => {
    const { world, anna, boris, id } = await pair();
    const [hello] = await say(boris, anna, 'hello');
    await until(anna, ({ conversations }) => conversations.has(id));
    await boris.openConversation(id);
    const asked: string[] = [];
    const gate: { promise?: Promise<void> } = {};
    const { backend } = world;
    const other = world.open(createDevice(), {
      platformID: 1,
      backend: {
        ...backend,
        async call(...args) {
          asked.push(args[0].path);
          const answer = await backend.call(...args);
          if (args[0].path === getConversationChanges.path) await gate.promise;
          return answer;
        },
      },
    });
    await other.login({ account: 'anna', password: 'secret-1' });
    await chatting(other);
    asked.length = 0;
    let open = () => {};
    gate.promise = new Promise(resolve => (open = resolve));
    const change = (i: number) => anna.setConversation({ conversationID: id, ex: `${i}` });
    for (let i = 1; i <= 30; i++) await change(i);
    // Its turn is after all of them.
    await boris.revokeMessage({ conversationID: id, clientMsgID: hello!.clientMsgID });
    const done = next(other, 'newRecvMessageRevoked');
    open();
    await done;
    assert.equal(other.state.conversations.get(id)!.ex, '30');
    const times = asked.filter(path => path === getConversationChanges.path).length;
    world.close();
    // The one that was under way, and one for all that came meanwhile; a last one may have come late.
    assert.ok(times >= 1 && times <= 3, `${times} times for 30 changes`);
  });
});
