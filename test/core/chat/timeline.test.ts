import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until, type TestClient } from '../world.js';
import { pair, say, shows, texts } from './talk.js';

describe('timeline', () => {
  it('[O17, O18] what waits stands at the end, also after a reload, and gives its place to what arrived', async () => {
    const { world, anna, boris, id, devices } = await pair();
    await anna.openConversation(id);
    await say(anna, boris, 'one');
    await shows(anna, id, ['one']);
    world.server.setOnline(false);
    await until(anna, ({ connection }) => connection.status !== 'connected');
    const waits = await anna.createTextMessage('two');
    anna.sendMessage({ recvID: boris.getLoginUser(), message: waits }).catch(() => undefined);
    await until(anna, () => String(texts(anna, id)) === 'one,two');
    assert.match(anna.state.conversations.get(id)!.latestMsg, /"two"/);
    await new Promise(resolve => setTimeout(resolve, 80));
    anna.dispose();
    const back = world.open(devices[0]);
    await back.ready;
    await back.openChat();
    await back.openConversation(id);
    assert.deepEqual(texts(back, id), ['one', 'two']);
    world.server.setOnline(true);
    await shows(back, id, ['one', 'two']);
    await boris.openConversation(id);
    await shows(boris, id, ['one', 'two']);
    world.close();
  });

  it('[O17] keeps the order of messages that were made in the same ms over two reloads', async () => {
    const { world, anna, boris, id, devices } = await pair();
    world.server.setOnline(false);
    await until(anna, ({ connection }) => connection.status !== 'connected');
    const recvID = boris.getLoginUser();
    const message = await anna.createTextMessage('0');
    const order = Array.from({ length: 12 }, (_, i) => String(i));
    const page = async (before: TestClient, texts: string[]) => {
      for (const content of texts)
        before
          .sendMessage({
            recvID,
            message: {
              ...message,
              clientMsgID: (await before.createTextMessage('')).clientMsgID,
              textElem: { content },
            },
          })
          .catch(() => undefined);
      await until(before, ({ conversations }) => conversations.get(id)?.latestMsg.includes(`"${texts.at(-1)}"`));
      before.dispose();
      const next = world.open(devices[0]);
      await next.ready;
      await next.openChat();
      return next;
    };
    const second = await page(anna, order.slice(0, 8));
    const third = await page(second, order.slice(8));
    await third.openConversation(id);
    assert.deepEqual(texts(third, id), order);
    world.server.setOnline(true);
    await boris.openConversation(id);
    await shows(boris, id, order);
    world.close();
  });

  it('[O18] forgets what is discarded', async () => {
    const { world, anna, boris, id } = await pair();
    await anna.openConversation(id);
    await say(anna, boris, 'one');
    await shows(anna, id, ['one']);
    world.server.setOnline(false);
    await until(anna, ({ connection }) => connection.status !== 'connected');
    const message = await anna.createTextMessage('two');
    anna.sendMessage({ recvID: boris.getLoginUser(), message }).catch(() => undefined);
    await until(anna, () => texts(anna, id).length === 2);
    await anna.discardMessage({ conversationID: id, clientMsgID: message.clientMsgID });
    await until(anna, () => String(texts(anna, id)) === 'one');
    await until(anna, ({ conversations }) => conversations.get(id)!.latestMsg.includes('"one"'));
    world.close();
  });
});
