/** One connection: what drops it, what answers an error, and that everything keeps its order. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MAX_FRAME, packEnvelope } from '../../src/protocol/envelope.js';
import * as frames from '../../src/protocol/frames.js';
import { MAX_QUEUE, MAX_WAITING } from '../../src/server/gateway-session.js';
import { settle, until, World } from './world.js';

const envelope = { reqIdentifier: 1001, msgIncr: 'm', operationID: 'op', sendID: '1002', data: 'CgQxMDAy' };
const bytes = (text: string) => new TextEncoder().encode(text);

describe('gateway session', () => {
  it('answers a text ping with its body', async () => {
    const peer = await new World().signIn('1002');
    for (const body of ['"op-1"', 'null', '{"a":[1,2]}', '7']) {
      peer.text(`{"type":"ping","body":${body}}`);
      await settle();
      assert.equal(peer.texts.at(-1), `{"type":"pong","body":${body}}`);
    }
    const before = peer.texts.length;
    peer.text('{"type":"pong"}');
    await settle();
    assert.deepEqual([peer.texts.length, peer.ended], [before, false]);
  });

  it('a frame that cannot be packed ends the connection, and nothing else', async () => {
    const world = new World();
    const peer = await world.signIn('1002', 5, true);
    world.runtime.gzip = () => Promise.reject(new Error('no memory'));
    peer.server.message(await new World().runtime.gzip(packEnvelope(envelope)), false);
    await until(() => peer.ended);
    assert.deepEqual([peer.ended, world.core.context.presence.platforms('1002')], [true, []]);
  });

  it('drops other text', async () => {
    const world = new World();
    for (const text of [
      '',
      'hello',
      '{}',
      '{"type":"login"}',
      JSON.stringify(envelope),
      'null',
      '[',
      '{"type":"ping"',
      `{"type":"ping","body":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
    ]) {
      const peer = await world.signIn('1002');
      peer.text(text);
      await settle();
      // Deep nesting may be echoed or refused, but must not bring anything down.
      assert.ok(peer.ended || text.length > 10_000, text.slice(0, 40));
    }
  });

  it("drops frames that are no envelope, not the user's own, or unknown; without a reply", async () => {
    const world = new World();
    const bad: Uint8Array[] = [
      new Uint8Array(),
      Uint8Array.from([0xff, 0xfe]),
      bytes('{'),
      bytes('[]'),
      bytes('null'),
      ...[
        { ...envelope, sendID: '1001' },
        { ...envelope, sendID: '' },
        { ...envelope, sendID: undefined },
        { ...envelope, reqIdentifier: 3001 },
        { ...envelope, reqIdentifier: 2001 + 99 },
        { ...envelope, reqIdentifier: '1001' },
        { ...envelope, reqIdentifier: 1.5 },
        { ...envelope, data: '*' },
        { ...envelope, data: 'CgQxMDA' },
        { ...envelope, data: 7 },
        { ...envelope, msgIncr: 7 },
        { ...envelope, operationID: {} },
      ].map(one => packEnvelope(one as never)),
    ];
    for (const frame of bad) {
      const peer = await world.signIn('1002');
      await peer.bytes(frame);
      assert.deepEqual([peer.ended, peer.frames.length], [true, 0], new TextDecoder().decode(frame));
    }
  });

  it('takes null and absent data for an empty message', async () => {
    const peer = await new World().signIn('1002');
    for (const data of [undefined, null, '']) {
      assert.equal((await peer.envelope({ ...envelope, reqIdentifier: 1004, data }))!.errCode, 1001);
    }
  });

  it('drops a frame above the limit', async () => {
    const peer = await new World().signIn('1002');
    peer.server.message(new Uint8Array(MAX_FRAME + 1), false);
    assert.ok(peer.ended);
  });

  it('handles requests one after the other, in their order', async () => {
    const peer = await new World().signIn('1002');
    for (let i = 0; i < 50; i++) {
      peer.server.message(packEnvelope({ ...envelope, msgIncr: `m${i}` }), false);
      if (i % 10 === 0) peer.server.message(JSON.stringify({ type: 'ping', body: i }), true);
    }
    await settle();
    assert.deepEqual(
      peer.frames.map(({ msgIncr }) => msgIncr),
      Array.from({ length: 50 }, (_, i) => `m${i}`),
    );
    assert.equal(peer.texts.length, 6);
  });

  it('says nothing after it has ended', async () => {
    const world = new World();
    const peer = await world.signIn('1002');
    peer.server.message(packEnvelope({ ...envelope, reqIdentifier: 2003, data: 'CgQxMDAyEAU=' }), false);
    peer.server.message(packEnvelope(envelope), false);
    await settle();
    assert.deepEqual(
      peer.frames.map(({ reqIdentifier }) => reqIdentifier),
      [2003],
    );
    peer.text('{"type":"ping"}');
    await settle();
    assert.equal(peer.texts.length, 1);
  });

  it('drops a reader who falls 256 frames behind, and nobody else', async () => {
    const world = new World();
    const slow = await world.signIn('1002');
    const twin = await world.connect(slow.args);
    slow.backlog = MAX_QUEUE - 1;
    await slow.request(frames.getMaxSeq, { userID: '1002' });
    assert.equal(slow.ended, false);
    slow.backlog = MAX_QUEUE;
    await slow.envelope(envelope);
    assert.deepEqual([slow.ended, twin.ended], [true, false]);
    const pinger = await world.connect(slow.args);
    pinger.backlog = MAX_QUEUE;
    pinger.text('{"type":"ping"}');
    await settle();
    assert.ok(pinger.ended);
  });

  it('slows who sends without end down, reads no more meanwhile, and loses no frame', async () => {
    const world = new World({ limitFactor: 1 });
    const peer = await world.signIn('1002');
    const other = await world.signIn('1003');
    for (let i = 0; i < 300; i++) peer.server.message(packEnvelope({ ...envelope, msgIncr: `${i}` }), false);
    await settle();
    assert.deepEqual([peer.frames.length, peer.held, peer.ended], [200, true, false]);
    await other.request(frames.getMaxSeq, { userID: '1003' });
    assert.deepEqual([other.frames.length, other.held], [1, false]);
    // 50 a second, without being taken for silent.
    await world.clock.advance(1000);
    assert.deepEqual([peer.frames.length, peer.held], [250, true]);
    await world.clock.advance(1000);
    assert.deepEqual([peer.frames.length, peer.held, peer.ended], [300, false, false]);
    assert.deepEqual(
      peer.frames.map(({ msgIncr }) => msgIncr),
      Array.from({ length: 300 }, (_, i) => `${i}`),
    );
    await world.clock.advance(8000);
    for (let i = 0; i < 200; i++) peer.server.message(packEnvelope(envelope), false);
    await settle();
    assert.equal(peer.frames.length, 500);
  });

  it('is not taken for silent while its own frames wait', async () => {
    const world = new World({ limitFactor: 1 });
    const peer = await world.signIn('1002');
    for (let i = 0; i < 200 + 60 * 50; i++) peer.server.message(packEnvelope(envelope), false);
    await world.clock.advance(61_000);
    assert.deepEqual([peer.frames.length, peer.ended], [3200, false]);
  });

  it('drops who goes on where nobody reads', async () => {
    const peer = await new World({ limitFactor: 1 }).signIn('1002');
    for (let i = 0; i <= MAX_WAITING; i++) peer.server.message(packEnvelope(envelope), false);
    assert.ok(peer.ended);
    await settle();
  });

  it('may be closed more than once', async () => {
    const world = new World();
    const peer = await world.signIn('1002');
    peer.server.closed();
    peer.server.closed();
    assert.deepEqual(world.core.context.presence.platforms('1002'), []);
  });
});
