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
