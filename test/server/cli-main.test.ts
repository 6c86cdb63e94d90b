import assert from 'node:assert/strict';
import { it } from 'node:test';
import { runCommand } from '../../src/server/cli-main.js';
import { commands } from '../../src/server/cli-commands.js';

async function run(...args: string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const status = await runCommand(args, {
    out: line => void out.push(line),
    error: line => void errors.push(line),
    read: async () => '',
  });
  return { status, out: out.join('\n'), errors: errors.join('\n') };
}

it('shows what there is', async () => {
  for (const args of [['--help'], ['-h'], ['help'], ['user', '--help'], []]) {
    const { status, out } = await run(...args);
    assert.equal(status, args.length ? 0 : 2);
    for (const { name } of commands) assert.ok(out.includes(`im-elements ${name}`), name);
  }
});

it('says which version it is', async () => {
  const { status, out } = await run('--version');
  assert.deepEqual([status, /^\d+\.\d+\.\d+/.test(out)], [0, true]);
});

it("shows each command's flags", async () => {
  for (const { name, flags } of commands) {
    const { status, out } = await run(...name.split(' '), '--help');
    assert.equal(status, 0);
    for (const flag of flags) assert.match(out, new RegExp(`--${flag.name}\\b.* \\S`), `${name} --${flag.name}`);
  }
});

const mistakes: [string[], RegExp][] = [
  [['fly'], /there is no command "fly"/],
  [['user', 'fly', 'x'], /there is no command "user fly x"/],
  [['serve', '--prot', '1'], /serve knows no --prot/],
  [['serve', '-p', '1'], /serve knows no -p/],
  [['serve', '--port'], /--port needs a value: --port N/],
  [['serve', '--data', '--demo'], /--data needs a value/],
  [['serve', '--port', '1', '--port', '2'], /--port is given twice/],
  [['serve', '--demo=yes'], /--demo takes no value/],
  [['serve', 'here'], /"here" is one word too many/],
  [['serve', '--port', '70000'], /from 0 to 65535/],
  [['serve', '--port', '1e3'], /from 0 to 65535/],
  [['serve', '--policy', '2'], /--policy is 0, 1, 4 or 5/],
  [['serve', '--log', 'xml'], /--log is text or json/],
  [['serve', '--cors-origin', 'https://a.example/path'], /takes origins as/],
  [['serve', '--trust-proxy', 'yes'], /--trust-proxy takes a number/],
  [['user', 'ban'], /user ban needs USER/],
  [['user', 'list', '--data', '/nowhere/at/all'], /there is no database in \/nowhere\/at\/all/],
  [['backup'], /backup needs FILE/],
  [['invite', 'fly'], /there is no command "invite fly"/],
  [['invite', 'create', '1', '2'], /"2" is one word too many/],
  [['invite', 'delete'], /invite delete needs CODE/],
];
it('refuses each mistake with its own words and status 2', async () => {
  for (const [args, words] of mistakes) {
    const { status, errors } = await run(...args);
    assert.equal(status, 2, args.join(' '));
    assert.match(errors, words);
    assert.doesNotMatch(errors, /\n/);
  }
});
