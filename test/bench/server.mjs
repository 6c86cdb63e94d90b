// Throughput of the embedded server, over real sockets on this machine: signed calls, and friend requests told through the gateway.
import { join } from 'node:path';
import { tsImport } from 'tsx/esm/api';
import { WebSocket } from 'ws';
import { table } from './figures.mjs';

const SECONDS = 3;
const CALLERS = 16;
/** People who register at once: each password is worth some work of the server. */
const TOGETHER = 4;

/** Runs `call` from several callers for a while; gives how many ended per second. On a busy machine some may have to be tried again. */
async function perSecond({ beat, say }, call) {
  const start = performance.now();
  const end = start + SECONDS * 1000;
  let done = 0;
  let again = 0;
  const loop = async caller => {
    while (performance.now() < end || !done) {
      try {
        await call(caller);
        done++;
        beat();
      } catch (error) {
        if (!error.retryable) throw error;
        again++;
      }
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, (_, caller) => loop(caller)));
  if (again) say(`${again} calls were too slow and tried again`);
  return Math.round((done / (performance.now() - start)) * 1000);
}

/** @returns events per second by label, and the table `bench-server` */
export async function measureServer(part) {
  const load = file => tsImport(join(import.meta.dirname, '../../src', file), import.meta.url);
  const [{ createImServer }, { addresses, createClient, openimBackend }] = [
    await load('server.ts'),
    await load('client.ts'),
  ];
  const server = await createImServer({ port: 0, limitFactor: Infinity });
  part.closing(() => server.close());
  const person = async i => {
    const client = createClient({
      backend: openimBackend({ ...addresses({ server: server.url }), WebSocket }),
      persist: 'none',
    });
    part.closing(() => client.dispose());
    await client.register({ user: { account: `bench${i}`, nickname: `Bench ${i}`, password: 'a long password' } });
    await new Promise(resolve => {
      if (client.state.connection.status === 'connected') resolve();
      else client.on('connectSuccess', resolve);
    });
    part.beat();
    return client;
  };
  const people = [];
  while (people.length < CALLERS + 2)
    people.push(...(await Promise.all(Array.from({ length: TOGETHER }, (_, i) => person(people.length + i)))));
  const [first, second, ...rest] = people;
  const id = first.getLoginUser();
  part.say('reads');
  const reads = await perSecond(part, () => second.getUsersFullInfo([id]));
  part.say('writes');
  const writes = await perSecond(part, caller => rest[caller].setSelfInfo({ ex: `${performance.now()}` }));
  part.say('requests');
  const asked = await perSecond(part, caller =>
    rest[caller].addFriend({ toUserID: id, reqMsg: `${performance.now()}` }),
  );
  const figures = {
    'Reads (find users)': reads,
    'Writes (own profile), in memory': writes,
    'Friend requests, pushed to both': asked,
  };
  return { figures, tables: { 'bench-server': table(['Embedded server', 'per second'], Object.entries(figures)) } };
}
