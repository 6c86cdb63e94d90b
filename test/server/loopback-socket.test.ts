/** The in-page WebSocket, as a client sees it: the standard's states, events and order. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { MAX_FRAME, packEnvelope, unpackEnvelope, type ResponseEnvelope } from '../../src/protocol/envelope.js';
import { createLoopbackServer, type LoopbackServer } from '../../src/server/loopback.js';
import type { LoopbackSocket } from '../../src/server/loopback-socket.js';

const once = <E extends Event>(socket: LoopbackSocket, name: string) =>
  new Promise<E>(resolve => {
    socket.addEventListener(
      name,
      event => {
        resolve(event as E);
      },
      { once: true },
    );
  });

describe('loopback socket', () => {
  let server: LoopbackServer;
  let url: string;
  beforeEach(async () => {
    server = createLoopbackServer();
    const { token } = await server.core.context.tokens.issue('1002', 5);
    url = `ws://loopback.invalid/msg_gateway?sendID=1002&token=${token}&platformID=5&operationID=op&isBackground=false&isMsgResp=true&sdkType=js`;
  });
  afterEach(() => {
    server.close();
  });
  const frame = () =>
    packEnvelope({ reqIdentifier: 1001, msgIncr: 'm1', operationID: 'op', sendID: '1002', data: 'CgQxMDAy' });
  async function open(): Promise<LoopbackSocket> {
    const socket = new server.WebSocket(url);
    socket.binaryType = 'arraybuffer';
    await once(socket, 'message');
    return socket;
  }

  it('opens, says how the handshake went, answers frames', async () => {
    const socket = new server.WebSocket(url);
    const seen: string[] = [];
    for (const name of ['open', 'message', 'error', 'close']) socket.addEventListener(name, () => seen.push(name));
    socket.onopen = () => seen.push('onopen');
    assert.equal(socket.readyState, socket.CONNECTING);
    assert.throws(
      () => {
        socket.send('x');
      },
      { name: 'InvalidStateError' },
    );
    const first = await once<MessageEvent>(socket, 'message');
    assert.deepEqual(
      [first.data, seen, socket.readyState],
      ['{"errCode":0,"errMsg":"","errDlt":""}', ['onopen', 'open', 'message'], server.WebSocket.OPEN],
    );
    socket.binaryType = 'arraybuffer';
    socket.send(frame());
    const { data } = await once<MessageEvent<ArrayBuffer>>(socket, 'message');
    assert.equal(unpackEnvelope<ResponseEnvelope>(new Uint8Array(data)).msgIncr, 'm1');
    socket.send('{"type":"ping"}');
    assert.equal((await once<MessageEvent>(socket, 'message')).data, '{"type":"pong","body":null}');
  });

  it('gives a Blob where no binaryType was set, and takes every kind of buffer', async () => {
    const socket = new server.WebSocket(url);
    await once(socket, 'message');
    const padded = new Uint8Array([9, ...frame(), 9]);
    for (const data of [
      frame(),
      frame().slice().buffer,
      padded.subarray(1, -1),
      new DataView(padded.buffer, 1, padded.length - 2),
    ]) {
      socket.send(data);
      const { data: blob } = await once<MessageEvent<Blob>>(socket, 'message');
      assert.equal(unpackEnvelope<ResponseEnvelope>(new Uint8Array(await blob.arrayBuffer())).errCode, 0);
    }
  });

  it('the sender may use its buffer again', async () => {
    const socket = await open();
    const bytes = frame();
    socket.send(bytes);
    bytes.fill(0);
    const { data } = await once<MessageEvent<ArrayBuffer>>(socket, 'message');
    assert.equal(unpackEnvelope<ResponseEnvelope>(new Uint8Array(data)).errCode, 0);
  });

  it('fails with error and close 1006 when the handshake is refused', async () => {
    const socket = new server.WebSocket('ws://loopback.invalid/?sendID=1002');
    const error = once(socket, 'error');
    const { code, wasClean } = await once<CloseEvent>(socket, 'close');
    await error;
    assert.deepEqual([code, wasClean, socket.readyState], [1006, false, socket.CLOSED]);
  });

  it('says a token error in the first message, then 1006', async () => {
    const socket = new server.WebSocket(url.replace(/token=[^&]*/, 'token=x'));
    const close = once<CloseEvent>(socket, 'close');
    const { data } = await once<MessageEvent<string>>(socket, 'message');
    assert.equal((JSON.parse(data) as { errCode: number }).errCode, 1503);
    assert.equal((await close).code, 1006);
  });

  it('closes cleanly when the client does, and takes the user offline', async () => {
    const socket = await open();
    const closed = once<CloseEvent>(socket, 'close');
    socket.close(1000, 'bye');
    assert.equal(socket.readyState, socket.CLOSING);
    const { code, reason, wasClean } = await closed;
    assert.deepEqual([code, reason, wasClean, server.core.context.presence.platforms('1002')], [1000, 'bye', true, []]);
    socket.close();
    socket.send('ignored');
  });

  it('may be closed while it is dialling', async () => {
    const socket = new server.WebSocket(url);
    const closed = once<CloseEvent>(socket, 'close');
    socket.close();
    assert.equal((await closed).code, 1006);
    await new Promise(resolve => setTimeout(resolve, 5));
    assert.deepEqual([socket.readyState, server.core.context.presence.platforms('1002')], [socket.CLOSED, []]);
  });

  it('gets what was sent before it was dropped', async () => {
    const socket = await open();
    const closed = once<CloseEvent>(socket, 'close');
    const kicked = once<MessageEvent<ArrayBuffer>>(socket, 'message');
    server.core.context.tokens.forceLogout('1002', 5);
    assert.equal(unpackEnvelope<ResponseEnvelope>(new Uint8Array((await kicked).data)).reqIdentifier, 2002);
    assert.equal((await closed).code, 1006);
  });

  it('is ended with 1009 by a message that is too long', async () => {
    const socket = await open();
    socket.send(new Uint8Array(MAX_FRAME + 1));
    assert.equal((await once<CloseEvent>(socket, 'close')).code, 1009);
  });
});
