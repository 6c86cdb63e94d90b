/** The command as people run it: processes, ports, signals, folders. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { createHash } from 'node:crypto';
import { WebSocket } from 'ws';
import { packEnvelope, toBase64 } from '../../src/protocol/envelope.js';
import { getMaxSeq } from '../../src/protocol/message-frames.js';
import { encode } from '../../src/protocol/wire.js';
import { Frames, gatewayQuery, gatewayUrl } from './frames.js';
import { adminToken, call, commandFile, startServer } from './running.js';
import { temporaryFolder } from './store/stores.js';

const folder = temporaryFolder();
after(() => rmSync(folder, { recursive: true }));
let count = 0;
const newFolder = () => join(folder, String(count++));

async function run(args: readonly string[], input = ''): Promise<{ status: number; out: string; errors: string }> {
  const child = spawn(process.execPath, [commandFile(), ...args], { stdio: 'pipe' });
  let out = '';
  let errors = '';
  child.stdout.on('data', data => (out += String(data)));
  child.stderr.on('data', data => (errors += String(data)));
  child.stdin.end(input);
  const [status] = (await once(child, 'close')) as [number];
  return { status, out, errors };
}
const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const login = (url: string, account: string, password: string) =>
  call(url, '/account/login', { account, password: md5(password), platform: 5 });

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  it(`listens, works, and ends cleanly on ${signal} [F9]`, async () => {
    const data = newFolder();
    const server = await startServer(['--data', data]);
    assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
    assert.equal(statSync(join(data, 'secret')).mode & 0o777, 0o600);
    assert.ok(await adminToken(server.url, readFileSync(join(data, 'secret'), 'utf8').trim()));
    assert.equal(await server.end(signal), 0);
    assert.equal(existsSync(join(data, 'im.db-wal')), false);
    assert.equal(existsSync(join(data, 'operator.sock')), false);
    assert.match(server.errors(), /info stopped\n$/);
  });
}

it('refuses a folder in use and a port in use with words', async () => {
  const data = newFolder();
  const server = await startServer(['--data', data]);
  const second = await run(['serve', '--port', '0', '--data', data]);
  assert.deepEqual([second.status, second.out], [1, '']);
  assert.match(second.errors, /^im-elements: another im-elements server works on .*\n$/);
  const { port } = new URL(server.url);
  const third = await run(['serve', '--port', port, '--data', newFolder()]);
  assert.equal(third.status, 1);
  assert.match(third.errors, new RegExp(`port ${port} of 127\\.0\\.0\\.1 is in use: .*--next-port`));
  assert.equal(await server.end('SIGTERM'), 0);
});

it('--next-port takes the next free one', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  const { port } = blocker.address() as AddressInfo;
  // "--port 0" of the helper comes first; a flag may be given once.
  const child = spawn(
    process.execPath,
    [commandFile(), 'serve', '--port', String(port), '--next-port', '--data', newFolder()],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const found = Number(/^listening http:\/\/127\.0\.0\.1:(\d+)\n$/.exec(String(line))?.[1]);
  assert.ok(found > port && found <= port + 50, String(line));
  child.kill('SIGTERM');
  await once(child, 'exit');
  blocker.close();
});

it('keeps the super code from hosts that others reach', async () => {
  for (const more of [
    ['--host', '0.0.0.0'],
    ['--trust-proxy', '1'],
    ['--public-url', 'https://im.example'],
  ]) {
    const { status, errors } = await run([
      'serve',
      '--port',
      '0',
      '--data',
      newFolder(),
      '--super-code',
      '666666',
      ...more,
    ]);
    assert.equal(status, 1);
    assert.match(errors, /development on this machine alone/);
  }
  const server = await startServer(['--data', newFolder(), '--super-code', '666666']);
  assert.equal(await server.end('SIGTERM'), 0);
});

it('manages accounts of a stopped server', async () => {
  const data = newFolder();
  const added = await run(['user', 'add', 'alice', '--nickname', 'Alice', '--data', data]);
  const [, password = ''] = /^password (\S{14})$/m.exec(added.out) ?? [];
  assert.equal(added.status, 0);
  const typed = await run(['user', 'add', 'bob', '--password-stdin', '--data', data], 'my password\n');
  assert.match(typed.out, /^added \d{10} bob\n$/);
  assert.match((await run(['user', 'add', 'bob', '--data', data])).errors, /in use by another account/);
  assert.equal((await run(['user', 'list', '--data', data])).out.trim().split('\n').length, 2);
  const server = await startServer(['--data', data]);
  assert.equal((await login(server.url, 'alice', password)).errCode, 0);
  assert.equal((await login(server.url, 'bob', 'my password')).errCode, 0);
  assert.equal(await server.end('SIGTERM'), 0);
});

it('manages accounts of a running server, whose connections feel it', async () => {
  const data = newFolder();
  const server = await startServer(['--data', data]);
  await run(['user', 'add', 'alice', '--password-stdin', '--data', data], 'first one');
  const { data: session } = await login(server.url, 'alice', 'first one');
  const query = {
    sendID: String(session?.['userID']),
    token: String(session?.['imToken']),
    platformID: '5',
    operationID: 'o',
    isBackground: 'false',
    isMsgResp: 'true',
    sdkType: 'js',
  };
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/?${new URLSearchParams(query)}`);
  await once(socket, 'message');
  const ended = once(socket, 'close');
  assert.match((await run(['user', 'ban', 'alice', '--data', data])).out, /^banned \d+ alice\n$/);
  await ended;
  assert.equal((await login(server.url, 'alice', 'first one')).errCode, 20012);
  await run(['user', 'ban', 'alice', '--lift', '--data', data]);
  await run(['user', 'password', 'alice', '--password-stdin', '--data', data], 'second one');
  assert.equal((await login(server.url, 'alice', 'second one')).errCode, 0);
  assert.match((await run(['user', 'list', '--data', data])).out, /^\d+ alice\talice\t\S+\n$/);
  assert.equal((await run(['user', 'delete', 'alice', '--data', data])).status, 0);
  const gone = await run(['user', 'delete', 'alice', '--data', data]);
  assert.deepEqual([gone.status, gone.errors], [1, 'im-elements: there is no account "alice"\n']);
  assert.equal(await server.end('SIGTERM'), 0);
});

it("saves a running server's database", async () => {
  const data = newFolder();
  const server = await startServer(['--data', data]);
  await run(['user', 'add', 'alice', '--password-stdin', '--data', data], 'a password');
  const restored = newFolder();
  assert.equal((await run(['user', 'add', 'old', '--data', restored])).status, 0);
  rmSync(join(restored, 'im.db'));
  assert.equal((await run(['backup', join(restored, 'im.db'), '--data', data])).status, 0);
  assert.match((await run(['backup', join(restored, 'im.db'), '--data', data])).errors, /exists already/);
  assert.equal(await server.end('SIGKILL'), 'SIGKILL');
  const second = await startServer(['--data', restored]);
  assert.equal((await login(second.url, 'alice', 'a password')).errCode, 0);
  assert.equal(await second.end('SIGTERM'), 0);
});

it(
  'the JSON log counts connections, calls and frames of each user, and has no secrets',
  { timeout: 20_000 },
  async () => {
    const server = await startServer(['--data', newFolder(), '--log', 'json', '--secret', 'a good secret']);
    const admin = await adminToken(server.url, 'a good secret');
    await call(server.url, '/user/user_register', { users: [{ userID: 'ann', nickname: 'ann' }] }, admin);
    const { data } = await call(server.url, '/auth/get_user_token', { userID: 'ann', platformID: 5 }, admin);
    const token = String(data!['token']);
    const sockets = [1, 2].map(() => new Frames(gatewayUrl(server.url, gatewayQuery('ann', token))));
    for (const socket of sockets) await socket.next();
    const asked = toBase64(encode(getMaxSeq.request, { userID: 'ann' }));
    const request = { reqIdentifier: getMaxSeq.id, msgIncr: '1', operationID: 'sync', sendID: 'ann', data: asked };
    sockets[0]!.socket.send(packEnvelope(request));
    await sockets[0]!.next();
    const status = async () =>
      (await call(server.url, '/user/get_users_online_status', { userIDs: ['ann'] }, admin)).data as unknown as {
        status: number;
        detailPlatformStatus?: unknown[];
      }[];
    assert.equal((await status())[0]!.detailPlatformStatus!.length, 2);
    assert.equal(
      (
        await call(
          server.url,
          '/friend/get_friend_list',
          { userID: 'bea', pagination: { pageNumber: 1, showNumber: 9 } },
          token,
        )
      ).errCode,
      1002,
    );
    await fetch(`${server.url}/nothing-${token}`, { method: 'POST', headers: { operationID: 'test', token } });
    sockets[0]!.socket.close();
    await sockets[0]!.closed;
    await server.end('SIGTERM');

    const text = server.errors();
    for (const secret of [token, admin, 'a good secret']) assert.ok(!text.includes(secret));
    const lines = text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Record<string, unknown>);
    assert.equal(lines.at(-1)?.['event'], 'stopped');
    const of = (event: string) => lines.filter(line => line['event'] === event);
    assert.deepEqual(
      of('opened').map(({ userID, platformID, connections }) => [userID, platformID, connections]),
      [
        ['ann', 5, 1],
        ['ann', 5, 2],
      ],
    );
    assert.deepEqual(
      of('closed').map(({ connections }) => connections),
      [1, 0],
    );
    assert.deepEqual(
      new Set(of('closed').map(line => line['connID'])),
      new Set(of('opened').map(line => line['connID'])),
    );
    assert.deepEqual(
      of('frame').map(({ reqIdentifier, userID, operationID, errCode }) => [
        reqIdentifier,
        userID,
        operationID,
        errCode,
      ]),
      [[1001, 'ann', 'sync', 0]],
    );
    assert.deepEqual(
      of('call').map(({ path, userID, errCode, status }) => [path, userID, errCode, status]),
      [
        ['/auth/get_admin_token', '', 0, 200],
        ['/user/user_register', 'imAdmin', 0, 200],
        ['/auth/get_user_token', 'imAdmin', 0, 200],
        ['/user/get_users_online_status', 'imAdmin', 0, 200],
        ['/friend/get_friend_list', 'ann', 1002, 200],
        ['', 'ann', 0, 404],
      ],
    );
    assert.ok(of('call').every(({ ms, operationID }) => typeof ms === 'number' && ms >= 0 && operationID === 'test'));
  },
);
