/** SIGKILL under writes and messages, 20 times: every acknowledged one is there again, no message twice, and the database is whole. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { packEnvelope, toBase64, unpackEnvelope, type ResponseEnvelope } from '../../src/protocol/envelope.js';
import { sendMessage } from '../../src/protocol/frames.js';
import { singleChatID } from '../../src/protocol/ids.js';
import { encode } from '../../src/protocol/wire.js';
import { openDatabase } from '../../src/server/store/sqlite-database.js';
import { DATABASE_FILE } from '../../src/server/store/sqlite-open.js';
import { Frames, gatewayQuery, gatewayUrl } from './frames.js';
import { adminToken, call, startServer } from './running.js';
import { temporaryFolder } from './store/stores.js';

const KILLS = 20;
const WRITERS = 3;
/** Each writes to the next one. */
const SENDERS = ['s0', 's1', 's2'];
const SECRET = 'a secret that outlives the process';

const folder = temporaryFolder();
after(() => rmSync(folder, { recursive: true }));

interface Sender {
  userID: string;
  to: string;
  token: string;
  conversationID: string;
  acknowledged: string[];
  /** Sent, and never answered: it is sent again after the restart, as clients do. */
  open: string;
}

async function senders(url: string, admin: string): Promise<Sender[]> {
  const users = SENDERS.map(userID => ({ userID, nickname: userID }));
  assert.equal((await call(url, '/user/user_register', { users }, admin)).errCode, 0);
  return Promise.all(
    SENDERS.map(async (userID, i) => {
      const { data } = await call(url, '/auth/get_user_token', { userID, platformID: 5 }, admin);
      const to = SENDERS[(i + 1) % SENDERS.length]!;
      const conversationID = singleChatID(userID, to);
      return { userID, to, token: String(data!['token']), conversationID, acknowledged: [], open: '' };
    }),
  );
}

/** Sends until the server is dead; `done` hears of each acknowledged one. */
async function sendMessages(url: string, sender: Sender, round: number, done: () => Promise<void>): Promise<void> {
  const { userID, to, token } = sender;
  const frames = new Frames(gatewayUrl(url, gatewayQuery(userID, token)));
  const dead = frames.closed.then(() => Promise.reject(new Error('the server is dead')));
  await Promise.race([frames.next(), dead]);
  for (let i = 0; ; i++) {
    const clientMsgID = sender.open || `r${round}n${i}`;
    sender.open = clientMsgID;
    const content = new TextEncoder().encode('{"content":"hello"}');
    const message = { sendID: userID, recvID: to, clientMsgID, sessionType: 1, contentType: 101, content, status: 1 };
    const data = toBase64(encode(sendMessage.request, message));
    const request = { reqIdentifier: sendMessage.id, msgIncr: clientMsgID, operationID: 'op', sendID: userID, data };
    frames.socket.send(packEnvelope(request as never));
    for (;;) {
      const reply = unpackEnvelope<ResponseEnvelope>((await Promise.race([frames.next(), dead])).data);
      if (reply.msgIncr !== clientMsgID) continue;
      assert.equal(reply.errCode, 0);
      break;
    }
    sender.acknowledged.push(clientMsgID);
    sender.open = '';
    await done();
  }
}

/** Every acknowledged message of every conversation is there once, and seqs have no gaps. */
async function checkMessages(url: string, list: readonly Sender[]): Promise<void> {
  for (const { userID, token, conversationID, acknowledged } of list) {
    const stored: { seq: number; clientMsgID: string }[] = [];
    for (let begin = 1; ; begin += 500) {
      const seqRanges = [{ conversationID, begin, end: begin + 499, num: 500 }];
      const { data } = await call(url, '/msg/pull_msg_by_seq', { userID, seqRanges }, token);
      const { Msgs } = (data!['msgs'] as Record<string, { Msgs: typeof stored }>)[conversationID] ?? { Msgs: [] };
      if (!Msgs.length) break;
      stored.push(...Msgs);
    }
    const ids = stored.map(({ clientMsgID }) => clientMsgID);
    assert.equal(new Set(ids).size, ids.length, 'no message twice');
    const there = new Set(ids);
    assert.deepEqual(
      acknowledged.filter(id => !there.has(id)),
      [],
    );
    assert.ok(stored.every(({ seq }, i) => seq === i + 1));
  }
}

