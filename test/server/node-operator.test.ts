import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { createServerCore } from '../../src/server/im-server.js';
import { askOperator, listenOperator } from '../../src/server/node-operator.js';
import { defaultOptions } from '../../src/server/options.js';
import { createNodeRuntime } from '../../src/server/runtime-node.js';
import { MemoryStore } from '../../src/server/store/memory.js';
import { temporaryFolder } from './store/stores.js';

const folder = temporaryFolder();
after(() => rmSync(folder, { recursive: true }));
const runtime = createNodeRuntime({ logLine: () => undefined, scryptCost: 1024 });
const core = createServerCore({
  store: new MemoryStore(),
  runtime,
  options: { ...defaultOptions, secret: 's' },
});
const password = 'e10adc3949ba59abbe56e057f20f883e';

it("runs commands for the folder's owner alone, and gives its own words back", async () => {
  const data = join(folder, 'data');
  mkdirSync(data);
  // Left behind by a killed server.
  writeFileSync(join(data, 'operator.sock'), '');
  const end = await listenOperator(core, data);
  assert.equal(statSync(join(data, 'operator.sock')).mode & 0o777, 0o600);
  assert.match((await askOperator(data, 'add', { account: 'alice', password }))!.join(), /^added \d+ alice$/);
  assert.equal((await askOperator(data, 'list', {}))!.length, 1);
  await assert.rejects(askOperator(data, 'ban', { user: 'bob' }), /there is no account "bob"/);
  await assert.rejects(askOperator(data, '__proto__', {}), /there is no command/);
  end();
  assert.equal(await askOperator(data, 'list', {}), undefined);
});

it("nobody answers in a folder without a server, or with a dead one's socket", async () => {
  assert.equal(await askOperator(join(folder, 'none'), 'list', {}), undefined);
});

it('survives lines that are no command', async () => {
  const data = join(folder, 'junk');
  mkdirSync(data);
  const end = await listenOperator(core, data);
  for (const line of ['nonsense\n', 'null\n', '[]\n', '{"command":1}\n', 'x'.repeat(100_000)]) {
    const socket = connect(join(data, 'operator.sock'));
    socket.on('error', () => undefined);
    socket.write(line);
    socket.resume();
    await once(socket, 'close');
  }
  assert.equal((await askOperator(data, 'list', {}))!.length, 1);
  end();
});

it('does without a socket where its name would be too long', async () => {
  const data = join(folder, 'x'.repeat(120));
  mkdirSync(data);
  (await listenOperator(core, data))();
  assert.equal(await askOperator(data, 'list', {}), undefined);
});
