/** The gateway on real sockets: what the host adds to it. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, it } from 'node:test';
import { WebSocket } from 'ws';
import { MAX_FRAME, packEnvelope, unpackEnvelope, type ResponseEnvelope } from '../../src/protocol/envelope.js';
import { createImServer, type ImServer } from '../../src/server.js';
import { Frames, gatewayQuery, gatewayUrl } from './frames.js';
import { adminToken, call } from './running.js';

const SECRET = 'the secret of this test';
let server: ImServer;
let admin = '';

before(async () => {
  server = await createImServer({ port: 0, secret: SECRET, logLine: () => undefined });
  admin = await adminToken(server.url, SECRET);
  await call(server.url, '/user/user_register', { users: [{ userID: 'alice', nickname: 'alice' }] }, admin);
});
after(() => server.close());

const tokenOf = async (userID: string) =>
  String((await call(server.url, '/auth/get_user_token', { userID, platformID: 5 }, admin)).data?.['token']);

it('upgrades on any path, says so in a text frame, and answers pings and requests', async () => {
  for (const path of ['/', '/msg_gateway', '/api/msg_gateway', '/anything/else']) {
    const frames = new Frames(gatewayUrl(server.url, gatewayQuery('alice', await tokenOf('alice')), path));
    assert.deepEqual(JSON.parse((await frames.next()).data.toString()), { errCode: 0, errMsg: '', errDlt: '' }, path);
    frames.socket.send(JSON.stringify({ type: 'ping', body: 7 }));
    const pong = await frames.next();
    assert.deepEqual([pong.isBinary, JSON.parse(pong.data.toString())], [false, { type: 'pong', body: 7 }]);
    frames.socket.send(
      packEnvelope({ reqIdentifier: 1001, msgIncr: '1', operationID: 'o', sendID: 'alice', data: 'CgVhbGljZQ==' }),
    );
    const answer = await frames.next();
    const { reqIdentifier, errCode } = unpackEnvelope<ResponseEnvelope>(answer.data);
    assert.deepEqual([answer.isBinary, reqIdentifier, errCode], [true, 1001, 0]);
    frames.socket.close();
    await frames.closed;
  }
});

it('offers no subprotocol and no compression of its own', async () => {
  const socket = new WebSocket(gatewayUrl(server.url, gatewayQuery('alice', await tokenOf('alice'))), ['chat'], {
    perMessageDeflate: true,
  });
  const [error] = (await once(socket, 'error')) as [Error];
  assert.match(error.message, /no subprotocol/);
  const plain = new Frames(gatewayUrl(server.url, gatewayQuery('alice', await tokenOf('alice'))));
  await plain.next();
  assert.deepEqual([plain.socket.protocol, plain.socket.extensions], ['', '']);
  plain.socket.terminate();
});

it('answers wrong arguments with HTTP 200 and an envelope', async () => {
  const socket = new WebSocket(gatewayUrl(server.url, { sendID: 'alice' }));
  const [, response] = (await once(socket, 'unexpected-response')) as [
    unknown,
    { statusCode: number } & AsyncIterable<Buffer>,
  ];
  let text = '';
  for await (const part of response) text += part.toString();
  assert.equal(response.statusCode, 200);
  assert.equal((JSON.parse(text) as { errCode: number }).errCode, 1602);
});

it('tells a wrong token in the first frame and cuts the connection without a close frame', async () => {
  const frames = new Frames(gatewayUrl(server.url, gatewayQuery('alice', 'nonsense')));
  assert.equal((JSON.parse((await frames.next()).data.toString()) as { errCode: number }).errCode, 1503);
  assert.equal(await frames.closed, 1006);
});

it('closes with 1009 on a frame that is too long, and takes the longest allowed', async () => {
  const frames = new Frames(gatewayUrl(server.url, gatewayQuery('alice', await tokenOf('alice'))));
  await frames.next();
  frames.socket.send(JSON.stringify({ type: 'ping', body: 'x'.repeat(MAX_FRAME - 30) }));
  assert.ok((await frames.next()).data.length > MAX_FRAME - 100);
  frames.socket.send('x'.repeat(MAX_FRAME + 1));
  assert.equal(await frames.closed, 1009);
});

it('delivers the kick before it cuts the older sign-in', async () => {
  const first = new Frames(gatewayUrl(server.url, gatewayQuery('alice', await tokenOf('alice'))));
  await first.next();
  const second = new Frames(gatewayUrl(server.url, gatewayQuery('alice', await tokenOf('alice'))));
  await second.next();
  assert.equal(unpackEnvelope<ResponseEnvelope>((await first.next()).data).reqIdentifier, 2002);
  assert.equal(await first.closed, 1006);
  second.socket.terminate();
});

it('answers control pings', async () => {
  const frames = new Frames(gatewayUrl(server.url, gatewayQuery('alice', await tokenOf('alice'))));
  await frames.next();
  frames.socket.ping('x');
  const [data] = (await once(frames.socket, 'pong')) as [Buffer];
  assert.equal(data.toString(), 'x');
  frames.socket.terminate();
});

it('drops a reader of few long frames by their bytes', async () => {
  const frames = new Frames(gatewayUrl(server.url, gatewayQuery('alice', await tokenOf('alice'))));
  await frames.next();
  frames.socket.pause();
  const ping = JSON.stringify({ type: 'ping', body: 'x'.repeat(MAX_FRAME - 100) });
  // Fewer than the queue of frames holds, and more bytes than the kernel takes.
  for (let i = 0; i < 250 && frames.socket.readyState === frames.socket.OPEN; i++) {
    await new Promise<void>(resolve => frames.socket.send(ping, () => resolve()));
  }
  while (server.context.presence.platforms('alice').length) await new Promise(resolve => setImmediate(resolve));
  frames.socket.resume();
  assert.equal(await frames.closed, 1006);
});

it('drops a reader who does not read, instead of keeping everything for it', async () => {
  const frames = new Frames(gatewayUrl(server.url, gatewayQuery('alice', await tokenOf('alice'))));
  await frames.next();
  frames.socket.pause();
  const ping = JSON.stringify({ type: 'ping', body: 'x'.repeat(45_000) });
  for (let i = 0; i < 800 && frames.socket.readyState === frames.socket.OPEN; i++) {
    await new Promise<void>(resolve => frames.socket.send(ping, () => resolve()));
  }
  frames.socket.resume();
  assert.equal(await frames.closed, 1006);
});

it('slows down who floods it, without losing a frame', async () => {
  const slow = await createImServer({ port: 0, secret: SECRET, limitFactor: 20, logLine: () => undefined });
  try {
    const token = await adminToken(slow.url, SECRET);
    const query = { ...gatewayQuery('imAdmin', token), platformID: '10' };
    const frames = new Frames(gatewayUrl(slow.url, query));
    await frames.next();
    const start = performance.now();
    for (let i = 0; i < 1500; i++) frames.socket.send(JSON.stringify({ type: 'ping', body: i }));
    for (let i = 0; i < 1500; i++)
      assert.deepEqual(JSON.parse((await frames.next()).data.toString()), { type: 'pong', body: i });
    // 200 at once, the rest at 1,000 a second.
    assert.ok(performance.now() - start > 1200, `${performance.now() - start} ms`);
    frames.socket.close();
    await frames.closed;
  } finally {
    await slow.close();
  }
});
