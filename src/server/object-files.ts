/** Bytes in and out (protocol §8.9): parts and forms by signed addresses, files by their names. Beside REST: no token, no envelope. */
import { ImError } from '../protocol/errors.js';
import { whereabouts } from './answers.js';
import type { ServerContext } from './context.js';
import { corsHeaders } from './cors.js';
import type { FileAnswer, FileRequest } from './host.js';
import { FormError, readForm } from './object-form.js';
import { disposition, nameOf, OBJECT_PATH } from './object-names.js';
import { FORM_PATH, isSigned, partCount, PARTS_PATH, partSpan } from './object-parts.js';
import { spanOf } from './object-range.js';
import { NoRoomError, TooManyBytesError } from './object-store.js';
import { isShown } from './object-types.js';
import type { Row } from './store/tables.js';

const PREFIX = /^\/(?:api|msg_gateway|chat)(?=\/)/;
/** Of an address in a minute. */
const DOWNLOADS = 6000;
/** A file opened by itself: nothing in it may run, load or be part of the site. */
const SAFE = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'",
  'cross-origin-resource-policy': 'cross-origin',
  'referrer-policy': 'no-referrer',
};

/** An answer instead of a file. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    words: string,
  ) {
    super(words);
  }
}

export interface Files {
  /** True when a call is about the bytes of files: the host gives it to `answer` without reading its body. */
  takes(method: string, path: string): boolean;
  answer(request: FileRequest): Promise<FileAnswer>;
}

const bare = (path: string) => path.replace(PREFIX, '');

/** A whole number of the query from 1 on; 0 when not given. */
function sizeOf(query: URLSearchParams, name: string): number {
  const text = query.get(name) || '0';
  if (!/^\d{1,5}$/.test(text)) throw new Refusal(400, `${name} must be a number`);
  return Number(text);
}

/** Looked at, not acted on: pictures come in their own size. */
function checkQuery(query: URLSearchParams, type: string): void {
  const wanted = query.get('type');
  if (wanted === null) return;
  if (wanted !== 'image') throw new Refusal(400, 'type can be image');
  sizeOf(query, 'width');
  sizeOf(query, 'height');
  if (!/^(?:|png|jpe?g|gif)$/.test(query.get('format') ?? '')) throw new Refusal(400, 'format is png, jpeg or gif');
  if (!type.startsWith('image/')) throw new Refusal(500, 'this file is no image');
}

