import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { runCommand } from '../../src/server/cli-main.js';
import { temporaryFolder } from './store/stores.js';

const folder = temporaryFolder();
after(() => rmSync(folder, { recursive: true }));

async function run(args: string[], input = '') {
  const lines: string[] = [];
  const status = await runCommand(args, {
    out: line => void lines.push(line),
    error: line => void lines.push(line),
    read: () => Promise.resolve(input),
  });
  return { status, lines };
}

it('makes no folder for a misspelt name', async () => {
  const data = join(folder, 'misspelt');
  for (const command of ['list', 'ban x', 'password x', 'delete x'])
    assert.equal((await run(['user', ...command.split(' '), '--data', data])).status, 2);
  assert.equal((await run(['invite', 'list', '--data', data])).status, 2);
  assert.equal((await run(['backup', join(folder, 'copy'), '--data', data])).status, 2);
  assert.equal(existsSync(data), false);
});

it('takes no short password, and shows a made one only when it counts', async () => {
  const data = join(folder, 'data');
  assert.match(
    (await run(['user', 'add', 'alice', '--password-stdin', '--data', data], 'short\n')).lines.join(),
    /at least 6 characters/,
  );
  const made = await run(['user', 'add', 'alice', '--data', data]);
  assert.match(made.lines.join('\n'), /^added \d+ alice\npassword [a-z2-9]{14}$/);
  const again = await run(['user', 'add', 'alice', '--data', data]);
  assert.deepEqual([again.status, again.lines.length], [1, 1]);
  assert.doesNotMatch(again.lines.join(), /password/);
});

it('makes invitation codes, also in a new folder, and saves no copy where there is no folder for it [H11]', async () => {
  const data = join(folder, 'invited');
  const made = await run(['invite', 'create', '2', '--data', data]);
  assert.deepEqual([made.status, made.lines.length], [0, 2]);
  assert.equal((await run(['invite', 'delete', made.lines[0]!, '--data', data])).status, 0);
  assert.equal((await run(['invite', 'create', '--data', data])).lines.length, 1);
  const listed = await run(['invite', 'list', '--data', data]);
  assert.equal(listed.lines.length, 2);
  assert.ok(listed.lines.some(line => line.startsWith(`${made.lines[1]}\t`)));
  const nowhere = await run(['backup', join(folder, 'missing', 'copy'), '--data', data]);
  assert.deepEqual([nowhere.status, /there is no folder .*missing/.test(nowhere.lines.join())], [1, true]);
});
