/** HTTP bodies in and out: read with a limit, packed when the caller can unpack. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';

/** Bytes of all bodies being read at a time; above it callers are cut off rather than the process. */
const MAX_READING = 128 * 2 ** 20;
/** Of these, one caller's: nobody alone can take the room of all others. */
const MAX_READING_OF_CALLER = 16 * 2 ** 20;
/** What is read and thrown away of a body too long, so that its sender reads the answer. */
const MAX_DRAINED = 16 * 2 ** 20;
/** Smaller answers gain nothing. */
const MIN_GZIP = 1024;
/** Larger ones are packed aside, so that nobody else waits for it. */
const MIN_ASIDE = 2 ** 16;
const LEVEL = { level: 5 };

const gzipAsync = promisify(gzip) as (data: Uint8Array, options: { level: number }) => Promise<Buffer>;

let reading = 0;
const readingOf = new Map<string, number>();

function count(caller: string, bytes: number): void {
  reading += bytes;
  const own = (readingOf.get(caller) ?? 0) + bytes;
  if (own) readingOf.set(caller, own);
  else readingOf.delete(caller);
}

/** Thrown when the caller went away or sends without end: there is nobody to answer. */
export class RequestGoneError extends Error {
  override name = 'RequestGoneError';
}

/**
 * The body, cut after `limit` bytes.
 * @param caller - whose address counts.
 * @throws RequestGoneError
 */
export function readRequestBody(request: IncomingMessage, limit: number, caller: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let kept = 0;
    let seen = 0;
    let settled = false;
    const settle = (end: () => void) => {
      if (settled) return;
      settled = true;
      count(caller, -kept);
      end();
    };
    const gone = () => settle(() => reject(new RequestGoneError('the request ended early')));
    request.on('data', (chunk: Buffer) => {
      seen += chunk.length;
      if (seen > MAX_DRAINED || reading > MAX_READING || (readingOf.get(caller) ?? 0) > MAX_READING_OF_CALLER) {
        request.destroy();
        return gone();
      }
      const part = chunk.subarray(0, limit - kept);
      if (!part.length || settled) return;
      parts.push(part);
      kept += part.length;
      count(caller, part.length);
    });
    request.on('end', () => settle(() => resolve(Buffer.concat(parts))));
    request.on('error', gone);
    request.on('close', gone);
  });
}

/** "gzip" named, and not with weight 0. */
export const acceptsGzip = (header: string | undefined) =>
  (header ?? '')
    .split(',')
    .some(part => /^\s*(?:gzip|x-gzip|\*)\s*(?:;\s*q\s*=\s*(?!0(?:\.0*)?\s*$)[\d.]+\s*)?$/i.test(part));

export interface HttpAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array;
}

/**
 * Writes an answer, packed where that helps. Small ones are written before this returns: notifications of a call must
 * not overtake its answer. Does nothing when the caller has gone.
 */
export async function writeAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: HttpAnswer,
): Promise<void> {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const packs = bytes.length >= MIN_GZIP && acceptsGzip(request.headers['accept-encoding']);
  const sent = !packs ? bytes : bytes.length < MIN_ASIDE ? gzipSync(bytes, LEVEL) : await gzipAsync(bytes, LEVEL);
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, {
    ...headers,
    vary: [headers['vary'], 'Accept-Encoding'].filter(Boolean).join(', '),
    ...(packs && { 'content-encoding': 'gzip' }),
    'content-length': String(sent.length),
  });
  response.end(request.method === 'HEAD' ? undefined : sent);
}
