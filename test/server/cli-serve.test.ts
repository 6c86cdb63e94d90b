import assert from 'node:assert/strict';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { serveFlags } from '../../src/server/cli-flags.js';
import { inWords, serve, setupOf } from '../../src/server/cli-serve.js';
import type { Terminal } from '../../src/server/cli-terminal.js';
import { temporaryFolder } from './store/stores.js';

const printed: string[] = [];
const terminal: Terminal = {
  out: line => void printed.push(line),
  error: line => assert.fail(line),
  read: async () => '',
};
const setup = (flags: Record<string, string>) => setupOf({ flags, words: [] }, terminal);

it('every flag with a reader sets something, and a server without flags has a data folder', () => {
  const values: Record<string, string> = {
    port: '7',
    host: 'h',
    data: 'd',
    secret: 's',
    admin: 'a, b',
    policy: '4',
    'friend-verify': '',
    'revoke-minutes': '3',
    'max-file-mb': '5',
    'user-files-mb': '6',
    'no-registration': '',
    invitation: '',
    'super-code': '1',
    'default-friends': 'f,g',
    'cors-origin': 'https://a.example,http://b.example:8080/',
    'trust-proxy': '2',
    'public-url': 'https://im.example',
    log: 'json',
    static: 'w',
    demo: '',
  };
  assert.deepEqual(
    serveFlags
      .filter(flag => flag.read)
      .map(flag => flag.name)
      .sort(),
    Object.keys(values).sort(),
  );
  assert.deepEqual(setup(values), {
    port: 7,
    host: 'h',
    data: 'd',
    secret: 's',
    admins: ['a', 'b'],
    policy: 4,
    friendVerify: true,
    revokeMinutes: 3,
    maxFileMb: 5,
    userFilesMb: 6,
    registration: false,
    invitation: true,
    superCode: '1',
    defaultFriends: ['f', 'g'],
    corsOrigins: ['https://a.example', 'http://b.example:8080'],
    trustProxy: 2,
    publicUrl: 'https://im.example',
    log: 'json',
    static: 'w',
    demo: true,
  });
  assert.deepEqual(setup({}), { data: '.im-data' });
});

it('--print-codes prints codes for people', async () => {
  const { sendCode } = setup({ 'print-codes': '' });
  await sendCode!({ email: 'a@b.example' }, '123456', 1);
  await sendCode!({ areaCode: '+86', phoneNumber: '13800000000' }, '654321', 3);
  assert.deepEqual(printed, ['code 123456 for a@b.example', 'code 654321 for +8613800000000']);
});

it('--blocked-words refuses messages', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'words'), 'bad');
  const { checkMessage } = setup({ 'blocked-words': join(folder, 'words') });
  assert.ok(checkMessage!({ sendID: 'a', recvID: 'b', contentType: 101, content: '{"content":"bad"}' }));
  assert.throws(() => setup({ 'blocked-words': join(folder, 'none') }), /can't be read/);
  rmSync(folder, { recursive: true });
});

it('a stop signal that comes with the first sign of life ends it cleanly', async () => {
  const data = temporaryFolder();
  const lines: string[] = [];
  const out = (line: string) => {
    lines.push(line);
    // Sent before this returns: a handler made later would be too late, and the process gone.
    process.kill(process.pid, 'SIGTERM');
  };
  await serve({ flags: { port: '0', data }, words: [] }, { ...terminal, out });
  assert.match(lines.join(), /^listening http:/);
  assert.equal(existsSync(join(data, 'im.db-wal')), false);
  rmSync(data, { recursive: true });
});

it('tells what is wrong with an address from what is wrong with a folder', () => {
  const said = (code: string, syscall: string) =>
    String(inWords(Object.assign(new Error('?'), { code, syscall }), { data: 'here', port: 80 }));
  assert.match(said('EACCES', 'listen'), /port 80 may not be opened/);
  assert.match(said('EADDRINUSE', 'listen'), /port 80 of 127\.0\.0\.1 is in use/);
  assert.match(said('ENOTFOUND', 'getaddrinfo'), /there is no host/);
  assert.match(said('EACCES', 'mkdir'), /here can't be written/);
  assert.match(said('EEXIST', 'mkdir'), /here is a file/);
  assert.match(said('ENOENT', 'mkdir'), /here can't be made there/);
  assert.match(said('EIO', 'read'), /\?/);
});
