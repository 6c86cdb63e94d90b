/** The server in the page: calls, and the troubles of a network. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLoopbackServer, LOOPBACK_ORIGIN, type LoopbackServer } from '../../src/server/loopback.js';

const post = (server: LoopbackServer, path: string, body: unknown, init: RequestInit = {}) =>
  server.fetch(LOOPBACK_ORIGIN + path, {
    method: 'POST',
    headers: { operationID: 'op' },
    body: JSON.stringify(body),
    ...init,
  });
const once = (socket: EventTarget, name: string) =>
  new Promise<Event>(resolve => {
    socket.addEventListener(name, resolve, { once: true });
  });
async function connect(server: LoopbackServer) {
  const { token } = await server.core.context.tokens.issue('1002', 5);
  const query = `sendID=1002&token=${token}&platformID=5&operationID=op&isBackground=false&isMsgResp=true&sdkType=js`;
  return new server.WebSocket(`ws://loopback.invalid/?${query}`);
}

describe('loopback server', () => {
  it('answers calls with real responses', async () => {
    const server = createLoopbackServer({ options: { secret: 's' } });
    const response = await post(server, '/api/auth/get_admin_token', { secret: 's', userID: 'imAdmin' });
    assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'application/json']);
    assert.equal(((await response.json()) as { errCode: number }).errCode, 0);
    assert.equal((await server.fetch(`${LOOPBACK_ORIGIN}/x`)).status, 404);
    server.close();
  });

  it('has a secret of its own each time', async () => {
    const [one, two] = [createLoopbackServer(), createLoopbackServer()];
    assert.notEqual(one.core.context.options.secret, two.core.context.options.secret);
    assert.equal(one.core.context.options.secret.length, 32);
  });

  it('offline: calls fail, connections are cut, dialling fails; then all is well again', async () => {
    const server = createLoopbackServer();
    const socket = await connect(server);
    await once(socket, 'message');
    const closed = once(socket, 'close');
    server.setOnline(false);
    await closed;
    await assert.rejects(post(server, '/client_config/get', {}), TypeError);
    await once(await connect(server), 'close');
    server.setOnline(true);
    assert.equal((await post(server, '/client_config/get', {})).status, 200);
    await once(await connect(server), 'message');
    server.close();
  });

  it('silent: connections look open and carry nothing', async () => {
    const server = createLoopbackServer();
    const socket = await connect(server);
    await once(socket, 'message');
    let messages = 0;
    socket.addEventListener('message', () => messages++);
    server.setSilent(true);
    socket.send('{"type":"ping"}');
    await new Promise(resolve => setTimeout(resolve, 10));
    assert.deepEqual([messages, socket.readyState], [0, socket.OPEN]);
    server.setSilent(false);
    socket.send('{"type":"ping"}');
    await once(socket, 'message');
    assert.equal(messages, 1);
    server.close();
  });

  it('delays frames and calls, and keeps the order of frames', async () => {
    const delays = [15, 0, 5, 0, 10];
    let count = 0;
    let on = false;
    const server = createLoopbackServer({ delay: () => (on ? delays[count++ % delays.length]! : 0) });
    const socket = await connect(server);
    await once(socket, 'message');
    on = true;
    const pongs: string[] = [];
    const done = new Promise<void>(resolve => {
      socket.addEventListener('message', event => {
        pongs.push((event as MessageEvent<string>).data);
        if (pongs.length === 8) resolve();
      });
    });
    for (let i = 0; i < 8; i++) socket.send(JSON.stringify({ type: 'ping', body: i }));
    await done;
    assert.deepEqual(
      pongs.map(text => (JSON.parse(text) as { body: number }).body),
      [0, 1, 2, 3, 4, 5, 6, 7],
    );
    server.close();
  });

  it('loses a request before, or its answer after the server has acted', async () => {
    let lost: 'request' | 'answer' | '' = 'request';
    const server = createLoopbackServer({ lose: what => what === lost, options: { secret: 's' } });
    const ask = () => post(server, '/auth/get_admin_token', { secret: 's', userID: 'imAdmin' });
    const tokens = () => server.core.context.store.count('tokens');
    await assert.rejects(ask());
    assert.equal(tokens(), 0);
    lost = 'answer';
    await assert.rejects(ask());
    assert.equal(tokens(), 1);
    server.close();
  });

  it('gives up when the caller does', async () => {
    const server = createLoopbackServer({ delay: () => 50 });
    const controller = new AbortController();
    const call = post(server, '/client_config/get', {}, { signal: controller.signal });
    controller.abort(new DOMException('enough', 'TimeoutError'));
    await assert.rejects(call, { name: 'TimeoutError' });
    await assert.rejects(post(server, '/client_config/get', {}, { signal: AbortSignal.abort() }), {
      name: 'AbortError',
    });
    server.close();
  });

  it('restart cuts connections and keeps data and tokens', async () => {
    const server = createLoopbackServer();
    const { token } = await server.core.context.tokens.issue('1002', 5);
    const before = server.core;
    const socket = await connect(server);
    await once(socket, 'message');
    const closed = once(socket, 'close');
    server.restart();
    await closed;
    assert.notEqual(server.core, before);
    await assert.rejects(server.core.context.tokens.check(token, 'im'), { errCode: 1506 }, 'known still');
    await once(await connect(server), 'message');
    server.close();
  });
});
