import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import * as api from '../../src/protocol/endpoints.js';
import * as frames from '../../src/protocol/frames.js';
import type { Backend, Credentials, SocketEvents } from '../../src/protocol/port.js';
import { createLoopback, type Loopback } from '../../src/loopback.js';

let server: Loopback;
afterEach(() => {
  server.close();
});

async function account(backend: Backend, name: string): Promise<Credentials> {
  const session = await backend.call(api.register, {
    platform: 5,
    autoLogin: true,
    user: { nickname: name, account: name, password: 'p' },
  });
  return { ...session, platformID: 5 };
}

/** A socket whose reports can be waited for. */
function listen(backend: Backend) {
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
    message: ({ contentType }, id) => {
      note(`message ${contentType} ${id.slice(0, 2)}`)();
    },
    presence: list => {
      note(`presence ${list.map(({ onlinePlatformIDs }) => onlinePlatformIDs.join()).join(';')}`)();
    },
  };
  const until = async (what: string) => {
    while (!log.includes(what))
      await new Promise<void>(resolve => {
        wake = resolve;
      });
  };
  return { socket: backend.socket(events), log, until };
}

describe('socket', () => {
  it('is open only when the first frame said so', async () => {
    server = createLoopback();
    const backend = server.backend();
    const { socket, log, until } = listen(backend);
    await assert.rejects(socket.probe(100), { errCode: 10000 });
    socket.dial(await account(backend, 'anna'));
    socket.dial(await account(backend, 'boris'));
    await until('open');
    assert.deepEqual(log, ['connecting', 'open']);
    await socket.probe(1000);
    socket.close();
    assert.deepEqual(log, ['connecting', 'open']);
  });
  it('tells a refused token, and does not dial by itself', async () => {
    server = createLoopback();
    const backend = server.backend();
    const credentials = await account(backend, 'anna');
    const { socket, log, until } = listen(backend);
    socket.dial({ ...credentials, imToken: 'x.y.z' });
    await until('refused 1503');
    await new Promise(resolve => setTimeout(resolve, 50));
    assert.deepEqual(log, ['connecting', 'refused 1503']);
    socket.dial(credentials);
    await until('open');
    socket.close();
  });
  it('reports a lost connection once, and fails what waits', async () => {
    server = createLoopback();
    const backend = server.backend();
    const { socket, log, until } = listen(backend);
    socket.dial(await account(backend, 'anna'));
    await until('open');
    server.setSilent(true);
    const request = socket.request(frames.onlineStatus, { subscribeUserID: ['x'], unsubscribeUserID: [] });
    const failed = assert.rejects(request, { errCode: 10000 });
    server.killConnections();
    await failed;
    await until('lost 10000');
    assert.deepEqual(log, ['connecting', 'open', 'lost 10000']);
  });
  it('takes silence for death', async () => {
    server = createLoopback();
    const backend = server.backend();
    const { socket, until } = listen(backend);
    socket.dial(await account(backend, 'anna'));
    await until('open');
    server.setSilent(true);
    await assert.rejects(socket.probe(30), { errCode: 10001 });
    await until('lost 10001');
  });
  it('pairs replies with requests, and hands on pushes and presence', async () => {
    server = createLoopback();
    const backend = server.backend();
    const anna = await account(backend, 'anna');
    const boris = await account(backend, 'boris');
    const { socket, until } = listen(backend);
    socket.dial(anna);
    await until('open');
    const [mine, other] = await Promise.all([
      socket.request(frames.onlineStatus, { subscribeUserID: [boris.userID] }),
      socket.request(frames.onlineStatus, { subscribeUserID: ['nobody'] }),
    ]);
    assert.equal(mine.subscribers[0]!.userID, boris.userID);
    assert.equal(other.subscribers[0]!.userID, 'nobody');
    await backend.call(api.addFriend, { fromUserID: boris.userID, toUserID: anna.userID, reqMsg: '' }, boris);
    await until('message 1203 n_');
    const second = listen(backend);
    second.socket.dial(boris);
    await until('presence 5');
    second.socket.close();
    await until('presence ');
    socket.close();
  });
  it('hears of a kick and stays silent after it', async () => {
    server = createLoopback();
    const backend = server.backend();
    const anna = await account(backend, 'anna');
    const first = listen(backend);
    first.socket.dial(anna);
    await first.until('open');
    const again = await backend.call(api.login, { account: 'anna', password: 'p', platform: 5 });
    const second = listen(backend);
    second.socket.dial({ ...again, platformID: 5 });
    await first.until('kicked');
    assert.deepEqual(first.log, ['connecting', 'open', 'kicked']);
    second.socket.close();
  });
  it('fails a dial once when the network is away', async () => {
    server = createLoopback();
    const backend = server.backend();
    const anna = await account(backend, 'anna');
    server.setOnline(false);
    const { socket, log, until } = listen(backend);
    socket.dial(anna);
    await until('lost 10000');
    assert.deepEqual(log, ['connecting', 'lost 10000']);
    socket.close();
  });
});
