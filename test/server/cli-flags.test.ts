import assert from 'node:assert/strict';
import { it } from 'node:test';
import { serveFlags, UsageError } from '../../src/server/cli-flags.js';

const read = (name: string, text: string) => serveFlags.find(flag => flag.name === name)!.read!(text);

it('reads lists with blanks and empty places', () => {
  assert.deepEqual(read('admin', ' a, ,b,'), { admins: ['a', 'b'] });
  assert.deepEqual(read('cors-origin', 'https://a.example, http://localhost:3000'), {
    corsOrigins: ['https://a.example', 'http://localhost:3000'],
  });
});

it('refuses values that are none', () => {
  for (const [name, text] of [
    ['port', '-1'],
    ['port', '65536'],
    ['port', ' 80'],
    ['trust-proxy', '99'],
    ['policy', '01'],
    ['cors-origin', '*'],
    ['cors-origin', 'a.example'],
    ['log', ''],
  ] as const) {
    assert.throws(() => read(name, text), UsageError, `${name} ${text}`);
  }
});
