/** The server is killed while people talk through real sockets: what was acknowledged is there once, at the server and on every device. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { WebSocket } from 'ws';
import { build } from '../../scripts/build.mjs';
import { addresses, createClient, openimBackend } from '../../src/client.js';
import type { Client } from '../../src/core/api.js';
import { singleChatID } from '../../src/protocol/ids.js';
import { openDatabase } from '../../src/server/store/sqlite-database.js';
import { DATABASE_FILE } from '../../src/server/store/sqlite-open.js';
import { ServerProcess } from './site.js';

const KILLS = 20;
/** Acknowledged messages after which the server is killed. */
const AFTER = 15;

let server: ServerProcess;
const clients: Client[] = [];
/** As a browser says that the network is back: clients dial at once, instead of after their longer and longer pauses. */
const wakes = new Set<() => void>();
const onWake = (wake: () => void) => {
  wakes.add(wake);
  return () => void wakes.delete(wake);
};
before(async () => {
  await build(['server']);
  server = await ServerProcess.start();
});
after(async () => {
  for (const client of clients) client.dispose();
  await server.remove();
});

async function person(account: string): Promise<Client> {
  const backend = openimBackend({ ...addresses({ server: server.url }), WebSocket: WebSocket as never });
  const client = createClient({ backend, persist: 'none', name: account, onWake });
  clients.push(client);
  await client.register({ user: { account, nickname: account, password: 'a-good-password' } });
  await client.openChat();
  return client;
}
const until = (client: Client, is: () => boolean) =>
  new Promise<void>(done => {
    const off = client.store.on(['messages', 'conversations', 'sync', 'connection'], () => {
      if (!is()) return;
      off();
      done();
    });
    if (is()) (off(), done());
  });

interface StoredMessage {
  seq: number;
  clientMsgID: string;
}

/** What the server has on disk, read when it is down. */
async function rowsOf(conversationID: string): Promise<{ messages: StoredMessage[]; maxSeq: number; whole: unknown }> {
  const database = await openDatabase(join(server.data, DATABASE_FILE));
  try {
    const messages = database
      .prepare('SELECT seq, clientMsgID FROM messages WHERE conversationID = ? ORDER BY seq')
      .all(conversationID) as unknown as StoredMessage[];
    const { maxSeq } = database.prepare('SELECT maxSeq FROM seqs WHERE conversationID = ?').get(conversationID) as {
      maxSeq: number;
    };
    const { integrity_check: whole } = database.prepare('PRAGMA integrity_check').get() as { integrity_check: unknown };
    return { messages, maxSeq, whole };
  } finally {
    database.close();
  }
}

test(`${KILLS} kills under load: nothing acknowledged is lost, nothing is there twice [O13]`, async t => {
  const [a, b] = [await person('killa'), await person('killb')];
  const id = singleChatID(a.getLoginUser(), b.getLoginUser());
  const acknowledged: string[] = [];
  let kills = 0;
  let restart: Promise<void> | undefined;
  const killed = new Set<Promise<void>>();
  /** In the middle of what is under way; the next one is counted from when this one is up again. */
  const kill = async () => {
    kills++;
    await server.down('SIGKILL');
    await server.up();
    for (const wake of wakes) wake();
    restart = undefined;
  };
  let next = AFTER;
  const talk = async (from: Client, to: Client) => {
    for (let i = 0; kills < KILLS || acknowledged.length < next; i++) {
      const message = await from.createTextMessage(`message ${i}`);
      // Waits through the restart, and is sent again.
      const sent = await from.sendMessage({ recvID: to.getLoginUser(), message });
      acknowledged.push(sent.clientMsgID);
      if (acknowledged.length < next || restart || kills === KILLS) continue;
      next = acknowledged.length + AFTER;
      killed.add((restart = kill()));
    }
  };
  await Promise.all([talk(a, b), talk(b, a), talk(a, b), talk(b, a)]);
  await Promise.all(killed);
  assert.equal(kills, KILLS);

  await server.down();
  const { messages, maxSeq, whole } = await rowsOf(id);
  await server.up();
  for (const wake of wakes) wake();
  assert.equal(whole, 'ok');
  const stored = messages.map(({ clientMsgID }) => clientMsgID);
  assert.equal(new Set(stored).size, stored.length, 'none twice');
  // Whatever was sent was acknowledged in the end: there is nothing else, either.
  assert.deepEqual([...stored].sort(), [...acknowledged].sort());
  assert.deepEqual(
    messages.map(({ seq }) => seq),
    messages.map((_, i) => i + 1),
    'seqs have no gap',
  );
  assert.equal(maxSeq, messages.length);

  for (const client of [a, b]) {
    await until(
      client,
      () => client.state.connection.status === 'connected' && client.state.conversations.get(id)?.maxSeq === maxSeq,
    );
    const { messageList } = await client.getAdvancedHistoryMessageList({ conversationID: id, count: 1000 });
    assert.deepEqual(
      messageList.map(({ clientMsgID }) => clientMsgID),
      stored,
      'every device has the server’s sequence',
    );
  }
  t.diagnostic(`${acknowledged.length} acknowledged over ${KILLS} kills`);
});
