import assert from 'node:assert/strict';
import { it } from 'node:test';
import { FormError, readForm } from '../../src/server/object-form.js';
import { TooManyBytesError } from '../../src/server/object-store.js';

async function* stream(bytes: Uint8Array, step: number) {
  for (let at = 0; at < bytes.length; at += step) yield await Promise.resolve(bytes.subarray(at, at + step));
}
const asked = (bytes: Uint8Array, type: string, step = 7) => ({
  headers: { 'content-type': type },
  body: stream(bytes, step),
});
/** A form as a browser makes it. */
async function form(fields: Record<string, string | Blob>, step?: number, cut = 0) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields))
    if (typeof value === 'string') data.set(name, value);
    else data.set(name, value, 'x.txt');
  const answer = new Response(data);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return asked(bytes.subarray(0, bytes.length - cut), answer.headers.get('content-type')!, step);
}
async function read(request: Parameters<typeof readForm>[0]): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of readForm(request)) parts.push(part);
  return Buffer.concat(parts);
}
const text = (body: string, type = 'multipart/form-data; boundary=b', step?: number) =>
  asked(new TextEncoder().encode(body), type, step);
const HEAD = 'content-disposition: form-data; name="file"; filename="x"';

it('gives the bytes of the file, wherever the chunks end', async () => {
  // Ends of lines and beginnings of borders are ordinary bytes of a file.
  const file = `\r\n--\r\n--\r\r\n-${'hello'.repeat(30)}\r\n\r\n`;
  for (let step = 1; step < 80; step++)
    assert.equal(
      (await read(await form({ key: 'a/x', file: new Blob([file]), more: 'y' }, step))).toString(),
      file,
      `chunks of ${step}`,
    );
});

it('keeps no more than a chunk', async () => {
  let given = 0;
  const chunk = new Uint8Array(65_536);
  async function* body() {
    yield new TextEncoder().encode(`--b\r\n${HEAD}\r\n\r\n`);
    for (; given < 100; given++) yield await Promise.resolve(chunk);
    yield new TextEncoder().encode('\r\n--b--\r\n');
  }
  let taken = 0;
  for await (const part of readForm({
    headers: { 'content-type': 'multipart/form-data; boundary="b"' },
    body: body(),
  })) {
    taken += part.length;
    assert.ok(given * chunk.length - taken < chunk.length + 100, 'what came is handed on at once');
  }
  assert.equal(taken, 100 * chunk.length);
});

it('takes the first file in the field "file" alone', async () => {
  const part = (head: string, body: string) => `--b\r\n${head}\r\n\r\n${body}\r\n`;
  const other = part('Content-Disposition: form-data; name="other"; filename="file"', 'no');
  const field = part('Content-Disposition: form-data; name="file"', 'no');
  const right = part("Content-Type: text/html\r\nCONTENT-DISPOSITION: form-data; name=file; filename*=UTF-8''x", 'yes');
  for (const step of [1, 1000])
    assert.equal(
      (await read(text(`before\r\n${other}${field}${right}${right}--b--`, undefined, step))).toString(),
      'yes',
    );
});

it('says what is wrong with it', async () => {
  const wrong = async (request: Parameters<typeof readForm>[0], why: RegExp) => {
    await assert.rejects(read(request), error => error instanceof FormError && why.test(error.message));
  };
  await wrong(text('', 'text/plain'), /multipart/);
  await wrong(text('', 'multipart/form-data; boundary='), /boundary/);
  await wrong(text(`--other\r\n${HEAD}\r\n\r\nx\r\n--other--`), /no multipart/);
  await wrong(text(`--b${HEAD}\r\n\r\nx\r\n--b--`), /no multipart/);
  await wrong(text(`--b\r\n${HEAD}${'x'.repeat(9000)}`), /too long/);
  await wrong(text(`--b\r\n${HEAD}${'x'.repeat(9000)}\r\n\r\nx\r\n--b--`, undefined, 20_000), /too long/);
  await wrong(await form({ key: 'a/x' }), /in the field "file"/);
  await wrong(await form({ file: new Blob(['hello']) }, 7, 10), /ended early/);
  await wrong(text(''), /no multipart/);
  await assert.rejects(read(await form({ key: 'x'.repeat(100_000), file: new Blob(['x']) })), TooManyBytesError);
  const many = `--b\r\ncontent-disposition: form-data; name="x"\r\n\r\n\r\n`.repeat(2000);
  await assert.rejects(read(text(`${many}--b--`, undefined, 4096)), TooManyBytesError);
});
