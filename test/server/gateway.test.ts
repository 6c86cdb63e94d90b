/** Handshakes, heartbeats, compression, and the frames of the worked transcript. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as frames from '../../src/protocol/frames.js';
import { MAX_CONNECTIONS, MAX_CONNECTIONS_OF_USER, MAX_HANDSHAKES } from '../../src/server/gateway.js';
import { PING_MS, READ_DEADLINE_MS } from '../../src/server/gateway-session.js';
import { until, World } from './world.js';

describe('gateway: handshake', () => {
  const good = {
    sendID: '1002',
    platformID: '5',
    operationID: 'op-3',
    isBackground: 'false',
    isMsgResp: 'true',
    sdkType: 'js',
  };

  it('answers defects of the query with HTTP 200 and an envelope, whatever isMsgResp says', async () => {
    const world = new World();
    const answer = await world.handshake({ ...good });
    assert.ok(answer.kind === 'http');
    assert.deepEqual(
      [answer.status, JSON.parse(answer.body)],
      [200, { errCode: 1602, errMsg: 'args err, need token, sendID, platformID', errDlt: 'token is empty' }],
    );
    const { isBackground: _, ...rest } = good;
    const background = await world.handshake({ ...rest, token: 'x' });
    assert.ok(background.kind === 'http');
    assert.equal((JSON.parse(background.body) as { errCode: number }).errCode, 500);
  });

  it('answers token errors in the first text frame, then drops; without isMsgResp by HTTP 200', async () => {
    const world = new World();
    const old = await world.token('1002');
    await world.clock.advance(1000);
    const token = await world.token('1002');
    const cases: [Record<string, string>, number, string][] = [
      [{ token: old }, 1506, 'TokenKickedError'],
      [{ token: 'x' }, 1503, 'TokenMalformedError'],
      [{ token, sendID: '1001' }, 1502, 'TokenInvalidError'],
      [{ token, platformID: '1' }, 1502, 'TokenInvalidError'],
    ];
    for (const [query, errCode, errMsg] of cases) {
      const framed = await world.handshake({ ...good, ...query });
      assert.ok(framed.kind === 'ws' && framed.drop);
      const first = JSON.parse(framed.firstText!) as { errCode: number; errMsg: string };
      assert.deepEqual([first.errCode, first.errMsg], [errCode, errMsg]);
      const plain = await world.handshake({ ...good, ...query, isMsgResp: 'false' });
      assert.ok(plain.kind === 'http');
      assert.equal((JSON.parse(plain.body) as { errCode: number }).errCode, errCode);
    }
  });

  it('refuses a flood of one address with 429, other addresses not', async () => {
    const world = new World({ limitFactor: 0.01 });
    const token = await world.token('1002');
    const from = async (ip: string) => {
      const query = new URLSearchParams({ ...good, token });
      const answer = await world.core.handshake({ query, headers: {}, ip });
      return answer.kind === 'http' ? answer.status : 101;
    };
    for (let i = 0; i < MAX_HANDSHAKES / 100; i++) assert.equal(await from('192.0.2.7'), 101);
    assert.deepEqual([await from('192.0.2.7'), await from('192.0.2.8')], [429, 101]);
    await world.clock.advance(60_000);
    assert.equal(await from('192.0.2.7'), 101);
  });

  it('sends a first text frame when asked, and none when not', async () => {
    const world = new World();
    const token = await world.token('1002');
    assert.deepEqual((await world.connect({ userID: '1002', token })).texts, ['{"errCode":0,"errMsg":"","errDlt":""}']);
    assert.deepEqual((await world.connect({ userID: '1002', token, query: { isMsgResp: 'false' } })).texts, []);
  });

  it('opens by the packed form as well', async () => {
    const world = new World();
    const token = await world.token('1002');
    const v = Buffer.from(
      JSON.stringify({ token, userID: '1002', platformID: 5, operationID: 'op', sdkType: 'js', sendResponse: true }),
    ).toString('base64url');
    const handshake = await world.handshake({ v });
    assert.ok(handshake.kind === 'ws' && !handshake.drop);
  });

  it('limits the connections of one user', async () => {
    const world = new World();
    const token = await world.token('1002');
    for (let i = 0; i < MAX_CONNECTIONS_OF_USER; i++) await world.connect({ userID: '1002', token });
    const refused = await world.connect({ userID: '1002', token });
    assert.ok(refused.ended);
    assert.equal((JSON.parse(refused.texts[0]!) as { errCode: number }).errCode, 1601);
    assert.equal((await world.signIn('1001')).ended, false);
  });

  it('limits all connections, and says so before it looks at anything else', async () => {
    const world = new World();
    for (let user = 0; user < MAX_CONNECTIONS / MAX_CONNECTIONS_OF_USER; user++) {
      const args = { userID: `u${user}`, token: await world.token(`u${user}`) };
      for (let i = 0; i < MAX_CONNECTIONS_OF_USER; i++) await world.connect(args);
    }
    const answer = await world.handshake({});
    assert.ok(answer.kind === 'http');
    assert.equal((JSON.parse(answer.body) as { errCode: number }).errCode, 1601);
    world.core.close();
    const again = await world.handshake({});
    assert.ok(again.kind === 'http');
    assert.equal((JSON.parse(again.body) as { errCode: number }).errCode, 1602);
  });

  it("lets in the origins that are named, the server's own, and clients without one", async () => {
    const world = new World({ corsOrigins: ['https://shop.example'] });
    const token = await world.token('1002');
    const from = async (headers: Record<string, string>) => (await world.handshake({ ...good, token }, headers)).kind;
    assert.deepEqual(
      [
        await from({ origin: 'https://shop.example' }),
        await from({}),
        await from({ origin: 'https://im.example', host: 'im.example' }),
        await from({ origin: 'https://evil.example', host: 'im.example' }),
        await from({ origin: 'null', host: 'im.example' }),
      ],
      ['ws', 'ws', 'ws', 'http', 'http'],
    );
  });

  it('does not open for a token that was ended between handshake and upgrade', async () => {
    const world = new World();
    const token = await world.token('1002');
    const handshake = await world.handshake({ ...good, token });
    world.core.context.tokens.forceLogout('1002', 5);
    assert.ok(handshake.kind === 'ws');
    let ended = false;
    const sent: unknown[] = [];
    handshake.attach({
      send: data => sent.push(data),
      ping() {},
      queued: () => 0,
      terminate: () => {
        ended = true;
      },
    });
    assert.deepEqual([ended, sent.length, world.core.context.presence.platforms('1002')], [true, 1, []]);
  });
});

describe('gateway: the transcript', () => {
  it('connect, ping, newest seqs', async () => {
    const world = new World();
    const peer = await world.signIn('1002');
    peer.text('{"type":"ping"}');
    await peer.envelope({ reqIdentifier: 1001, msgIncr: 'm1', operationID: 'op-4', sendID: '1002', data: 'CgQxMDAy' });
    assert.deepEqual(peer.texts, ['{"errCode":0,"errMsg":"","errDlt":""}', '{"type":"pong","body":null}']);
    assert.equal(
      new TextDecoder().decode(peer.raw[0]),
      '{"reqIdentifier":1001,"msgIncr":"m1","operationID":"op-4","errCode":0,"errMsg":"","data":""}',
    );
  });

  it('background, subscription, logout', async () => {
    const world = new World();
    await world.signIn('1001');
    const peer = await world.signIn('1002');
    const ask = async (reqIdentifier: number, data: string) =>
      (await peer.envelope({ reqIdentifier, msgIncr: 'm', operationID: 'op', sendID: '1002', data }))!;
    assert.deepEqual(await ask(2004, 'CgQxMDAyEAE='), {
      reqIdentifier: 2004,
      msgIncr: 'm',
      operationID: 'op',
      errCode: 0,
      errMsg: '',
      data: null,
    });
    assert.deepEqual(
      world.core.context.presence.connections('1002').map(({ isBackground }) => isBackground),
      [true],
    );
    assert.equal((await ask(2005, 'CgQxMDAxCgQxMDAz')).data, 'CgkKBDEwMDESAQUKBgoEMTAwMw==');
    assert.deepEqual(await ask(2003, 'CgQxMDAyEAU='), {
      reqIdentifier: 2003,
      msgIncr: 'm',
      operationID: 'op',
      errCode: 0,
      errMsg: '',
      data: '',
    });
    assert.ok(peer.ended);
    assert.equal(
      (await world.call('/user/get_users_info', { userIDs: ['1002'] }, peer.args.token)).errCode,
      0,
      'the token lives on',
    );
  });
});

describe('gateway: time', () => {
  it('pings Web connections, and only these', async () => {
    const world = new World();
    const web = await world.signIn('1002', 5);
    const phone = await world.signIn('1002', 1);
    assert.ok(PING_MS <= 27_000);
    for (let i = 0; i < 4; i++) {
      await world.clock.advance(PING_MS);
      web.server.alive();
      phone.server.alive();
    }
    assert.deepEqual([web.pings, phone.pings, web.ended, phone.ended], [4, 0, false, false]);
  });

  it('drops who says nothing for 30 s; any frame and any control frame counts', async () => {
    const world = new World();
    const peers = [await world.signIn('a'), await world.signIn('b'), await world.signIn('c')];
    await world.clock.advance(20_000);
    peers[0]!.server.alive();
    peers[1]!.text('{"type":"pong"}');
    await world.clock.advance(READ_DEADLINE_MS - 20_000 - 1);
    assert.deepEqual(
      peers.map(({ ended }) => ended),
      [false, false, false],
    );
    await world.clock.advance(1);
    assert.deepEqual(
      peers.map(({ ended }) => ended),
      [false, false, true],
    );
    await world.clock.advance(20_000);
    assert.deepEqual(
      peers.map(({ ended }) => ended),
      [true, true, true],
    );
    assert.deepEqual(world.core.context.presence.platforms('a'), []);
  });

  it('leaves no timers behind', async () => {
    const world = new World();
    const peers = [await world.signIn('a'), await world.signIn('b')];
    peers[0]!.server.closed();
    world.core.close();
    await world.clock.advance(100);
    assert.deepEqual([peers[1]!.ended, world.clock.pending], [true, 0]);
  });
});

describe('gateway: gzip', () => {
  it('packs every binary frame both ways, and keeps their order', async () => {
    const world = new World();
    const peer = await world.signIn('1002', 5, true);
    const reply = await peer.request(frames.getMaxSeq, { userID: '1002' });
    assert.deepEqual([reply.errCode, reply.data], [0, '']);
    assert.deepEqual([...peer.raw[0]!.subarray(0, 2)], [0x1f, 0x8b]);
    peer.text('{"type":"ping","body":1}');
    await until(() => peer.texts.length > 1);
    assert.equal(peer.texts.at(-1), '{"type":"pong","body":1}');
    world.core.context.tokens.forceLogout('1002', 5);
    await world.clock.advance(0);
    await until(() => peer.ended);
    assert.ok(peer.ended);
    assert.match(new TextDecoder().decode(await world.runtime.gunzip(peer.raw.at(-1)!, 1000)), /"reqIdentifier":2002/);
  });
  it('drops a frame that is no gzip, and one that unpacks without end', async () => {
    const world = new World();
    for (const data of [new TextEncoder().encode('{}'), await world.runtime.gzip(new Uint8Array(8_000_000))]) {
      const peer = await world.signIn('1002', 5, true);
      assert.ok(data.length < 51_200);
      peer.server.message(data, false);
      await until(() => peer.ended);
      assert.ok(peer.ended);
    }
  });
});
