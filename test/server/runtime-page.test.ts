/** The runtime of the page. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { pageRuntime } from '../../src/server/runtime-page.js';

const runtime = pageRuntime();
describe('runtime of the page', () => {
  it('hashes as everybody does', () => {
    for (const text of ['', 'abc', 'ü😀', 'x'.repeat(1000)])
      assert.equal(runtime.sha256(text), createHash('sha256').update(text).digest('hex'));
  });
  it('hashes slowly: 32 bytes that depend on secret and salt', async () => {
    const [a, b, c, again] = await Promise.all([
      runtime.slowHash('x', new Uint8Array(16)),
      runtime.slowHash('y', new Uint8Array(16)),
      runtime.slowHash('x', new Uint8Array(16).fill(1)),
      runtime.slowHash('x', new Uint8Array(16)),
    ]);
    assert.equal(a.length, 32);
    assert.deepEqual(a, again);
    assert.notDeepEqual(a, b);
    assert.notDeepEqual(a, c);
  });
  it('packs and unpacks what others packed, up to the limit', async () => {
    const data = new TextEncoder().encode('hello '.repeat(10_000));
    assert.deepEqual(new Uint8Array(gunzipSync(await runtime.gzip(data))), data);
    assert.deepEqual(await runtime.gunzip(gzipSync(data), data.length), data);
    await assert.rejects(runtime.gunzip(gzipSync(data), data.length - 1), RangeError);
    await assert.rejects(runtime.gunzip(data, 1e6));
    await assert.rejects(runtime.gunzip(gzipSync(data).subarray(0, 40), 1e6));
    assert.deepEqual(await runtime.gunzip(await runtime.gzip(new Uint8Array()), 0), new Uint8Array());
  });
  it('has chance and time, and takes back timers', async () => {
    const [a, b] = [runtime.random(new Uint8Array(16)), runtime.random(new Uint8Array(16))];
    assert.notDeepEqual(a, b);
    assert.ok(Math.abs(runtime.now() - Date.now()) < 1000);
    const ran: number[] = [];
    runtime.after(1, () => ran.push(1)).cancel();
    const timer = setTimeout(() => undefined, 50);
    await new Promise<void>(resolve => {
      runtime.after(5, () => {
        ran.push(2);
        resolve();
      });
    });
    clearTimeout(timer);
    assert.deepEqual(ran, [2]);
  });
});