export function createFiles(context: ServerContext): Files {
  const { store, runtime, options, objects, limits } = context;

  async function send({ method, path, query, headers, ip }: FileRequest): Promise<FileAnswer> {
    limits.take('downloads', ip, DOWNLOADS, 60_000);
    const name = nameOf(bare(path)) ?? '';
    const named = store.get('objectNames', [name]);
    const object = named && store.get('objects', [named.hash]);
    if (!object) throw new Refusal(404, 'there is no such file');
    const { hash, size, type } = object;
    checkQuery(query, type);
    const etag = `"${hash}"`;
    const shown: Record<string, string> = {
      ...SAFE,
      etag,
      'accept-ranges': 'bytes',
      // A name can get other bytes; what an address with their hash shows can't change.
      'cache-control': query.get('v') === hash ? 'public, max-age=31536000, immutable' : 'public, no-cache',
    };
    const known = (headers['if-none-match'] ?? '').split(',').map(tag => tag.trim().replace(/^W\//, ''));
    if (known.includes(etag)) return { status: 304, headers: shown, body: '' };
    const span = spanOf(headers, size, etag);
    if (span === 'none') return { status: 416, headers: { ...SAFE, 'content-range': `bytes */${size}` }, body: '' };
    const { start, end } = span ?? { start: 0, end: size };
    const body = await objects.files.read(hash, start, end);
    if (!body) throw new Refusal(404, 'there is no such file');
    return {
      status: span ? 206 : 200,
      headers: {
        ...shown,
        'content-type': type,
        'content-disposition': disposition(name, isShown(type)),
        'content-length': String(end - start),
        ...(span && { 'content-range': `bytes ${start}-${end - 1}/${size}` }),
      },
      body: method === 'HEAD' ? '' : body,
    };
  }

  /** The upload an address was signed for. */
  function signed({ query }: FileRequest, kind: string, partNumber: number): Row<'uploads'> {
    const upload = store.get('uploads', [(query.get('uploadId') ?? '').slice(0, 64)]);
    if (upload?.kind !== kind || !isSigned(upload, partNumber, query, runtime.now()))
      throw new Refusal(403, 'this address is not signed, or too old');
    return upload;
  }

  function checkLength(announced: number, came: number): void {
    if (came !== announced) throw new Refusal(400, `${announced} bytes were announced, ${came} came`);
  }

  async function takePart(request: FileRequest): Promise<FileAnswer> {
    const text = request.query.get('partNumber') ?? '';
    const partNumber = /^\d{1,5}$/.test(text) ? Number(text) : 0;
    const upload = signed(request, 'multipart', partNumber);
    if (partNumber < 1 || partNumber > partCount(upload)) throw new Refusal(403, 'there is no such part');
    const { offset, length } = partSpan(upload, partNumber);
    const announced = request.headers['content-length'];
    if (announced !== undefined && Number(announced) !== length)
      throw new Refusal(Number(announced) > length ? 413 : 400, `this part has ${length} bytes`);
    const done = objects.writing(upload.uploadID);
    try {
      checkLength(length, await objects.files.write(upload.uploadID, offset, request.body, length));
    } finally {
      done();
    }
    return { status: 200, headers: {}, body: '' };
  }

  async function takeForm(request: FileRequest): Promise<FileAnswer> {
    const upload = signed(request, 'form', 0);
    const { uploadID, size } = upload;
    // Nothing says what bytes it should be: of two forms at once, or of half a one, nothing may be left.
    await objects.alone(uploadID, async () => {
      try {
        checkLength(size, await objects.files.write(uploadID, 0, readForm(request), size));
      } catch (error) {
        await objects.files.discard(uploadID).catch(() => undefined);
        throw error;
      }
    });
    return { status: 200, headers: {}, body: '' };
  }

  const ways: Readonly<Record<string, (request: FileRequest) => Promise<FileAnswer>>> = {
    [`PUT ${PARTS_PATH}`]: takePart,
    [`POST ${FORM_PATH}`]: takeForm,
  };
  const wayOf = (method: string, path: string) =>
    (method === 'GET' || method === 'HEAD') && bare(path).startsWith(OBJECT_PATH)
      ? send
      : ways[`${method} ${bare(path)}`];

  return {
    takes: (method, path) => wayOf(method, path) !== undefined,
    async answer(request) {
      const { 'content-type': _, ...cors } = corsHeaders(options, request.headers);
      const words = (status: number, text: string) => ({
        status,
        headers: { ...cors, ...SAFE, 'content-type': 'text/plain; charset=utf-8' },
        body: text,
      });
      try {
        const { status, headers, body } = await wayOf(request.method, request.path)!(request);
        return { status, headers: { ...cors, ...headers }, body };
      } catch (error) {
        if (error instanceof Refusal) return words(error.status, error.message);
        if (error instanceof FormError) return words(400, error.message);
        if (error instanceof TooManyBytesError) return words(413, error.message);
        if (error instanceof NoRoomError) {
          runtime.log('error', 'no room for files', { reason: error.message });
          return words(507, 'there is no room left for files');
        }
        if (error instanceof ImError) return words(error.errCode === 429 ? 429 : 409, error.errMsg);
        // The caller went away in the middle: nobody to tell, and nothing wrong here.
        if (request.gone?.()) throw error;
        runtime.log('error', 'a file failed', { method: request.method, ...whereabouts(error) });
        return words(500, 'the server made a mistake');
      }
    },
  };
}
