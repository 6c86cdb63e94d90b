// What `npm start` makes of its options.
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { startOptions } from '../../scripts/lib/options.mjs';

describe('startOptions()', () => {
  it('leaves port and data open by default', () => {
    assert.deepEqual(startOptions([]), { port: undefined, data: undefined, rest: [] });
  });

  it('reads both spellings and passes the rest on in order', () => {
    const { port, data, rest } = startOptions(['--policy', '1', '--port', '0', '--data=here', '--print-codes']);
    assert.deepEqual(
      { port, data, rest },
      { port: 0, data: resolve('here'), rest: ['--policy', '1', '--print-codes'] },
    );
  });

  it('refuses what is no port, and an option without its value', () => {
    for (const args of [['--port', 'ten'], ['--port', '65536'], ['--port', '-1'], ['--port'], ['--data', '--port']])
      assert.throws(() => startOptions(args), /--(port|data)/, args.join(' '));
  });
});
