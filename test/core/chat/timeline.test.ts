import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../world.js';
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
