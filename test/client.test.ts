import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createClient, ImError, loginStatus } from '../src/client.js';
import { createLoopback } from '../src/loopback.js';

describe('createClient', () => {
  it('needs addresses, and names the server', () => {
    assert.throws(
      () => createClient({}),
      (error: unknown) => error instanceof ImError && error.errCode === 10002,
    );
    const server = createLoopback();
    const client = createClient({ backend: server.backend() });
    assert.equal(client.server, server.backend().id);
    assert.equal(client.getLoginStatus(), loginStatus.loggedOut);
    client.dispose();
    server.close();
  });
  it('works in Node with nothing but its defaults', async () => {
    const server = createLoopback();
    const client = createClient({ backend: server.backend() });
    await client.ready;
    await client.register({ user: { nickname: 'Anna', account: 'anna', password: 'p' } });
    assert.deepEqual(await client.getFriendList(), []);
    await client.logout();
    client.dispose();
    server.close();
  });
  it('refuses calls that need a session with 10009, and takes initSDK again and again [A1, A7]', async () => {
    const server = createLoopback();
    const client = createClient({ backend: server.backend() });
    await client.initSDK();
    await client.initSDK();
    await assert.rejects(client.getFriendList(), { errCode: 10009 });
    await assert.rejects(client.reload('friends'), { errCode: 10009 });
    await assert.rejects(client.changePassword({ currentPassword: 'a', newPassword: 'b' }), { errCode: 10009 });
    client.watchPresence(['x'])();
    client.dispose();
    server.close();
  });
  it('asks a token provider that is a URL, with cookies, and gives up when it refuses', async t => {
    const server = createLoopback();
    const asked: [string, RequestInit | undefined][] = [];
    t.mock.method(globalThis, 'fetch', async (url: string, init?: RequestInit) => {
      asked.push([url, init]);
      return new Response('no', { status: 401 });
    });
    const client = createClient({ backend: server.backend(), tokenProvider: 'https://site.example/im-token' });
    await assert.rejects(client.useHere(), { errCode: 401 });
    assert.deepEqual(
      asked.map(([url, init]) => [url, init?.credentials]),
      [['https://site.example/im-token', 'include']],
    );
    client.dispose();
    server.close();
  });
});
