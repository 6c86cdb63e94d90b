/** The envelope's rules, in the server's order of checks. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { World } from './world.js';

const json = (value: unknown) => JSON.stringify(value);

describe('rest: order of checks', () => {
  it('operationID, then token, then the path, then the body', async () => {
    const world = new World();
    const token = await world.token('1002');
    const ask = async (path: string, body: string, headers: Record<string, string>) => {
      const { status, errCode, errDlt, text } = await world
        .rest(path, body, headers)
        .catch(() => ({ status: 404, errCode: 0, errDlt: '', text: '404 page not found' }));
      return status === 404 ? `404 ${text}` : `${status} ${errCode} ${errDlt}`;
    };
    assert.equal(await ask('/nowhere', '', {}), '200 1001 header must have operationID');
    assert.equal(await ask('/nowhere', '', { operationid: 'op' }), '200 1001 header must have token');
    assert.equal(await ask('/nowhere', '', { operationid: 'op', token: 'x' }), '200 1503 ');
    assert.equal(await ask('/nowhere', '', { operationid: 'op', token }), '404 404 page not found');
    assert.equal(await ask('/auth/get_admin_token_too', '', { operationid: 'op' }), '404 404 page not found');
    assert.match(await ask('/friend/get_friend_list', '', { operationid: 'op', token }), /^200 1001 .*empty/);
    assert.match(await ask('/friend/get_friend_list', '{', { operationid: 'op', token }), /^200 1001 .*not JSON/);
    assert.match(
      await ask('/friend/get_friend_list', '{"userID":7}', { operationid: 'op', token }),
      /^200 1001 userID/,
    );
    assert.match(
      await ask('/auth/get_user_token', '{', { operationid: 'op', token }),
      /^200 1002/,
      'who may not call hears that first',
    );
  });

  it('404 in text for other methods', async () => {
    const world = new World();
    for (const method of ['GET', 'PUT', 'DELETE', 'HEAD']) {
      const { status, text, headers } = await world.rest('/auth/get_admin_token', '{}', { operationid: 'op' }, method);
      assert.deepEqual([status, text, headers['content-type']], [404, '404 page not found', 'text/plain']);
    }
  });

  it('answers below the usual proxy paths, too', async () => {
    const world = new World();
    for (const prefix of ['', '/api', '/msg_gateway', '/chat']) {
      assert.equal(
        (await world.call(`${prefix}/auth/get_admin_token`, { secret: 'openIM123', userID: 'imAdmin' })).errCode,
        0,
        prefix,
      );
      assert.equal((await world.call(`${prefix}/client_config/get`, {})).errCode, 0, prefix);
    }
    assert.equal(
      (await world.rest('/api/api/auth/get_admin_token', '{}', { operationid: 'op', token: await world.token('a') }))
        .status,
      404,
    );
    assert.equal(
      (await world.rest('/apiauth/get_admin_token', '{}', { operationid: 'op', token: await world.token('a') })).status,
      404,
    );
  });
});

describe('rest: envelope', () => {
  it('has all fields on success, and no data where the answer has no fields', async () => {
    const world = new World();
    const admin = await world.adminToken();
    const { text, status } = await world.call('/auth/force_logout', { platformID: 5, userID: 'x' }, admin);
    assert.deepEqual([status, text], [200, '{"errCode":0,"errMsg":"","errDlt":""}']);
  });

  it('names the code in errMsg, words in errDlt, no data on errors', async () => {
    const { text } = await new World().call('/auth/get_admin_token', { secret: 'x', userID: 'imAdmin' });
    assert.equal(text, '{"errCode":1002,"errMsg":"NoPermissionError","errDlt":"secret invalid"}');
    const token = await new World().call('/account/logout', { platform: 5 }, 'x');
    assert.deepEqual([token.errCode, token.errMsg], [1503, 'TokenMalformedError']);
  });

  it('answers malformed JSON of the two admin calls with 400 and an envelope, their other errors with 200', async () => {
    const world = new World();
    const token = await world.adminToken();
    for (const path of ['/user/get_users_online_status', '/user/get_users_online_token_detail']) {
      const bad = await world.rest(path, '{', { operationid: 'op', token });
      assert.deepEqual([bad.status, bad.errCode], [400, 1001]);
      assert.equal((await world.rest(path, '{"userIDs":7}', { operationid: 'op', token })).status, 200);
    }
    assert.equal((await world.rest('/user/get_users_info', '{', { operationid: 'op', token })).status, 200);
  });

  it('a flood of one user → 429; others, and administrators, go on', async () => {
    const world = new World({ limitFactor: 0.04 });
    const [token, other, admin] = [await world.token('1002'), await world.token('1003'), await world.adminToken()];
    const ask = async (by: string) => (await world.call('/user/get_users_info', { userIDs: ['x'] }, by)).errCode;
    for (let i = 0; i < 120; i++) assert.equal(await ask(token), 0);
    assert.equal(await ask(token), 429);
    assert.equal(await ask(other), 0);
    for (let i = 0; i < 130; i++) assert.equal(await ask(admin), 0);
    await world.clock.advance(60_000);
    assert.equal(await ask(token), 0);
  });

  it('ignores unknown fields and the case of names', async () => {
    const world = new World();
    const answer = await world.call('/auth/get_admin_token', { SECRET: 'openIM123', userid: 'imAdmin', more: [1] });
    assert.equal(answer.errCode, 0);
  });

  it('gives every answer an ID of its own', async () => {
    const world = new World();
    const ids = [await world.call('/auth/parse_token', {}), await world.call('/auth/parse_token', {})].map(
      ({ headers }) => headers['x-http-id'],
    );
    for (const id of ids) assert.match(id!, /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
    assert.notEqual(ids[0], ids[1]);
  });

  it('says 500 with an envelope when the server fails, and logs no secrets', async () => {
    const world = new World();
    const token = await world.token('1002');
    world.store.get = () => {
      throw new Error(`disk failed near ${token} and hunter2`);
    };
    const answer = await world.call('/auth/get_admin_token', {
      secret: 'openIM123',
      userID: 'imAdmin',
      password: 'hunter2',
    });
    const failed = answer.errCode ? answer : await world.call('/auth/parse_token', { token, password: 'hunter2' });
    assert.deepEqual([failed.status, failed.errCode, failed.errMsg], [500, 500, 'ServerInternalError']);
    assert.equal(world.log.length, 1);
    const line = JSON.stringify(world.log);
    assert.match(line, /"path":"\/auth\/parse_token"/);
    for (const secret of [token, token.split('.')[2]!, 'hunter2', 'openIM123'])
      assert.ok(!line.includes(secret) && !failed.text.includes(secret));
  });

  it('limits the operationID', async () => {
    assert.equal(
      (await new World().call('/auth/parse_token', {}, '', 'x'.repeat(257))).errDlt,
      'operationID must not be longer than 256 characters',
    );
  });
});

describe('rest: access', () => {
  it("imToken and chatToken don't pass for each other", async () => {
    const world = new World();
    world.user('1002');
    const { imToken, chatToken } = await world.core.context.tokens.session('1002', 5);
    assert.equal((await world.call('/user/get_users_info', { userIDs: ['1002'] }, imToken)).errCode, 0);
    assert.equal((await world.call('/user/get_users_info', { userIDs: ['1002'] }, chatToken)).errCode, 1505);
    assert.equal((await world.call('/user/find/public', { userIDs: ['1002'] }, chatToken)).errCode, 0);
    assert.equal((await world.call('/user/find/public', { userIDs: ['1002'] }, imToken)).errCode, 1505);
  });
  it("a user is no administrator, not even under an administrator's name on another platform", async () => {
    const world = new World({ admins: ['imAdmin', '1002'] });
    const user = await world.token('1002', 5);
    assert.equal((await world.call('/auth/get_user_token', { platformID: 5, userID: 'x' }, user)).errCode, 1002);
  });
});

describe('rest: CORS', () => {
  it('OPTIONS is answered for everybody, on any path', async () => {
    const { status, text, headers } = await new World().rest(
      '/any/where',
      '',
      { origin: 'https://a.example' },
      'OPTIONS',
    );
    assert.deepEqual([status, text], [200, '"Options Request!"']);
    assert.deepEqual(
      ['origin', 'methods', 'headers', 'credentials'].map(name => headers[`access-control-allow-${name}`]),
      ['*', '*', '*', 'false'],
    );
    assert.equal(headers['access-control-max-age'], '172800');
  });
  it('every answer has the headers, 404 and errors too', async () => {
    const world = new World();
    for (const answer of [await world.call('/auth/parse_token', {}), await world.rest('/x', '', {}, 'GET')])
      assert.equal(answer.headers['access-control-allow-origin'], '*');
  });
  it('with origins named, others are refused and get no permission to read', async () => {
    const world = new World({ corsOrigins: ['https://shop.example'] });
    const from = (origin: string) =>
      world.rest('/auth/get_admin_token', json({ secret: 'openIM123', userID: 'imAdmin' }), {
        operationid: 'op',
        origin,
      });
    const shop = await from('https://shop.example');
    assert.deepEqual(
      [shop.errCode, shop.headers['access-control-allow-origin'], shop.headers['vary']],
      [0, 'https://shop.example', 'Origin'],
    );
    const evil = await from('https://evil.example');
    assert.deepEqual(
      [evil.errCode, evil.headers['access-control-allow-origin'], evil.headers['vary']],
      [1002, undefined, 'Origin'],
    );
  });
});
