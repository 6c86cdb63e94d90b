/** 8,500 seeded cases of nonsense: always an envelope, a 404 or a closed connection, never an exception, and never a server error. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { packEnvelope, toBase64 } from '../../src/protocol/envelope.js';
import * as frames from '../../src/protocol/frames.js';
import { encode } from '../../src/protocol/wire.js';
import { routes } from '../../src/server/routes/index.js';
import type { TokenStore } from '../../src/server/tokens.js';
import { body, chance, MEGABYTE, numbers, strings, value } from './nonsense.js';
import { settle, World, type Peer } from './world.js';

const REST = 6000;
const FRAMES = 2000;
const HANDSHAKES = 500;

describe('fuzz', () => {
  it(`REST: ${REST} calls`, async () => {
    const c = chance(1);
    const world = new World({ superCode: '666666' });
    for (const id of ['1001', '1002', '1003']) world.user(id);
    const tokens = world.core.context.tokens as TokenStore;
    const { imToken, chatToken } = await tokens.session('1001', 5);
    const credentials = [
      imToken,
      imToken,
      imToken,
      chatToken,
      chatToken,
      await world.adminToken(),
      '',
      'x',
      MEGABYTE,
      imToken.slice(1),
      '\ud800',
    ];
    const watcher = await world.connect({ userID: '1001', token: imToken });
    const codes = new Map<number, number>();
    for (let i = 0; i < REST; i++) {
      const known = c.pick(routes);
      const path =
        c.next() < 0.93
          ? c.pick(['', '', '/api', '/chat', '/msg_gateway']) + known.endpoint.path
          : c.pick([
              '',
              '/',
              '//',
              '/nowhere',
              '/__proto__',
              '/api',
              '/friend/%00',
              known.endpoint.path + '/',
              '/x'.repeat(5000),
            ]);
      const fitting = credentials[known.endpoint.service === 'im' ? 0 : 3]!;
      const token = c.next() < 0.7 ? (known.access === 'admin' ? credentials[5]! : fitting) : c.pick(credentials);
      const headers: Record<string, string> = {
        ...(c.next() < 0.97 && { operationid: c.pick(['op', 'x'.repeat(300), '😀', '"']) }),
        ...(token && { token }),
        'content-type': c.pick([
          'application/json',
          'application/json',
          'text/plain',
          '',
          'application/x-protobuf',
          'x'.repeat(1000),
        ]),
        ...(c.next() < 0.2 && { origin: c.pick(['null', 'x', 'https://a.example']) }),
      };
      const method = c.next() < 0.97 ? 'POST' : c.pick(['GET', 'OPTIONS', 'PATCH', '', '\0']);
      const answer = await world.core.rest({
        method,
        path,
        headers,
        body: body(c, Object.keys(known.shape)),
        ip: '192.0.2.1',
      });
      if (answer.status === 404) assert.equal(answer.body, '404 page not found');
      else if (method === 'OPTIONS') assert.equal(answer.body, '"Options Request!"');
      else {
        const envelope = JSON.parse(answer.body) as { errCode: number; errMsg: string; errDlt: string };
        assert.ok([200, 400].includes(answer.status), `${answer.status} ${path} ${JSON.stringify(world.log.at(-1))}`);
        assert.ok(
          Number.isInteger(envelope.errCode) &&
            typeof envelope.errMsg === 'string' &&
            typeof envelope.errDlt === 'string',
        );
        assert.ok(envelope.errDlt.length < 2000, 'no echo of what was sent');
        codes.set(envelope.errCode, (codes.get(envelope.errCode) ?? 0) + 1);
      }
      assert.ok(answer.headers['access-control-allow-origin'] && answer.headers['x-http-id']);
      if (i % 100 === 0) await world.clock.advance(0);
      // Some calls end the tokens they come with: the account deleted, everything signed out.
      if (!tokens.isLive(tokens.hash(credentials[0]!)) || !tokens.isLive(tokens.hash(credentials[3]!))) {
        for (const id of ['1001', '1002']) if (!world.store.get('users', [id])) world.user(id);
        const again = await tokens.session('1001', 5);
        credentials.splice(
          0,
          6,
          again.imToken,
          again.imToken,
          again.imToken,
          again.chatToken,
          again.chatToken,
          await world.adminToken(),
        );
      }
    }
    assert.deepEqual(
      world.log.filter(({ level }) => level === 'error'),
      [],
    );
    assert.ok(watcher.frames.length > 0, 'some of it went through');
    assert.ok(codes.get(0)! > REST / 20 && codes.get(1001)! > REST / 10, JSON.stringify([...codes]));
  });

  it(`gateway: ${FRAMES} frames`, async () => {
    const c = chance(2);
    const world = new World({ policy: 0 });
    const token = await world.token('1002');
    const asks = Object.values(frames);
    const open = (gzip: boolean): Promise<Peer> => world.connect({ userID: '1002', token, gzip });
    let peer = await open(false);
    let ended = 0;
    let answered = 0;
    for (let i = 0; i < FRAMES; i++) {
      if (peer.ended) {
        ended++;
        peer = await open(c.next() < 0.2);
      }
      const { id, request } = c.pick(asks);
      const good = encode(request, {
        userID: '1002',
        platformID: 5,
        subscribeUserID: ['1001', c.pick(strings)],
        isBackground: true,
        conversationIDs: [c.pick(strings)],
      } as never);
      const data = c.next() < 0.6 ? good : c.next() < 0.5 ? good.subarray(0, c.below(good.length + 1)) : c.bytes(100);
      const envelope: Record<string, unknown> = {
        reqIdentifier: id,
        msgIncr: `m${i}`,
        operationID: 'op',
        sendID: '1002',
        data: toBase64(data),
      };
      if (c.next() < 0.15) envelope[c.pick(Object.keys(envelope))] = c.next() < 0.1 ? 'x'.repeat(50_000) : value(c);
      const packed = packEnvelope(envelope as never);
      const frame =
        c.next() < 0.9 ? packed : c.next() < 0.5 ? packed.subarray(0, c.below(packed.length)) : c.bytes(300);
      const wrapped =
        !peer.args.gzip || c.next() < 0.1
          ? frame
          : c.next() < 0.1
            ? gzipSync(frame).subarray(0, 20)
            : c.next() < 0.1
              ? gzipSync(new Uint8Array(4e6))
              : gzipSync(frame);
      const before = peer.raw.length;
      if (c.next() < 0.1)
        peer.server.message(
          c.pick([
            '{"type":"ping"}',
            '{"type":"pong"}',
            '',
            'x',
            '{"type":"ping","body":[[[[]]]]}',
            '\u0000',
            `{"type":"ping","body":${'['.repeat(9000)}`,
          ]),
          true,
        );
      else peer.server.message(wrapped, false);
      for (let k = 0; k < (peer.args.gzip ? 20 : 2) && peer.raw.length === before && !peer.ended; k++)
        await new Promise(resolve => setImmediate(resolve));
      if (peer.raw.length > before) answered++;
    }
    await settle();
    assert.ok(ended > FRAMES / 20 && answered > FRAMES / 3, `${ended} ended, ${answered} answered`);
    assert.deepEqual(
      world.log.filter(({ level }) => level === 'error'),
      [],
    );
    // It still serves.
    const last = await open(false);
    assert.equal((await last.request(frames.getMaxSeq, { userID: '1002' })).errCode, 0);
  });

  it(`gateway: ${HANDSHAKES} handshakes`, async () => {
    const c = chance(3);
    const world = new World();
    const token = await world.token('1002');
    let upgrades = 0;
    for (let i = 0; i < HANDSHAKES; i++) {
      const query: Record<string, string> = {
        sendID: '1002',
        token,
        platformID: '5',
        operationID: 'op',
        isBackground: 'false',
        isMsgResp: 'true',
        sdkType: 'js',
      };
      for (const name of Object.keys(query))
        if (c.next() < 0.12) query[name] = c.next() < 0.5 ? c.pick(strings) : JSON.stringify(value(c));
      if (c.next() < 0.2)
        query['v'] =
          c.next() < 0.5
            ? c.pick(strings)
            : Buffer.from(
                JSON.stringify(
                  c.next() < 0.3 ? value(c) : { ...query, userID: '1002', platformID: c.pick(numbers), x: value(c) },
                ),
              ).toString('base64url');
      if (c.next() < 0.05) query['token'] = MEGABYTE;
      const result = await world.handshake(query, {
        compression: c.pick(['', 'gzip', 'x']),
        ...(c.next() < 0.1 && { origin: c.pick(strings) }),
      });
      if (result.kind === 'http')
        assert.ok((JSON.parse(result.body) as { errCode: number }).errCode > 0 && result.status === 200);
      else {
        const noise = { send() {}, ping() {}, queued: () => 0, terminate() {} };
        const events = result.drop ? undefined : result.attach(noise);
        if (!result.drop) upgrades++;
        else assert.ok((JSON.parse(result.firstText!) as { errCode: number }).errCode > 0);
        events?.message(c.bytes(50), c.next() < 0.5);
        events?.closed();
      }
    }
    await settle();
    assert.ok(upgrades > HANDSHAKES / 10);
    assert.deepEqual(
      world.log.filter(({ level }) => level === 'error'),
      [],
    );
  });
});
