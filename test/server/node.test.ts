/** The host from outside: a real server, real HTTP and real sockets. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { rmSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { createImServer, type ImServer } from '../../src/server.js';
import { createServerCore } from '../../src/server/im-server.js';
import { listenNode } from '../../src/server/node.js';
import { createNodeRuntime } from '../../src/server/runtime-node.js';
import { MemoryStore } from '../../src/server/store/memory.js';
import { MAX_BODY } from '../../src/server/rest-body.js';
import { Frames, gatewayQuery, gatewayUrl } from './frames.js';
import { adminToken, call } from './running.js';
import { temporaryFolder } from './store/stores.js';

const SECRET = 'the secret of this test';
const data = temporaryFolder();
const logged: string[] = [];
let server: ImServer;
let admin = '';

before(async () => {
  server = await createImServer({ data, port: 0, secret: SECRET, logLine: line => logged.push(line) });
  admin = await adminToken(server.url, SECRET);
  await call(
    server.url,
    '/user/user_register',
    { users: ['alice', 'bob'].map(userID => ({ userID, nickname: userID })) },
    admin,
  );
});
after(async () => {
  await server.close();
  rmSync(data, { recursive: true });
});

describe('REST', () => {
  it('answers at the root and below the three usual proxy paths', async () => {
    for (const prefix of ['', '/api', '/chat', '/msg_gateway']) {
      assert.equal(
        (await call(server.url + prefix, '/user/get_users_info', { userIDs: ['alice'] }, admin)).errCode,
        0,
        prefix,
      );
    }
  });

  it('answers OPTIONS, unknown routes and wrong methods', async () => {
    const options = await fetch(`${server.url}/user/get_users_info`, { method: 'OPTIONS' });
    assert.deepEqual(
      [options.status, await options.text(), options.headers.get('access-control-allow-origin')],
      [200, '"Options Request!"', '*'],
    );
    assert.match(options.headers.get('x-http-id') ?? '', /^[0-9a-f-]{36}$/);
    const missing = await fetch(`${server.url}/no/such`, {
      method: 'POST',
      headers: { operationID: '1', token: admin },
      body: '{}',
    });
    assert.equal(missing.status, 404);
    assert.equal((await fetch(`${server.url}/user/get_users_info`)).status, 404);
    assert.equal((await fetch(`${server.url}/user/get_users_info`, { method: 'DELETE' })).status, 404);
  });

  it('packs long answers for those who unpack them', async () => {
    const users = Array.from({ length: 900 }, (_, i) => ({ userID: `long${i}`, nickname: `a long nickname ${i}` }));
    await call(server.url, '/user/user_register', { users }, admin);
    const ask = (count: number, headers: Record<string, string>) =>
      new Promise<{ encoding: string | undefined; bytes: Buffer }>((resolve, reject) => {
        const { port } = new URL(server.url);
        request(
          {
            port,
            host: '127.0.0.1',
            method: 'POST',
            path: '/user/get_users_info',
            headers: { operationID: 'x', token: admin, ...headers },
          },
          res => {
            const parts: Buffer[] = [];
            res.on('data', (part: Buffer) => parts.push(part));
            res.on('end', () => resolve({ encoding: res.headers['content-encoding'], bytes: Buffer.concat(parts) }));
          },
        )
          .on('error', reject)
          .end(JSON.stringify({ userIDs: users.slice(0, count).map(user => user.userID) }));
      });
    for (const count of [20, 900]) {
      const [plain, packed] = await Promise.all([ask(count, {}), ask(count, { 'accept-encoding': 'gzip' })]);
      assert.deepEqual([plain.encoding, packed.encoding], [undefined, 'gzip']);
      assert.equal(gunzipSync(packed.bytes).toString(), plain.bytes.toString());
      assert.ok(plain.bytes.length > count * 80);
    }
    assert.equal((await ask(1, { 'accept-encoding': 'gzip' })).encoding, undefined);
  });

  it('refuses a body that is too long with an envelope, and goes on', async () => {
    const response = await fetch(`${server.url}/user/get_users_info`, {
      method: 'POST',
      headers: { operationID: '1', token: admin },
      body: 'x'.repeat(MAX_BODY * 2),
    });
    const { errCode, errDlt } = (await response.json()) as { errCode: number; errDlt: string };
    assert.equal(errCode, 1001);
    assert.match(errDlt, /longer than/);
    assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
  });

  it('survives callers who leave in the middle, and bytes that are no HTTP', async () => {
    const port = Number(new URL(server.url).port);
    for (const bytes of [
      'POST /account/login HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{"a',
      'no http at all\r\n\r\n',
      `GET /${'x'.repeat(40_000)} HTTP/1.1\r\n\r\n`,
      'GET / HTTP/1.1\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n',
    ]) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      socket.write(bytes, () => socket.destroySoon());
      await once(socket, 'close');
    }
    assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
  });

  it('says how it is', async () => {
    for (const path of ['/healthz', '/api/healthz']) {
      const response = await fetch(server.url + path);
      assert.deepEqual([response.status, await response.json()], [200, { status: 'ok' }]);
    }
  });
});

it('says 503 when the storage fails', async () => {
  const node = await listenNode(
    createServerCore({ store: new MemoryStore(), runtime: createNodeRuntime(), options: server.context.options }),
    {
      host: '127.0.0.1',
      port: 0,
      trustProxy: 0,
      folders: [],
      check() {
        throw new Error('disk gone');
      },
    },
  );
  const response = await fetch(`http://127.0.0.1:${node.port}/healthz`);
  assert.deepEqual([response.status, await response.json()], [503, { status: 'storage failed' }]);
  await node.close();
});

describe('origins', () => {
  it('lets in those that are named and its own, for REST and the gateway', async () => {
    const strict = await createImServer({
      port: 0,
      secret: SECRET,
      corsOrigins: ['https://good.example'],
      publicUrl: 'https://im.example/path',
    });
    try {
      const ask = async (origin: string) => {
        const response = await fetch(`${strict.url}/auth/parse_token`, {
          method: 'POST',
          headers: { operationID: '1', origin },
          body: '{"token":"x"}',
        });
        return [
          ((await response.json()) as { errCode: number }).errCode,
          response.headers.get('access-control-allow-origin'),
        ];
      };
      assert.deepEqual(await ask('https://good.example'), [1503, 'https://good.example']);
      assert.deepEqual(await ask('https://im.example'), [1503, 'https://im.example']);
      assert.equal((await ask('https://bad.example'))[0], 1002);
      const socket = new WebSocket(`${strict.url.replace('http', 'ws')}/?x=1`, {
        headers: { origin: 'https://bad.example' },
      });
      const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
      assert.equal(response.statusCode, 403);
    } finally {
      await strict.close();
    }
  });
});

describe('stopping', () => {
  it('lets a running call end, cuts sockets, frees port and folder', async () => {
    const folder = temporaryFolder();
    const first = await createImServer({ data: folder, port: 0, secret: SECRET });
    const token = await adminToken(first.url, SECRET);
    await call(first.url, '/user/user_register', { users: [{ userID: 'alice', nickname: 'a' }] }, token);
    const userToken = String(
      (await call(first.url, '/auth/get_user_token', { userID: 'alice', platformID: 5 }, token)).data?.['token'],
    );
    const frames = new Frames(gatewayUrl(first.url, gatewayQuery('alice', userToken)));
    await frames.next();
    const running = call(first.url, '/account/register', {
      platform: 5,
      autoLogin: true,
      user: { nickname: 'n', account: 'late', password: 'p'.repeat(32) },
    });
    // The server has the request when another one sent after it is answered.
    await fetch(`${first.url}/healthz`);
    const started = performance.now();
    await first.close();
    assert.ok(performance.now() - started < 4000, 'it had to be cut');
    assert.equal((await running).errCode, 0);
    assert.equal(await frames.closed, 1006);
    const second = await createImServer({ data: folder, port: first.port, secret: SECRET });
    // By another name, so that fetch does not take a connection of the first one.
    assert.equal(
      (
        await call(second.url.replace('127.0.0.1', 'localhost'), '/account/login', {
          platform: 5,
          account: 'late',
          password: 'p'.repeat(32),
        })
      ).errCode,
      0,
    );
    await second.close();
    rmSync(folder, { recursive: true });
  });
});

it('wrote no secret into the log', async () => {
  const { data: user } = await call(server.url, '/auth/get_user_token', { userID: 'alice', platformID: 5 }, admin);
  const token = String(user?.['token']);
  const all = logged.join('');
  for (const secret of [SECRET, admin, token]) assert.ok(!all.includes(secret));
});
