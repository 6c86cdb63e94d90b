/** The bytes of files over HTTP: streamed both ways, never whole in memory. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FileRequest } from './host.js';
import type { Files } from './object-files.js';
import { RequestGoneError } from './node-http.js';

/** A connection on which nothing moves for so long ends. */
const STILL_MS = 30_000;
/** What is read and thrown away of a body nobody wants, so that its sender reads the answer. */
const MAX_DRAINED = 16 * 2 ** 20;

function drain(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  let seen = 0;
  request.on('data', (chunk: Buffer) => {
    seen += chunk.length;
    if (seen > MAX_DRAINED) request.destroy();
  });
  request.on('error', () => undefined);
  request.resume();
}

/** The body as it comes. Leaving it early must not end the connection: the answer goes out on it. */
function bodyOf(request: IncomingMessage): AsyncIterable<Uint8Array> {
  return request.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Uint8Array>;
}

/** @throws RequestGoneError when the caller has hung up. */
export async function answerFile(
  files: Files,
  request: IncomingMessage,
  response: ServerResponse,
  asked: Omit<FileRequest, 'body' | 'gone'>,
): Promise<void> {
  request.setTimeout(STILL_MS, () => request.destroy());
  let left = false;
  response.on('close', () => (left = !response.writableFinished));
  try {
    const { status, headers, body } = await files.answer({
      ...asked,
      body: bodyOf(request),
      gone: () => left || request.destroyed,
    });
    if (response.destroyed) return;
    drain(request);
    if (typeof body === 'string') {
      const bytes = Buffer.from(body);
      response.writeHead(status, { ...headers, ...(status !== 304 && { 'content-length': lengthOf(headers, bytes) }) });
      response.end(asked.method === 'HEAD' ? undefined : bytes);
    } else {
      response.writeHead(status, headers);
      await pipeline(Readable.from(body), response);
    }
  } catch (error) {
    if (left || request.destroyed || response.destroyed) throw new RequestGoneError('the caller has gone');
    throw error;
  }
}

/** An answer to HEAD has the length of what GET would bring. */
const lengthOf = (headers: Readonly<Record<string, string>>, bytes: Uint8Array) =>
  headers['content-length'] ?? String(bytes.length);
