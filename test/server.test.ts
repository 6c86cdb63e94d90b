import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { createImServer } from '../src/server.js';
import { openSqliteStore } from '../src/server/store/sqlite-open.js';
import { adminToken } from './server/running.js';
import { temporaryFolder } from './server/store/stores.js';

const folder = temporaryFolder();
after(() => rmSync(folder, { recursive: true }));

it('runs in memory without a data folder, with a secret of its own', async () => {
  const server = await createImServer({ port: 0 });
  assert.match(server.url, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.ok(await adminToken(server.url, server.context.options.secret));
  assert.ok(server.context.options.secret.length > 40);
  await Promise.all([server.close(), server.close()]);
  await assert.rejects(fetch(server.url));
});

it('takes its options, and leaves the rest at their defaults', async () => {
  const server = await createImServer({ port: 0, policy: 4, admins: ['boss'], tokenDays: undefined });
  const { policy, admins, tokenDays } = server.context.options;
  assert.deepEqual([policy, admins, tokenDays], [4, ['boss'], 90]);
  await server.close();
});

it("frees the folder when it can't start", async () => {
  const data = join(folder, 'data');
  const blocker = createServer().listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  await assert.rejects(createImServer({ data, port: (blocker.address() as AddressInfo).port }), { code: 'EADDRINUSE' });
  blocker.close();
  (await openSqliteStore(data)).close();
});

it('refuses options that make no sense, before it touches anything', async () => {
  await assert.rejects(createImServer({ port: 0, superCode: '1', host: '0.0.0.0' }), /development/);
  await assert.rejects(createImServer({ port: 0, superCode: '1', trustProxy: 1 }), /behind a proxy/);
  await assert.rejects(createImServer({ port: 0, superCode: '1', publicUrl: 'https://im.example' }), /public address/);
  for (const publicUrl of ['im.example', 'ftp://im.example'])
    await assert.rejects(createImServer({ port: 0, publicUrl }), /publicUrl must be an address/);
  await assert.rejects(createImServer({ port: 0, static: join(folder, 'none') }), /there is no folder/);
});

it("serves the operator's files below security headers, and REST beside them", async () => {
  const site = join(folder, 'site');
  mkdirSync(site);
  writeFileSync(join(site, 'index.html'), 'mine');
  const server = await createImServer({ port: 0, static: site });
  const page = await fetch(`${server.url}/`);
  assert.equal(await page.text(), 'mine');
  assert.match(page.headers.get('content-security-policy') ?? '', /frame-ancestors 'self'/);
  assert.equal(await (await fetch(`${server.url}/chat/`)).text(), 'mine');
  assert.equal((await fetch(`${server.url}/none`)).status, 404);
  await server.close();
});

it('runs on a folder that can hold no socket, and says so', async () => {
  const data = join(folder, 'no-sockets');
  mkdirSync(join(data, 'operator.sock'), { recursive: true });
  const log: string[] = [];
  const server = await createImServer({ port: 0, data, logLine: line => void log.push(line) });
  assert.match(log.join(''), /no socket for the operator/);
  assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
  await server.close();
});
