// Chat through the embedded server as its own process, data on disk: latency, messages per second, memory of idle connections.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { tsImport } from 'tsx/esm/api';
import { WebSocket } from 'ws';
import { build } from '../../scripts/build.mjs';

const root = join(import.meta.dirname, '../..');
const SECONDS = 4;
const SENDERS = 8;
/** Messages of one sender that wait for their answers at once. */
const AHEAD = 8;
const PINGS = 200;
const IDLE = 1000;
const SECRET = 'a secret of the bench, long enough';

const sorted = list => [...list].sort((a, b) => a - b);
const at = (list, share) => sorted(list)[Math.min(list.length - 1, Math.floor(list.length * share))];
const round = value => Math.round(value * 10) / 10;

/** MB of a process that are in memory. */
const memory = pid => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1000;

async function start(data) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'server-process.mjs'), data, SECRET], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = /^listening (http\S+)/.exec(line) ?? [];
    if (url) return { child, url };
  }
  throw new Error('the server ended before it was listening');
}

/** @returns {Promise<Record<string, number>>} figures by label */
export async function measureChat() {
  await build(['server']);
  const load = file => tsImport(join(root, 'src', file), import.meta.url);
  const { addresses, createClient, openimBackend } = await load('client.ts');
  const data = mkdtempSync(join(tmpdir(), 'im-bench-'));
  const { child, url } = await start(data);
  const clients = [];
  const open = () => {
    const client = createClient({
      backend: openimBackend({ ...addresses({ server: url }), WebSocket }),
      persist: 'none',
      name: `bench${clients.length}`,
    });
    clients.push(client);
    return client;
  };
  const connected = client =>
    new Promise(resolve => {
      if (client.state.connection.status === 'connected') resolve();
      else client.on('connectSuccess', resolve);
    });
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
  const register = ids =>
    call('/user/user_register', { users: ids.map(userID => ({ userID, nickname: userID })) }, admin);
  const person = async userID => {
    const client = open();
    const { token } = await call('/auth/get_user_token', { userID, platformID: 5 }, admin);
    await client.login({ userID, token });
    await connected(client);
    return client;
  };
  try {
    const names = Array.from({ length: SENDERS + 2 }, (_, i) => `bench${i}`);
    await register(names);
    const people = await Promise.all(names.map(person));
    for (const client of people) await client.openChat();
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
    }

    const end = performance.now() + SECONDS * 1000;
    let sent = 0;
    await Promise.all(
      senders.flatMap((sender, i) =>
        Array.from({ length: AHEAD }, async () => {
          const recvID = senders[(i + 1) % SENDERS].getLoginUser();
          while (performance.now() < end) {
            await sender.sendMessage({ recvID, message: await sender.createTextMessage(`message ${sent}`) });
            sent++;
          }
        }),
      ),
    );

    const idle = Array.from({ length: IDLE }, (_, i) => `idle${i}`);
    await register(idle);
    const before = memory(child.pid);
    for (let i = 0; i < IDLE; i += 20) await Promise.all(idle.slice(i, i + 20).map(person));
    const after = memory(child.pid);
    return {
      'Send to receive, median, ms': round(at(times, 0.5)),
      'Send to receive, 95th percentile, ms': round(at(times, 0.95)),
      [`Messages per second, ${SENDERS} senders, each on disk before its answer`]: Math.round(sent / SECONDS),
      'Memory per 1,000 idle connections, MB': Math.round(((after - before) * 1000) / IDLE),
    };
  } finally {
    for (const client of clients) client.dispose();
    child.kill('SIGTERM');
    await new Promise(resolve => child.once('exit', resolve));
    rmSync(data, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) console.log(await measureChat());
