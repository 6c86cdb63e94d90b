// Throughput of the embedded server, over real sockets on this machine: signed calls, and friend requests told through the gateway.
import { join } from 'node:path';
import { tsImport } from 'tsx/esm/api';
import { WebSocket } from 'ws';

const SECONDS = 3;
const CALLERS = 16;

/** Runs `call` from several callers for a while; gives how many ended per second. */
async function perSecond(call) {
  const end = performance.now() + SECONDS * 1000;
  let done = 0;
  const loop = async caller => {
    while (performance.now() < end) {
      await call(caller);
      done++;
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, (_, caller) => loop(caller)));
  return Math.round(done / SECONDS);
}

/** @returns {Promise<Record<string, number>>} events per second by label */
export async function measureServer() {
  const load = file => tsImport(join(import.meta.dirname, '../../src', file), import.meta.url);
  const [{ createImServer }, { addresses, createClient, openimBackend }] = [
    await load('server.ts'),
    await load('client.ts'),
  ];
  const server = await createImServer({ port: 0, limitFactor: Infinity });
  const clients = [];
  const person = async i => {
    const client = createClient({
      backend: openimBackend({ ...addresses({ server: server.url }), WebSocket }),
      persist: 'none',
    });
    clients.push(client);
    await client.register({ user: { account: `bench${i}`, nickname: `Bench ${i}`, password: 'a long password' } });
    await new Promise(resolve => {
      if (client.state.connection.status === 'connected') resolve();
      else client.on('connectSuccess', resolve);
    });
    return client;
  };
  try {
    const [first, second, ...rest] = await Promise.all(Array.from({ length: CALLERS + 2 }, (_, i) => person(i)));
    const id = first.getLoginUser();
    const reads = await perSecond(() => second.getUsersFullInfo([id]));
    const writes = await perSecond(caller => rest[caller].setSelfInfo({ ex: `${performance.now()}` }));
    const asked = await perSecond(caller => rest[caller].addFriend({ toUserID: id, reqMsg: `${performance.now()}` }));
    return {
      'Reads (find users)': reads,
      'Writes (own profile), in memory': writes,
      'Friend requests, pushed to both': asked,
    };
  } finally {
    for (const client of clients) client.dispose();
    await server.close();
  }
}
