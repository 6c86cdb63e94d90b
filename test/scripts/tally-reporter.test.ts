// The counts of a run: a skipped test, an empty file and a crash are failures, and nothing counts twice.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

const reporter = join(import.meta.dirname, '../../scripts/lib/tally-reporter.mjs');

describe('the reporter', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'im-elements-tally-'))));
  after(() => rmSync(folder, { recursive: true }));

  /** Runs one planted file and gives what was counted. */
  function counted(body: string) {
    const file = join(folder, 'planted.test.mjs');
    const tally = join(folder, 'tally.json');
    writeFileSync(file, `import { before, describe, it, test } from 'node:test';\n${body}`);
    const { NODE_TEST_CONTEXT: _, ...env } = process.env; // else the inner run reports to the outer one
    const args = ['--test', `--test-reporter=${reporter}`, '--test-reporter-destination=stdout', file];
    const { stdout } = spawnSync(process.execPath, args, { env: { ...env, TALLY_FILE: tally }, encoding: 'utf8' });
    const { passed, failed, files } = JSON.parse(readFileSync(tally, 'utf8')) as Record<string, number>;
    return { counts: [passed, failed, files], stdout };
  }

  it('counts tests, not suites', () => {
    assert.deepEqual(
      counted(`describe('a', () => { it('b', () => {}); it('c', () => {}); }); test('d', () => {});`).counts,
      [3, 0, 1],
    );
  });

  it('counts a failure once, however deep', () => {
    const { counts, stdout } = counted(
      `describe('a', () => { describe('b', () => { it('c', () => { throw new Error('why'); }); it('d', () => {}); }); });`,
    );
    assert.deepEqual(counts, [1, 1, 1]);
    assert.match(stdout, /✖ .*planted\.test\.mjs: c\nError: why/);
  });

  it('takes a skipped or unfinished test for a failure', () => {
    assert.deepEqual(counted(`test.skip('a', () => {}); test.todo('b'); test('c', () => {});`).counts, [1, 2, 1]);
  });

  it('takes a file without tests for a failure', () => {
    const { counts, stdout } = counted('');
    assert.deepEqual(counts, [0, 1, 1]);
    assert.match(stdout, /has no test/);
  });

  it('takes a crash and a failing hook for failures', () => {
    assert.deepEqual(counted(`test('a', () => {}); setImmediate(() => process.exit(3));`).counts[1], 1);
    assert.ok(
      counted(`describe('a', () => { before(() => { throw new Error('hook'); }); it('b', () => {}); });`).counts[1]! >
        0,
    );
    assert.deepEqual(counted(`throw new Error('at once');`).counts, [0, 1, 1]);
  });
});
