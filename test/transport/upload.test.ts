import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { buildSync } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { CHROME_FLAGS, installedBrowser } from '../../scripts/lib/browser.mjs';
import { upload } from '../../src/transport/upload.js';

interface Got {
  method: string;
  url: string;
  header: unknown;
  body: string;
}
let got: Got[] = [];
let arrived = () => {};
/** A storage that takes everything but what its path says. */
function storage(request: IncomingMessage, response: ServerResponse) {
  const { method = '', url = '', headers } = request;
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-allow-headers', '*');
  response.setHeader('access-control-allow-methods', 'PUT');
  if (method === 'OPTIONS') return response.end();
  if (url === '/page') return response.setHeader('content-type', 'text/html').end('<!doctype html>');
  if (url === '/silent') return arrived();
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    got.push({ method, url, header: headers['x-signature'], body: Buffer.concat(chunks).toString() });
    response.writeHead(Number(/^\/(\d+)/.exec(url)?.[1] ?? 200)).end();
  });
}
const server = createServer(storage);
let base = '';
before(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});
const silent = () => new Promise<void>(resolve => (arrived = resolve));
const body = new Blob(['abc']);
const headers = { 'x-signature': 's1' };

describe('upload by fetch', () => {
  it('puts the bytes with the headers of the signature', async () => {
    got = [];
    const progress: number[] = [];
    await upload({ url: `${base}/a?b=1`, headers, body, onProgress: loaded => progress.push(loaded) });
    assert.deepEqual(got, [{ method: 'PUT', url: '/a?b=1', header: 's1', body: 'abc' }]);
    assert.deepEqual(progress, [3]);
  });
  it('tells what the storage answered, without the address that permits it', async () => {
    for (const [status, retryable] of [
      [403, false],
      [429, true],
      [503, true],
    ] as const)
      await assert.rejects(upload({ url: `${base}/${status}?signature=secret`, headers, body }), error => {
        const { errCode, errMsg, ...rest } = error as { errCode: number; errMsg: string; retryable: boolean };
        assert.equal(errCode, status);
        assert.equal(rest.retryable, retryable);
        assert.ok(errMsg.includes(base) && !errMsg.includes('secret'), errMsg);
        return true;
      });
    await assert.rejects(upload({ url: 'http://127.0.0.1:1/', headers, body }), { errCode: 10000, retryable: true });
  });
  it('ends with its signal, with the reason', async () => {
    const control = new AbortController();
    const running = upload({ url: `${base}/silent`, headers, body, signal: control.signal });
    await silent();
    control.abort(new Error('enough'));
    await assert.rejects(running, /enough/);
    await assert.rejects(upload({ url: base, headers, body, signal: control.signal }), /enough/);
  });
  it('goes through the fetch that the page gave', async () => {
    const asked: unknown[] = [];
    await upload({ url: 'http://nowhere.invalid/a', headers, body }, async (url, init) => {
      asked.push(url, new TextDecoder().decode(init?.body as Uint8Array));
      return new Response();
    });
    assert.deepEqual(asked, ['http://nowhere.invalid/a', 'abc']);
  });
});

describe('upload in a browser', () => {
  let browser: Browser;
  let page: Page;
  before(async () => {
    const { text } = buildSync({
      entryPoints: [join(import.meta.dirname, '../../src/transport/upload.ts')],
      bundle: true,
      write: false,
      format: 'iife',
      globalName: 'transport',
    }).outputFiles[0]!;
    browser = await chromium.launch({ executablePath: installedBrowser()!, args: CHROME_FLAGS });
    page = await browser.newPage();
    await page.goto(`${base}/page`);
    // What the test's compiler puts around functions that go into the page.
    await page.addScriptTag({ content: `${text}; globalThis.__name = act => act;` });
  });
  after(() => browser.close());
  type Outcome = { progress: number[]; error?: { errCode?: number; message: string } };
  const put = (url: string, size: number, abort = false) =>
    page.evaluate(
      async ([url, size, abort]) => {
        const { transport } = window as unknown as { transport: { upload: typeof upload } };
        const control = new AbortController();
        const outcome: Outcome = { progress: [] };
        if (abort) Object.assign(window, { enough: () => control.abort(new Error('enough')) });
        await transport
          .upload({
            url,
            headers: { 'x-signature': 's2' },
            body: new Blob(['y'.repeat(size)]),
            onProgress: loaded => outcome.progress.push(loaded),
            signal: control.signal,
          })
          .catch((error: unknown) => {
            const { errCode, message } = error as { errCode?: number; message: string };
            outcome.error = { message, ...(errCode && { errCode }) };
          });
        return outcome;
      },
      [url, size, abort] as const,
    );

  it('tells how far it is', async () => {
    got = [];
    const { progress, error } = await put(`${base}/b`, 3_000_000);
    assert.equal(error, undefined);
    assert.equal(progress.at(-1), 3_000_000);
    assert.ok(progress.length > 1);
    assert.deepEqual(
      progress,
      [...progress].sort((a, b) => a - b),
    );
    assert.deepEqual([got[0]?.header, got[0]?.body.length], ['s2', 3_000_000]);
  });
  it('tells refusals and a missing network', async () => {
    assert.equal((await put(`${base}/403`, 3)).error?.errCode, 403);
    assert.equal((await put('http://127.0.0.1:1/', 3)).error?.errCode, 10000);
  });
  it('ends with its signal', async () => {
    const running = put(`${base}/silent`, 3, true);
    await silent();
    await page.evaluate(() => (window as unknown as { enough(): void }).enough());
    assert.deepEqual((await running).error, { message: 'enough' });
  });
});
