import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { troubled } from './sending.js';
import { createWorld, until, type World } from '../world.js';

let world: World;
afterEach(() => {
  world.close();
});

/** Anna, whose clock is the test's, and Boris. */
async function stage() {
  world = createWorld();
  const net = troubled(world.backend);
  let passed = 0;
  const clock = {
    now: () => Date.now() + passed,
    after(ms: number, run: () => void) {
      const timer = setTimeout(run, ms);
      return () => {
        clearTimeout(timer);
      };
    },
  };
  const anna = await world.person('Anna', undefined, { backend: net.backend, clock });
  const boris = await world.person('Boris');
  await Promise.all([anna.openChat(), boris.openChat()]);
  const conversationID = await anna.getConversationIDBySessionType({ sourceID: boris.getLoginUser(), sessionType: 1 });
  const tips = () => net.frames.map(({ content }) => JSON.parse(new TextDecoder().decode(content)).msgTips as string);
  const say = (focus: boolean) => anna.changeInputStates({ conversationID, focus });
  return { net, anna, boris, conversationID, tips, say, pass: (ms: number) => (passed += ms) };
}

describe('input states', () => {
  it('say "yes" once in 10 s unless it was taken back, and "no" only after it [O13]', async () => {
    const { tips, say, pass } = await stage();
    await say(false);
    assert.deepEqual(tips(), []);
    await say(true);
    await say(true);
    assert.deepEqual(tips(), ['yes']);
    pass(10_001);
    await say(false);
    assert.deepEqual(tips(), ['yes']);
    await say(true);
    await say(false);
    await say(false);
    assert.deepEqual(tips(), ['yes', 'yes', 'no']);
    await say(true);
    await say(true);
    assert.deepEqual(tips(), ['yes', 'yes', 'no', 'yes']);
  });
  it('reach the other and leave nothing behind [O13]', async () => {
    const { net, anna, boris, conversationID, say } = await stage();
    await say(true);
    await until(boris, state => state.typing.get(conversationID)?.includes(anna.getLoginUser()));
    await say(false);
    await until(boris, state => !state.typing.get(conversationID)?.length);
    assert.equal(boris.state.conversations.get(conversationID)?.latestMsg ?? '', '');
    assert.equal(net.frames[0]?.recvID, boris.getLoginUser());
    assert.ok(Object.values(net.frames[0]?.options ?? {}).every(value => !value));
  });
  it('are nothing to wait for without a connection', async () => {
    const { net, anna, say } = await stage();
    world.server.setOnline(false);
    await until(anna, state => state.connection.status === 'offline');
    await say(true);
    assert.equal(net.frames.length, 0);
  });
});
