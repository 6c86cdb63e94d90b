import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { it } from 'node:test';
import { acceptsGzip, readRequestBody, RequestGoneError } from '../../src/server/node-http.js';

it('packs for those who say that they unpack', () => {
  for (const header of ['gzip', 'deflate, gzip;q=1.0, *;q=0.5', 'br, GZIP', '*', 'gzip; q=0.1'])
    assert.equal(acceptsGzip(header), true, header);
  for (const header of [undefined, '', 'br', 'gzip;q=0', 'gzip;q=0.000', 'deflate'])
    assert.equal(acceptsGzip(header), false, String(header));
});

const LIMIT = 2 * 2 ** 20;
/** A caller who sends a long body and never its end. */
function slowBody(caller: string) {
  const request = new PassThrough();
  const body = readRequestBody(request as unknown as IncomingMessage, LIMIT, caller);
  request.write(Buffer.alloc(LIMIT));
  return { request, body };
}

it('one caller cannot take the room of all others', async () => {
  const flood = Array.from({ length: 12 }, () => slowBody('6.6.6.6'));
  const ended = flood.map(({ body }) =>
    body.then(
      () => 'read',
      (error: unknown) => error instanceof RequestGoneError,
    ),
  );
  const other = slowBody('1.2.3.4');
  other.request.end();
  assert.equal((await other.body).length, LIMIT);
  await Promise.race(ended);
  assert.ok(flood.some(({ request }) => request.destroyed));
  for (const { request } of flood) request.destroy();
  assert.deepEqual(new Set(await Promise.all(ended)), new Set([true]));
  // What was given up is free again.
  const again = slowBody('6.6.6.6');
  again.request.end();
  assert.equal((await again.body).length, LIMIT);
});

it('keeps no more than the limit of a body', async () => {
  const request = new PassThrough();
  const body = readRequestBody(request as unknown as IncomingMessage, 10, '1.2.3.4');
  request.end('x'.repeat(1000));
  assert.equal((await body).length, 10);
});
