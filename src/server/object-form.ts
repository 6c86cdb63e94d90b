/** A plain HTML form with a file (protocol §8.9), read as it comes: a chunk and a border at most are in memory. */
import type { FileRequest } from './host.js';
import { TooManyBytesError } from './object-store.js';

/** Bytes of borders, headers and fields, in all. */
const AROUND = 2 ** 16;
/** Of the headers of one part. */
const MAX_HEAD = 8192;

/** The form is none, or has no file; in words for its sender. */
export class FormError extends Error {
  override name = 'FormError';
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const HEAD_END = bytesOf('\r\n\r\n');

/** @throws FormError when a Content-Type is not that of a form. */
function borderOf(type: string): Uint8Array {
  if (!/^multipart\/form-data\s*;/i.test(type)) throw new FormError('send multipart/form-data');
  const [, quoted, plain] = /;\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))\s*(?:;|$)/i.exec(type) ?? [];
  const name = quoted ?? plain;
  if (!name) throw new FormError('the boundary of the form is missing');
  return bytesOf(`\r\n--${name}`);
}

/** Where `wanted` begins; -1 when nowhere. */
function find(bytes: Uint8Array, wanted: Uint8Array): number {
  const last = bytes.length - wanted.length;
  for (let at = bytes.indexOf(wanted[0]!); at >= 0 && at <= last; at = bytes.indexOf(wanted[0]!, at + 1)) {
    let same = 1;
    while (same < wanted.length && bytes[at + same] === wanted[same]) same++;
    if (same === wanted.length) return at;
  }
  return -1;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** True for the headers of the field "file" with a file in it. */
function isFile(head: string): boolean {
  const [line = ''] = /^content-disposition:.*$/im.exec(head) ?? [];
  return /;\s*name="?file"?\s*(?:;|$)/i.test(line) && /;\s*filename\*?=/i.test(line);
}

/**
 * The bytes of the form's file: the first one in the field "file".
 * @throws FormError; TooManyBytesError for too much around it; and what the body throws.
 */
export async function* readForm({ headers, body }: Pick<FileRequest, 'headers' | 'body'>): AsyncGenerator<Uint8Array> {
  const border = borderOf(headers['content-type'] ?? '');
  // The first border begins the body: as if a line had ended before it.
  let rest: Uint8Array = bytesOf('\r\n');
  let around = 0;
  let inHead = false;
  let inFile = false;
  let found = false;
  const pass = (length: number) => {
    around += length;
    if (around > AROUND) throw new TooManyBytesError(`more than ${AROUND} bytes around the file`);
  };
  for await (const chunk of body) {
    rest = joined(rest, chunk);
    for (;;) {
      if (inHead) {
        if (rest[0] === 45 && rest[1] === 45) {
          if (found) return;
          throw new FormError('the file must be in the field "file"');
        }
        const end = find(rest, HEAD_END);
        if (end > MAX_HEAD || (end < 0 && rest.length > MAX_HEAD))
          throw new FormError('the headers of a part are too long');
        if (end < 0) break;
        const head = new TextDecoder().decode(rest.subarray(0, end));
        if (!/^[ \t]*(?:\r\n|$)/.test(head)) throw new FormError('this is no multipart/form-data');
        pass(border.length + end);
        rest = rest.subarray(end + HEAD_END.length);
        inHead = false;
        inFile = !found && isFile(head);
        found ||= inFile;
      }
      const at = find(rest, border);
      // What may be the beginning of a border stays for the next chunk.
      const length = at < 0 ? Math.max(0, rest.length - border.length + 1) : at;
      if (!inFile) pass(length);
      else if (length) yield rest.subarray(0, length);
      rest = rest.subarray(at < 0 ? length : at + border.length);
      if (at < 0) break;
      inHead = true;
      inFile = false;
    }
  }
  throw new FormError(found ? 'the form ended early' : 'this is no multipart/form-data');
}
