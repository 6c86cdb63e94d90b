/** Files on the server in the page: through its fetch, with addresses that the page's elements can load. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createLoopbackServer, LOOPBACK_ORIGIN } from '../../src/server/loopback.js';
import { insertUser } from '../../src/server/repo-users.js';
import { addressOf, hashOf, md5, noise, PART, partsOf, PNG } from './uploads.js';

async function start() {
  const server = createLoopbackServer();
  const { context } = server.core;
  insertUser(context, { userID: 'a', nickname: 'a' });
  const { token } = await context.tokens.issue('a', 5);
  const ask = async (path: string, body: object) => {
    const init = { method: 'POST', headers: { operationID: 'x', token }, body: JSON.stringify(body) };
    const { errCode, errDlt, data } = (await (await server.fetch(LOOPBACK_ORIGIN + path, init)).json()) as any;
    assert.equal(errCode, 0, errDlt);
    return data;
  };
  const upload = async (bytes: Uint8Array, name: string): Promise<string> => {
    const request = { hash: hashOf(bytes), size: bytes.length, maxParts: -1, name, contentType: 'x/y' };
    const { url, upload } = await ask('/object/initiate_multipart_upload', request);
    if (!upload) return url;
    for (const [i, part] of partsOf(bytes).entries()) {
      const put = await server.fetch(addressOf(upload.sign, i + 1), { method: 'PUT', body: part as BodyInit });
      assert.equal(put.status, 200);
    }
    const { uploadID } = upload;
    return (await ask('/object/complete_multipart_upload', { uploadID, parts: partsOf(bytes).map(md5), name })).url;
  };
  return { server, ask, upload };
}

it('a picture has an address of the page itself, and can be read by its name, too', async () => {
  const { server, ask, upload } = await start();
  const url = await upload(PNG, 'a/picture.png');
  assert.match(url, /^blob:/);
  const blob = await (await fetch(url)).blob();
  assert.deepEqual([blob.type, Buffer.from(await blob.arrayBuffer()).equals(PNG)], ['image/png', true]);
  assert.equal(await upload(PNG, 'a/again.png'), url);
  assert.equal((await ask('/object/access_url', { name: 'a/picture.png', query: { type: 'image' } })).url, url);
  const answer = await server.fetch(`${LOOPBACK_ORIGIN}/object/a/picture.png`);
  assert.ok(Buffer.from(await answer.arrayBuffer()).equals(PNG));
  assert.equal(answer.headers.get('content-security-policy'), "sandbox; default-src 'none'");
  server.close();
});

it('what could run as a page of this page has an address of plain bytes', async () => {
  const { server, upload } = await start();
  for (const text of ['<!doctype html><script>1</script>', '<svg xmlns="http://www.w3.org/2000/svg"/>', '%PDF-1.4']) {
    const url = await upload(Buffer.from(text), 'a/page.html');
    assert.equal((await (await fetch(url)).blob()).type, 'application/octet-stream');
  }
  server.close();
});

it('several parts, and forms; files outlive a restart of the server, as its store does', async () => {
  const { server, ask, upload } = await start();
  const bytes = noise(PART + 10);
  await upload(bytes, 'a/large');
  const { id, url, file, formData } = await ask('/object/initiate_form_data', { name: 'a/form', size: 5 });
  const form = new FormData();
  form.set('key', formData.key);
  form.set(file, new Blob(['hello']), 'x');
  assert.equal((await server.fetch(url, { method: 'POST', body: form })).status, 200);
  server.restart();
  assert.match((await ask('/object/complete_form_data', { id })).url, /^blob:/);
  for (const [name, length] of [
    ['form', 5],
    ['large', bytes.length],
  ] as const) {
    const answer = await server.fetch(`${LOOPBACK_ORIGIN}/object/a/${name}`);
    assert.equal((await answer.arrayBuffer()).byteLength, length);
  }
  server.close();
});
