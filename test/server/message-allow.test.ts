/** The operator's own check of messages. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../src/protocol/codes.js';
import { CHECK_MS } from '../../src/server/message-allow.js';
import type { MessageToCheck } from '../../src/server/options.js';
import { AB, bytes, pair, textOf } from './chats.js';

const texts = async (world: Awaited<ReturnType<typeof pair>>['world'], a: Awaited<ReturnType<typeof pair>>['a']) =>
  (await world.pull(a, AB)).map(textOf);

/** Error codes of the answers to 1003. */
const replies = (peer: Awaited<ReturnType<typeof pair>>['a']) =>
  peer.frames.filter(({ reqIdentifier }) => reqIdentifier === 1003).map(({ errCode }) => errCode);

describe('checkMessage', () => {
  it('its words refuse a message: not stored, not pushed, the sender reads them [O22, O19]', async () => {
    const asked: MessageToCheck[] = [];
    const { world, a, b } = await pair({
      checkMessage: message => {
        asked.push(message);
        return message.content.includes('bad') ? 'Please keep it friendly.' : undefined;
      },
    });
    const { errCode, errMsg } = await world.send(a, 'b', 'a bad word');
    assert.deepEqual([errCode, errMsg], [codes.CallbackError, 'Please keep it friendly.']);
    await world.say(a, 'b', 'a word');
    assert.deepEqual(
      (await world.pushed(b)).map(({ message }) => textOf(message)),
      ['a word'],
    );
    assert.deepEqual(await texts(world, a), ['a word']);
    assert.deepEqual(asked[0], { sendID: 'a', recvID: 'b', contentType: 101, content: '{"content":"a bad word"}' });
  });

  it('is not asked about typing, nor about a message that is stored already [O22]', async () => {
    let asked = 0;
    const { world, a } = await pair({ checkMessage: () => (asked++ ? 'no' : undefined) });
    const more = { clientMsgID: 'same' };
    const first = await world.say(a, 'b', 'x', more);
    assert.deepEqual(await world.say(a, 'b', 'x', more), first);
    await world.say(a, 'b', '', { contentType: 113, content: bytes({ msgTips: 'yes' }) });
    assert.equal(asked, 1);
    assert.equal((await world.send(a, 'b', 'y')).errMsg, 'no');
  });

  it('may take its time: the messages of a connection stay in order, each stored once [O22]', async () => {
    const go: (() => void)[] = [];
    const { world, a, b } = await pair({
      checkMessage: () => new Promise(resolve => void go.push(() => resolve(undefined))),
    });
    for (const text of ['1', '2']) await assert.rejects(world.send(a, 'b', text), /no reply/);
    assert.equal(go.length, 1, 'the second waits for the first');
    go[0]!();
    await world.clock.advance(0);
    go[1]!();
    await world.clock.advance(0);
    assert.deepEqual(replies(a), [0, 0]);
    assert.deepEqual(
      (await world.pushed(b)).map(({ message }) => textOf(message)),
      ['1', '2'],
    );
  });

  it('lets nothing pass that it could not check [O22]', async () => {
    for (const checkMessage of [
      () => {
        throw new Error('down');
      },
      () => Promise.reject(new Error('down')),
    ]) {
      const { world, a } = await pair({ checkMessage });
      assert.equal((await world.send(a, 'b', 'x')).errCode, codes.ServerInternalError);
      assert.deepEqual(await texts(world, a), []);
    }
    const { world, a } = await pair({ checkMessage: () => new Promise(() => undefined) });
    await assert.rejects(world.send(a, 'b', 'x'), /no reply/);
    await world.clock.advance(CHECK_MS);
    assert.deepEqual(replies(a), [codes.ServerInternalError]);
    assert.deepEqual(await texts(world, a), []);
  });
});