/** Writes and sends from several connections until the server is dead; kills it in the middle. Gives the writes it acknowledged. */
async function writeAndKill(
  url: string,
  token: string,
  round: number,
  list: readonly Sender[],
  kill: () => Promise<unknown>,
): Promise<string[]> {
  const acknowledged: string[] = [];
  const killAfter = 20 + ((round * 7) % 60);
  let count = 0;
  const done = async () => {
    if (++count === killAfter) await kill();
  };
  const write = async (writer: number) => {
    for (let i = 0; ; i++) {
      const userID = `r${round}w${writer}n${i}`;
      // The dead server's connections fail: that ends the writer.
      const { errCode } = await call(url, '/user/user_register', { users: [{ userID, nickname: userID }] }, token);
      assert.equal(errCode, 0);
      acknowledged.push(userID);
      await done();
    }
  };
  const results = await Promise.allSettled([
    ...Array.from({ length: WRITERS }, (_, writer) => write(writer)),
    ...list.map(sender => sendMessages(url, sender, round, done)),
  ]);
  for (const result of results)
    assert.ok(
      result.status === 'rejected' && !(result.reason instanceof assert.AssertionError),
      String((result as PromiseRejectedResult).reason),
    );
  return acknowledged;
}

async function missing(url: string, token: string, userIDs: readonly string[]): Promise<string[]> {
  const lost: string[] = [];
  for (let i = 0; i < userIDs.length; i += 1000) {
    const { errCode, data } = await call(
      url,
      '/user/account_check',
      { checkUserIDs: userIDs.slice(i, i + 1000) },
      token,
    );
    assert.equal(errCode, 0);
    const results = data!['results'] as { userID: string; accountStatus: number }[];
    lost.push(...results.filter(result => result.accountStatus !== 1).map(result => result.userID));
  }
  return lost;
}

async function integrity(): Promise<unknown> {
  const database = await openDatabase(join(folder, DATABASE_FILE));
  const result = database.prepare('PRAGMA integrity_check').get() as { integrity_check: unknown };
  database.close();
  return result.integrity_check;
}

it(`loses nothing it acknowledged in ${KILLS} kills`, async t => {
  const all: string[] = [];
  let token = '';
  let list: Sender[] = [];
  for (let round = 0; round < KILLS; round++) {
    const server = await startServer(['--data', folder, '--secret', SECRET]);
    // The token is an acknowledged write, too: it outlives every kill.
    token ||= await adminToken(server.url, SECRET);
    assert.deepEqual(await missing(server.url, token, all), [], `before kill ${round + 1}`);
    if (!list.length) list = await senders(server.url, token);
    await checkMessages(server.url, list);
    let ended: Promise<unknown> = Promise.resolve();
    all.push(...(await writeAndKill(server.url, token, round, list, () => (ended = server.end('SIGKILL')))));
    assert.equal(await ended, 'SIGKILL');
  }
  const server = await startServer(['--data', folder, '--secret', SECRET]);
  assert.equal(await integrity(), 'ok');
  assert.deepEqual(await missing(server.url, token, all), []);
  await checkMessages(server.url, list);
  assert.equal(await server.end('SIGTERM'), 0);
  assert.equal(await integrity(), 'ok');
  const messages = list.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
  assert.ok(all.length > KILLS * 2 && messages > KILLS * 10, `${all.length} writes, ${messages} messages`);
  t.diagnostic(`${all.length} writes and ${messages} messages acknowledged, none lost`);
});
