/** A plain HTML form with a file (protocol §8.9). Read whole, since its parts are told apart by their text: so few at a time. */
import type { FileRequest } from './host.js';
import { NoRoomError, TooManyBytesError } from './object-store.js';

/** Bytes of all forms being read. */
const ROOM = 64 * 2 ** 20;
/** Bytes of fields and borders. */
const AROUND = 2 ** 16;

let reading = 0;

/** The bytes of the form's file, `size` of them; or what is wrong. */
export async function readForm(request: FileRequest, size: number): Promise<AsyncIterable<Uint8Array> | string> {
  const type = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type)) return 'send multipart/form-data';
  const most = size + AROUND;
  if (reading + most > ROOM) throw new NoRoomError('too many forms at a time');
  reading += most;
  try {
    const bytes = new Uint8Array(most);
    let length = 0;
    for await (const chunk of request.body) {
      if (length + chunk.length > most) throw new TooManyBytesError(`more than ${most} bytes`);
      bytes.set(chunk, length);
      length += chunk.length;
    }
    let file: FormDataEntryValue | null;
    try {
      const form = await new Response(bytes.subarray(0, length), { headers: { 'content-type': type } }).formData();
      file = form.get('file');
    } catch {
      return 'this is no multipart/form-data';
    }
    if (!file || typeof file === 'string') return 'the file must be in the field "file"';
    if (file.size !== size) return `${size} bytes were announced, ${file.size} came`;
    return once(new Uint8Array(await file.arrayBuffer()));
  } finally {
    reading -= most;
  }
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}
