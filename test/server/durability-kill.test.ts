/** SIGKILL under writes, 20 times: every acknowledged write is there again, and the database is whole. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { openDatabase } from '../../src/server/store/sqlite-database.js';
import { DATABASE_FILE } from '../../src/server/store/sqlite-open.js';
import { adminToken, call, startServer } from './running.js';
import { temporaryFolder } from './store/stores.js';

const KILLS = 20;
const WRITERS = 6;
const SECRET = 'a secret that outlives the process';

const folder = temporaryFolder();
after(() => rmSync(folder, { recursive: true }));

/** Writes from several connections until the server is dead; kills it in the middle of them. Gives what it acknowledged. */
async function writeAndKill(
  url: string,
  token: string,
  round: number,
  kill: () => Promise<unknown>,
): Promise<string[]> {
  const acknowledged: string[] = [];
  const killAfter = 10 + ((round * 7) % 40);
  const write = async (writer: number) => {
    for (let i = 0; ; i++) {
      const userID = `r${round}w${writer}n${i}`;
      // The dead server's connections fail: that ends the writer.
      const { errCode } = await call(url, '/user/user_register', { users: [{ userID, nickname: userID }] }, token);
      assert.equal(errCode, 0);
      if (acknowledged.push(userID) === killAfter) await kill();
    }
  };
  const results = await Promise.allSettled(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
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

it(`loses nothing it acknowledged in ${KILLS} kills`, { timeout: 40_000 }, async t => {
  const all: string[] = [];
  let token = '';
  for (let round = 0; round < KILLS; round++) {
    const server = await startServer(['--data', folder, '--secret', SECRET]);
    // The token is an acknowledged write, too: it outlives every kill.
    token ||= await adminToken(server.url, SECRET);
    assert.deepEqual(await missing(server.url, token, all), [], `before kill ${round + 1}`);
    let ended: Promise<unknown> = Promise.resolve();
    all.push(...(await writeAndKill(server.url, token, round, () => (ended = server.end('SIGKILL')))));
    assert.equal(await ended, 'SIGKILL');
  }
  const server = await startServer(['--data', folder, '--secret', SECRET]);
  assert.equal(await integrity(), 'ok');
  assert.deepEqual(await missing(server.url, token, all), []);
  assert.equal(await server.end('SIGTERM'), 0);
  assert.equal(await integrity(), 'ok');
  assert.ok(all.length > KILLS * 10);
  t.diagnostic(`${all.length} acknowledged writes, none lost`);
});
