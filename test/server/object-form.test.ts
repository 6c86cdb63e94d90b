import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { FileRequest } from '../../src/server/host.js';
import { readForm } from '../../src/server/object-form.js';
import { NoRoomError, TooManyBytesError } from '../../src/server/object-store.js';

async function* body(bytes: Uint8Array, step = 7) {
  for (let at = 0; at < bytes.length; at += step) yield await Promise.resolve(bytes.subarray(at, at + step));
}
async function request(file: string, type?: string): Promise<FileRequest> {
  const form = new FormData();
  form.set('key', 'a/x');
  form.set('file', new Blob([file]), 'x.txt');
  const answer = new Response(form);
  const headers = { 'content-type': type ?? answer.headers.get('content-type')! };
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return { method: 'POST', path: '', query: new URLSearchParams(), headers, body: body(bytes), ip: '' };
}

it('gives the bytes of the file', async () => {
  const chunks = await readForm(await request('hello'), 5);
  assert.notEqual(typeof chunks, 'string');
  const parts: Uint8Array[] = [];
  for await (const part of chunks as AsyncIterable<Uint8Array>) parts.push(part);
  assert.equal(Buffer.concat(parts).toString(), 'hello');
});

it('says what is wrong with it', async () => {
  assert.match(String(await readForm(await request('hello'), 4)), /4 bytes were announced, 5 came/);
  assert.match(String(await readForm(await request('hello', 'text/plain'), 5)), /multipart/);
  assert.match(
    String(await readForm(await request('hello', 'multipart/form-data; boundary=other'), 5)),
    /no multipart/,
  );
  await assert.rejects(readForm(await request('x'.repeat(100_000)), 5), TooManyBytesError);
  await assert.rejects(readForm(await request('hello'), 2 ** 40), NoRoomError);
});
