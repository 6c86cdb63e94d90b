import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const root = join(import.meta.dirname, '../..');

function sim(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/sim.mjs', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, out: stdout + stderr, last: stdout.trimEnd().split('\n').at(-1) };
}

describe('simulated histories', () => {
  it('of clients, networks and servers: all end as they must', () => {
    const { status, out, last } = sim('--histories', '200');
    assert.equal(last, '200 passed, 0 failed', out);
    assert.equal(status, 0);
  });
  it('that failed once hold', () => {
    const { status, out, last } = sim('--regressions');
    assert.match(last!, /^[1-9]\d* passed, 0 failed$/, out);
    assert.equal(status, 0);
  });
  it('are the same for the same seed', () => {
    const first = sim('--seed', '7');
    assert.match(first.out, /the judge/);
    assert.equal(sim('--seed', '7').out, first.out);
  });
  it('find a planted bug, and say what it did', () => {
    const { status, out } = sim('--plant', 'doubled-retry', '--histories', '60');
    assert.equal(status, 1, out);
    assert.match(out, /✖ seed \d+: .* happened 2 times/);
    assert.match(out, /npm run sim -- --seed \d+ --plant doubled-retry/);
  });
  it('name their plants, at least ten', () => {
    const { status, out } = sim('--list-plants');
    assert.equal(status, 0);
    assert.ok(out.trim().split('\n').length >= 10, out);
  });
});
