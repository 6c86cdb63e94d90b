import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createLoopback, LOOPBACK_ORIGIN, type Loopback } from '../../src/loopback.js';
import * as api from '../../src/protocol/endpoints.js';
import * as frames from '../../src/protocol/frames.js';
import type { Backend, Credentials, SocketEvents } from '../../src/protocol/port.js';
import { loadSocket, lazySocket, socketFrom } from '../../src/transport/lazy-socket.js';
import { addresses, openimBackend } from '../../src/transport/openim.js';
import { openSocket, type OpenSocket } from '../../src/transport/socket.js';

let server: Loopback;
let credentials: Credentials;
beforeEach(async () => {
  server = createLoopback();
  const session = await server
    .backend()
    .call(api.register, { platform: 5, autoLogin: true, user: { nickname: 'Anna', account: 'anna', password: 'p' } });
  credentials = { ...session, platformID: 5 };
});
afterEach(() => {
  server.close();
});

const backendOn = (open: OpenSocket): Backend =>
  openimBackend({ ...addresses({ server: LOOPBACK_ORIGIN }), fetch: server.fetch, WebSocket: server.WebSocket }, open);

/** A socket whose reports can be waited for. */
function listen(open: OpenSocket) {
  const log: string[] = [];
  let wake = () => {};
  const note = (what: string) => () => {
    log.push(what);
    wake();
  };
  const events: SocketEvents = {
    connecting: note('connecting'),
    open: note('open'),
    lost: ({ errCode }) => {
      note(`lost ${errCode}`)();
    },
    refused: ({ errCode }) => {
      note(`refused ${errCode}`)();
    },
    kicked: note('kicked'),
    message: note('message'),
    presence: note('presence'),
  };
  const until = async (what: string, times = 1) => {
    while (log.filter(one => one === what).length < times)
      await new Promise<void>(resolve => {
        wake = resolve;
      });
  };
  return { socket: backendOn(open).socket(events), log, until };
}

/** Code that comes, or doesn't, when the test says so. */
function held() {
  const asked: { come(): void; fail(): void }[] = [];
  const load = () =>
    new Promise<OpenSocket>((resolve, reject) => {
      asked.push({
        come: () => {
          resolve(openSocket);
        },
        fail: () => {
          reject(new TypeError('failed to fetch'));
        },
      });
    });
  return {
    open: socketFrom(load),
    asked,
    answer: (how: 'come' | 'fail') => {
      for (const one of asked.splice(0)) one[how]();
    },
  };
}
const settled = () => new Promise(resolve => setTimeout(resolve, 20));

describe('lazySocket', () => {
  it('loads the real socket, and reports as that does', async () => {
    assert.equal(await loadSocket(), openSocket);
    const { socket, log, until } = listen(lazySocket);
    socket.dial(credentials);
    assert.deepEqual(log, ['connecting']);
    await until('open');
    assert.deepEqual(log, ['connecting', 'open']);
    const { subscribers } = await socket.request(frames.onlineStatus, { subscribeUserID: ['x'] });
    assert.equal(subscribers[0]!.userID, 'x');
    await socket.probe(1000);
    server.killConnections();
    await until('lost 10000');
    socket.dial(credentials);
    await until('open', 2);
    assert.equal(log.filter(what => what === 'connecting').length, 2);
    socket.close();
    await assert.rejects(socket.request(frames.onlineStatus, {}), { errCode: 10000 });
  });

  it('loads the code when it is made, and dials once for many dials, with the last credentials', async () => {
    const { open, asked, answer } = held();
    const { socket, log, until } = listen(open);
    assert.equal(asked.length, 1);
    socket.dial({ ...credentials, imToken: 'x.y.z' });
    socket.dial(credentials);
    await assert.rejects(socket.request(frames.onlineStatus, {}), { errCode: 10000 });
    await assert.rejects(socket.probe(10), { errCode: 10000 });
    assert.deepEqual(log, ['connecting']);
    answer('come');
    await until('open');
    assert.deepEqual(log, ['connecting', 'open']);
    socket.close();
  });

  it('is silent after close, and dials again when told', async () => {
    const { open, answer } = held();
    const { socket, log, until } = listen(open);
    socket.close();
    socket.dial(credentials);
    socket.close();
    answer('come');
    await settled();
    assert.deepEqual(log, ['connecting']);
    socket.dial(credentials);
    socket.close();
    socket.dial(credentials);
    answer('come');
    await until('open');
    assert.deepEqual(log, ['connecting', 'connecting', 'connecting', 'open']);
    socket.close();
  });

  it('reports a failed load as a lost connection, and loads anew with the next dial', async () => {
    const { open, asked, answer } = held();
    const { socket, log, until } = listen(open);
    answer('fail');
    await settled();
    assert.deepEqual(log, [], 'nothing was asked for yet');
    socket.dial(credentials);
    answer('fail');
    await until('lost 10000');
    assert.deepEqual(log, ['connecting', 'lost 10000']);
    socket.dial(credentials);
    assert.equal(asked.length, 1);
    answer('come');
    await until('open');
    socket.dial(credentials);
    socket.close();
    assert.deepEqual(log, ['connecting', 'lost 10000', 'connecting', 'open']);
  });

  it('says nothing of a failed load that nobody waits for', async () => {
    const { open, answer } = held();
    const { socket, log } = listen(open);
    socket.dial(credentials);
    socket.close();
    answer('fail');
    await settled();
    assert.deepEqual(log, ['connecting']);
  });
});
