// Chat through the embedded server as its own process, data on disk: latency, messages per second, memory of idle connections.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { tsImport } from 'tsx/esm/api';
import { WebSocket } from 'ws';
import { build } from '../../scripts/build.mjs';
import { median, p95, round, table } from './figures.mjs';
import { root } from './pages.mjs';

const SECONDS = 4;
const SENDERS = 8;
/** Messages of one sender that wait for their answers at once. */
const AHEAD = 8;
const PINGS = 200;
const IDLE = 1000;
const SECRET = 'a secret of the bench, long enough';

/** MB of a process that are in memory. */
const memory = pid => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1000;

/** The server in a process of its own, its data in a folder that goes at the end. */
export async function startServer({ closing, say }) {
  await build(['server']);
  say('the server is built');
  const data = mkdtempSync(join(tmpdir(), 'im-bench-'));
  closing(() => {
    rmSync(data, { recursive: true, force: true });
  });
  const child = spawn(process.execPath, [join(import.meta.dirname, 'server-process.mjs'), data, SECRET], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise(resolve => child.once('exit', resolve));
  closing(() => {
    child.kill('SIGKILL');
    return ended;
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = /^listening (http\S+)/.exec(line) ?? [];
    if (url) return { pid: child.pid, url };
  }
  throw new Error('the server ended before it was listening');
}

/** Calls of the server's owner: `call(path, body, token)`, the owner's token, and registering people by their userIDs. */
export async function administer(url) {
  const call = async (path, body, token = '') => {
    const response = await fetch(`${url}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', operationID: 'bench', token },
      body: JSON.stringify(body),
    });
    const { errCode, errMsg, data } = await response.json();
    if (errCode) throw new Error(`${path}: ${errMsg}`);
    return data;
  };
  const { token: admin } = await call('/auth/get_admin_token', { secret: SECRET, userID: 'imAdmin' });
  return {
    call,
    register: ids => call('/user/user_register', { users: ids.map(userID => ({ userID, nickname: userID })) }, admin),
    tokenOf: async userID => (await call('/auth/get_user_token', { userID, platformID: 5 }, admin)).token,
  };
}

/** @returns figures by label, and the table `bench-chat` */
export async function measureChat(part) {
  const { pid, url } = await startServer(part);
  const load = file => tsImport(join(root, 'src', file), import.meta.url);
  const { addresses, createClient, openimBackend } = await load('client.ts');
  let clients = 0;
  const open = () => {
    const client = createClient({
      backend: openimBackend({ ...addresses({ server: url }), WebSocket }),
      persist: 'none',
      name: `bench${clients}`,
    });
    clients++;
    part.closing(() => client.dispose());
    return client;
  };
  const connected = client =>
    new Promise(resolve => {
      if (client.state.connection.status === 'connected') resolve();
      else client.on('connectSuccess', resolve);
    });
  const { register, tokenOf } = await administer(url);
  const person = async userID => {
    const client = open();
    await client.login({ userID, token: await tokenOf(userID) });
    await connected(client);
    part.beat();
    return client;
  };
  const names = Array.from({ length: SENDERS + 2 }, (_, i) => `bench${i}`);
  await register(names);
  const people = await Promise.all(names.map(person));
  for (const client of people) await client.openChat();
  part.say('latency');
  const [first, second, ...senders] = people;

  const times = [];
  for (let i = 0; i < PINGS; i++) {
    const text = `ping ${i}`;
    const message = await first.createTextMessage(text);
    const start = performance.now();
    const there = new Promise(resolve => {
      second.on('recvNewMessages', items => {
        if (items.some(item => item.textElem?.content === text)) resolve(performance.now());
      });
    });
    await first.sendMessage({ recvID: second.getLoginUser(), message });
    times.push((await there) - start);
    part.beat();
  }

  part.say('throughput');
  const begin = performance.now();
  const end = performance.now() + SECONDS * 1000;
  let sent = 0;
  await Promise.all(
    senders.flatMap((sender, i) =>
      Array.from({ length: AHEAD }, async () => {
        const recvID = senders[(i + 1) % SENDERS].getLoginUser();
        while (performance.now() < end) {
          await sender.sendMessage({ recvID, message: await sender.createTextMessage(`message ${sent}`) });
          sent++;
          part.beat();
        }
      }),
    ),
  );

  const lasted = (performance.now() - begin) / 1000;
  part.say('idle connections');
  const idle = Array.from({ length: IDLE }, (_, i) => `idle${i}`);
  await register(idle);
  const before = memory(pid);
  for (let i = 0; i < IDLE; i += 20) await Promise.all(idle.slice(i, i + 20).map(person));
  const after = memory(pid);
  const figures = {
    'Send to receive, median, ms': round(median(times)),
    'Send to receive, 95th percentile, ms': round(p95(times)),
    [`Messages per second, ${SENDERS} senders, each on disk before its answer`]: Math.round(sent / lasted),
    'Memory per 1,000 idle connections, MB': Math.round(((after - before) * 1000) / IDLE),
  };
  return {
    figures,
    tables: {
      'bench-chat': table(['Chat through the server, a process of its own, data on disk', ''], Object.entries(figures)),
    },
  };
}
