import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as api from '../../src/protocol/endpoints.js';
import { createLoopback } from '../../src/loopback.js';
import { addresses, openimBackend } from '../../src/transport/openim.js';
import { openSocket } from '../../src/transport/socket.js';

describe('addresses', () => {
  it('puts the three services below the server [F9]', () => {
    assert.deepEqual(addresses({ server: 'https://im.example.com/' }), {
      apiUrl: 'https://im.example.com/api',
      wsUrl: 'wss://im.example.com/msg_gateway',
      accountUrl: 'https://im.example.com/chat',
      id: 'https://im.example.com',
    });
    assert.equal(addresses({ server: 'http://localhost:10002/im' }).wsUrl, 'ws://localhost:10002/im/msg_gateway');
  });
  it('takes each by itself [F9]', () => {
    assert.deepEqual(addresses({ apiUrl: 'http://h:10002', wsUrl: 'ws://h:10001', accountUrl: 'http://h:10008/' }), {
      apiUrl: 'http://h:10002',
      wsUrl: 'ws://h:10001',
      accountUrl: 'http://h:10008',
      id: 'http://h:10002',
    });
    assert.equal(addresses({ apiUrl: 'http://h:10002', wsUrl: 'ws://h:10001' }).accountUrl, '');
    assert.equal(addresses({ server: 'https://s', accountUrl: 'https://accounts.s' }).accountUrl, 'https://accounts.s');
  });
  it('says what is missing or wrong', () => {
    for (const given of [{}, { apiUrl: 'http://h' }, { server: 'no address' }, { server: 'https://' }])
      assert.throws(() => addresses(given), { errCode: 10002 });
  });
});

describe('openimBackend', () => {
  const urls = { apiUrl: 'https://s/api', wsUrl: 'wss://s/msg_gateway', accountUrl: 'https://s/chat' };
  const credentials = { userID: 'u', imToken: 'im', chatToken: 'chat', platformID: 5 };
  const answer = (body: unknown, status = 200) => {
    const asked: [string, Record<string, string>][] = [];
    const fetch = (async (url: string, init: RequestInit) => {
      asked.push([url, init.headers as Record<string, string>]);
      return new Response(JSON.stringify(body), { status });
    }) as unknown as typeof globalThis.fetch;
    return { fetch, asked };
  };
  it('sends each call to its service with its token and an operationID', async () => {
    const { fetch, asked } = answer({ errCode: 0, errMsg: '', errDlt: '' });
    const backend = openimBackend({ ...urls, fetch }, openSocket);
    await backend.call(api.deleteFriend, { ownerUserID: 'u', friendUserID: 'v' }, credentials);
    await backend.call(api.findUsersFull, { userIDs: ['v'] }, credentials, 'mine');
    assert.deepEqual(
      asked.map(([url, { token }]) => [url, token]),
      [
        ['https://s/api/friend/delete_friend', 'im'],
        ['https://s/chat/user/find/full', 'chat'],
      ],
    );
    assert.match(asked[0]![1].operationID!, /^[0-9a-f]{32}$/);
    assert.equal(asked[1]![1].operationID, 'mine');
    assert.equal(backend.id, 'https://s/api');
  });
  it('refuses account calls where there is no account service', async () => {
    const backend = openimBackend({ ...urls, accountUrl: '', fetch: answer({}).fetch }, openSocket);
    await assert.rejects(backend.call(api.login, { platform: 5 }), { errCode: 10002 });
    const able = await backend.capabilities();
    assert.ok(!able.has('auth.account') && able.has('relation.pin'));
  });
  it('takes OpenIM as it comes for able of the usual, and asks again when nobody answers', async () => {
    const able = await openimBackend(
      { ...urls, fetch: answer({ errCode: 0, errMsg: '', errDlt: '', data: { config: null } }).fetch },
      openSocket,
    ).capabilities();
    assert.ok(able.has('auth.phone') && !able.has('auth.refresh') && !able.has('account.delete'));
    const silent = (() => Promise.reject(new TypeError('x'))) as unknown as typeof globalThis.fetch;
    await assert.rejects(openimBackend({ ...urls, fetch: silent }, openSocket).capabilities(), { errCode: 10000 });
  });
  it('reads what the embedded server says', async () => {
    const loopback = createLoopback();
    const able = await loopback.backend().capabilities();
    assert.ok(able.has('auth.refresh') && able.has('presence.lastSeen') && !able.has('auth.phone'));
    loopback.close();
  });
});
