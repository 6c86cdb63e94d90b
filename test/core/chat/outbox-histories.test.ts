/** Random troubles of the network and reloads: every message arrives once and in order, and none goes out that had arrived. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemoryStore } from '../../../src/server/store/memory.js';
import { seeded } from '../random.js';
import { until, type TestClient } from '../world.js';
import { createSending, lost } from './sending.js';

const RUNS = 20;
const MESSAGES = 8;

async function history(seed: number) {
  const chance = seeded(seed);
  const store = new MemoryStore();
  const stage = await createSending({ store });
  /** Went out though the server had them: it does not mind, OpenIM would store them twice. */
  const twice: unknown[] = [];
  const { net, world, conversationID, recvID } = stage;
  try {
    const turn = () => new Promise(resolve => setTimeout(resolve, chance.below(4)));
    net.send = async ({ sendID = '', clientMsgID = '' }, go) => {
      const trouble = chance.below(6);
      net.echo = chance.below(2) > 0;
      if (trouble === 0) throw lost(10000);
      if (trouble === 1) await turn();
      if (store.range('messages', { index: 'bySender', prefix: [sendID, clientMsgID] }).length) twice.push(clientMsgID);
      const reply = await go();
      if (trouble === 2) throw lost();
      if (trouble === 3) await turn();
      return reply;
    };
    let page: TestClient = stage.anna;
    const texts = Array.from({ length: MESSAGES }, (_, i) => String(i));
    for (const text of texts) {
      const message = await page.createTextMessage(text);
      page.sendMessage({ recvID, message }).catch(() => undefined);
      const act = chance.below(6);
      if (act === 0) world.server.killConnections();
      else if (act === 1) {
        // Said and kept, whatever becomes of the page.
        await until(page, state => state.conversations.get(conversationID)?.latestMsg.includes(message.clientMsgID));
        page.dispose();
        page = await stage.reload(page.device);
        // Nobody reloads and writes within the same ms: it is by their times that messages are in order then.
        while (Date.now() <= message.createTime) await turn();
      } else if (act === 2) await turn();
    }
    const close = await page.openConversation(conversationID);
    await page.sendMessage({ recvID, message: await page.createTextMessage('end') });
    assert.deepEqual(await stage.stored(), [...texts, 'end'], `seed ${seed}`);
    assert.deepEqual(twice, [], `seed ${seed}: sent twice`);
    close();
  } finally {
    world.close();
  }
}

describe('histories of an outbox', () => {
  it(`${RUNS} times: all arrives once, in order [O16, O17]`, async () => {
    for (let seed = 1; seed <= RUNS; seed++) await history(seed);
  });
});
