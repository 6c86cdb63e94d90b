/** Streams over HTTP: bodies nobody wants, callers who go away. */
import assert from 'node:assert/strict';
import { createServer, request } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { it } from 'node:test';
import type { FileAnswer, FileRequest } from '../../src/server/host.js';
import { answerFile } from '../../src/server/node-files.js';
import { RequestGoneError } from '../../src/server/node-http.js';

async function served(
  answer: (request: FileRequest) => Promise<FileAnswer>,
  work: (url: string, errors: unknown[]) => Promise<void>,
) {
  const errors: unknown[] = [];
  const server = createServer((incoming, response) => {
    const asked = { method: incoming.method!, path: '/', query: new URLSearchParams(), headers: {}, ip: '' };
    answerFile({ takes: () => true, answer }, incoming, response, asked).catch((error: unknown) => {
      errors.push(error);
      response.destroy();
      server.emit('failed');
    });
    server.emit('asked');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, errors);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

it('answers before the body is read, and its sender reads the answer', () =>
  served(
    () => Promise.resolve({ status: 403, headers: {}, body: 'no' }),
    async url => {
      const answer = await fetch(url, { method: 'PUT', body: new Uint8Array(3_000_000) });
      assert.deepEqual([answer.status, await answer.text()], [403, 'no']);
    },
  ));

it('streams what comes, and answers HEAD with the length of GET', () =>
  served(
    ({ method }) => {
      if (method === 'HEAD') return Promise.resolve({ status: 200, headers: { 'content-length': '7' }, body: '' });
      const many = async function* () {
        for (let i = 0; i < 100; i++) yield await Promise.resolve(new Uint8Array(10_000).fill(7));
      };
      return Promise.resolve({ status: 200, headers: {}, body: many() });
    },
    async url => {
      const bytes = new Uint8Array(1_000_000).fill(7);
      const back = await (await fetch(url)).arrayBuffer();
      assert.ok(Buffer.from(back).equals(bytes));
      assert.equal((await fetch(url, { method: 'HEAD' })).headers.get('content-length'), '7');
    },
  ));

it('knows a caller who hung up from a mistake of its own', () =>
  served(
    async ({ body, gone }) => {
      try {
        for await (const chunk of body) assert.ok(chunk);
      } catch (error) {
        assert.equal(gone!(), true);
        throw error;
      }
      return { status: 200, headers: {}, body: '' };
    },
    async (url, errors) => {
      const half = request(url, { method: 'PUT', headers: { 'content-length': '1000' } });
      half.on('error', () => undefined);
      half.write('some');
      half.on('socket', socket => socket.once('connect', () => setImmediate(() => half.destroy())));
      const end = performance.now() + 60_000;
      while (!errors.length && performance.now() < end) await new Promise(resolve => setImmediate(resolve));
      assert.ok(errors[0] instanceof RequestGoneError);
    },
  ));
