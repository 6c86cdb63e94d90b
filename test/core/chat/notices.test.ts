import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { next, until } from '../world.js';
import { pair, say, shows, synced } from './talk.js';

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
});
