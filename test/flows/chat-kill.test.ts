/** The server is killed while people talk through real sockets: what was acknowledged is there once, and every device has the server's sequence. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { WebSocket } from 'ws';
import { build } from '../../scripts/build.mjs';
import { addresses, createClient, openimBackend } from '../../src/client.js';
import type { Client } from '../../src/core/api.js';
import { singleChatID } from '../../src/protocol/ids.js';
import { ServerProcess } from './site.js';

const KILLS = 5;
/** Acknowledged messages after which the server is killed. */
const AFTER = 15;

let server: ServerProcess;
const clients: Client[] = [];
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
  const client = createClient({ backend, persist: 'none', name: account });
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

test(
  `${KILLS} kills under load: nothing acknowledged is lost, nothing is there twice [O13]`,
  async t => {
    const [a, b] = [await person('killa'), await person('killb')];
    const id = singleChatID(a.getLoginUser(), b.getLoginUser());
    const acknowledged: string[] = [];
    let killed = Promise.resolve();
    let ended = false;
    const talk = async (from: Client, to: Client) => {
      for (let i = 0; !ended; i++) {
        const message = await from.createTextMessage(`message ${i}`);
        // Waits through the restart, and is sent again.
        const sent = await from.sendMessage({ recvID: to.getLoginUser(), message });
        acknowledged.push(sent.clientMsgID);
        if (acknowledged.length % AFTER === 0 && acknowledged.length <= KILLS * AFTER)
          killed = killed.then(() => server.down('SIGKILL')).then(() => server.up());
        ended ||= acknowledged.length > (KILLS + 1) * AFTER;
      }
    };
    await Promise.all([talk(a, b), talk(b, a)]);
    await killed;
    const maxSeq = () => Math.max(...[a, b].map(client => client.state.conversations.get(id)?.maxSeq ?? 0));
    await Promise.all(
      [a, b].map(client => until(client, () => client.state.conversations.get(id)?.maxSeq === maxSeq())),
    );
    const told = await Promise.all(
      [a, b].map(async client => {
        const { messageList } = await client.getAdvancedHistoryMessageList({ conversationID: id, count: 1000 });
        return messageList.map(({ clientMsgID }) => clientMsgID);
      }),
    );
    assert.deepEqual(told[0], told[1]);
    assert.equal(new Set(told[0]).size, told[0]!.length, 'none twice');
    assert.deepEqual(
      acknowledged.filter(each => !told[0]!.includes(each)),
      [],
    );
    t.diagnostic(`${acknowledged.length} acknowledged over ${KILLS} kills`);
  },
);
