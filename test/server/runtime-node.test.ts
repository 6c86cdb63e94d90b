import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { it } from 'node:test';
import { createNodeRuntime } from '../../src/server/runtime-node.js';

const runtime = createNodeRuntime();
const salt = new Uint8Array(16);

it('hashes slowly, the same for the same salt alone', async () => {
  const started = performance.now();
  const [a, b, c] = await Promise.all([
    runtime.slowHash('x', salt),
    runtime.slowHash('x', salt),
    runtime.slowHash('x', new Uint8Array(16).fill(1)),
  ]);
  assert.ok(performance.now() - started > 50);
  assert.equal(a.length, 32);
  assert.deepEqual(a, b);
  assert.notDeepEqual(a, c);
});

it('packs and unpacks; refuses what is no gzip or too big', async () => {
  const data = new TextEncoder().encode('a'.repeat(10_000));
  const packed = await runtime.gzip(data);
  assert.ok(packed.length < 200);
  assert.deepEqual(new Uint8Array(await runtime.gunzip(packed, 10_000)), data);
  await assert.rejects(runtime.gunzip(packed, 9_999));
  await assert.rejects(runtime.gunzip(data, 10_000));
});

it('sha256 is hex', () => {
  assert.equal(runtime.sha256('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

it('runs a timer once, and not when cancelled', async () => {
  const seen: string[] = [];
  const cancelled = runtime.after(1, () => seen.push('never'));
  cancelled.cancel();
  await new Promise<void>(resolve => {
    runtime.after(5, () => {
      seen.push('ran');
      resolve();
    });
    setTimeout(() => undefined, 50);
  });
  assert.deepEqual(seen, ['ran']);
});

it('timers keep no process alive', () => {
  const url = new URL('../../src/server/runtime-node.js', import.meta.url).href;
  const code = `const { createNodeRuntime } = await import(${JSON.stringify(url)}); createNodeRuntime().after(60000, () => {}); createNodeRuntime().after(1e12, () => {});`;
  const child = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    timeout: 55_000,
  });
  assert.equal(child.status, 0);
});

for (const log of ['text', 'json'] as const) {
  it(`the ${log} log hides secrets and is one line an event, whatever it is given`, () => {
    const lines: string[] = [];
    const { log: write } = createNodeRuntime({ log, logLine: line => lines.push(line) });
    const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJVc2VySUQiOiIxIn0.c2lnbmF0dXJl';
    write('info', 'request', {
      path: '/a\nfake line',
      imToken: 'T0K',
      password: 'hunter2',
      verifyCode: '666666',
      url: `/?token=abc&x=1 ${jwt}`,
      errCode: 1001,
      ms: 3,
    });
    write('warn', `odd ${jwt}\nevent`);
    const all = lines.join('');
    assert.equal(all.split('\n').length, 3);
    for (const secret of ['T0K', 'hunter2', '666666', 'abc', jwt]) assert.ok(!all.includes(secret), secret);
    assert.match(all, /1001/);
    if (log === 'json') assert.equal((JSON.parse(lines[0]!) as { event: string }).event, 'request');
  });
}

it('connections and calls are traced as JSON alone', () => {
  const lines: string[] = [];
  const logLine = (line: string) => void lines.push(line);
  assert.equal(createNodeRuntime({ logLine }).trace, undefined);
  createNodeRuntime({ log: 'json', logLine }).trace!('call', { path: '/x', token: 'T0K', errCode: 0 });
  const { time: _, ...line } = JSON.parse(lines.join('')) as Record<string, unknown>;
  assert.deepEqual(line, { path: '/x', token: '[hidden]', errCode: 0, level: 'info', event: 'call' });
});
