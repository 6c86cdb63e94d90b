import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { join } from '../src/join.js';
import { createLoopback, LOOPBACK_ORIGIN } from '../src/loopback.js';
import { openSocket, type OpenSocket, type SocketOptions } from '../src/transport/socket.js';

describe('join', () => {
  /** Opens the real one, and notes for what. */
  const noting = () => {
    const opened: SocketOptions[] = [];
    const open: OpenSocket = (options, events) => {
      opened.push(options);
      return openSocket(options, events);
    };
    return { opened, open };
  };

  it("opens the given kind of socket at the server's address when a session begins, not before", async t => {
    const server = createLoopback();
    t.mock.method(globalThis, 'fetch', server.fetch);
    const { opened, open } = noting();
    const client = join({ server: LOOPBACK_ORIGIN, persist: 'none' }, (options, events) =>
      open({ ...options, WebSocket: server.WebSocket }, events),
    );
    await client.ready;
    assert.deepEqual([client.server, opened.length], [LOOPBACK_ORIGIN, 0]);
    await client.register({ user: { nickname: 'Anna', account: 'anna', password: 'p' } });
    assert.deepEqual(
      [client.state.connection.status, opened.map(({ wsUrl }) => wsUrl)],
      ['connected', ['ws://loopback.invalid/msg_gateway']],
    );
    client.dispose();
    server.close();
  });

  it('leaves a given backend its own', async () => {
    const server = createLoopback();
    const { opened, open } = noting();
    const client = join({ backend: server.backend(), persist: 'none' }, open);
    await client.register({ user: { nickname: 'Anna', account: 'anna', password: 'p' } });
    assert.equal(client.state.connection.status, 'connected');
    assert.deepEqual(opened, []);
    client.dispose();
    server.close();
  });

  it('needs addresses', () => {
    assert.throws(() => join({}, openSocket), { errCode: 10002 });
  });
});
