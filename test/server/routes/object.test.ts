/** The calls below /object, by their rules (protocol §8.9). */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { UploadInfo } from '../../../src/protocol/chat-model.js';
import { temporaryFolder } from '../store/stores.js';
import { addressOf, hashOf, MB, md5, noise, PART, partsOf, Site } from '../uploads.js';

const folder = temporaryFolder();
let site: Site;
before(async () => {
  site = await Site.start({ data: folder, maxFileMb: 12, userFilesMb: 100 });
});
after(async () => {
  await site.server.close();
  rmSync(folder, { recursive: true });
});
const initiate = (change: object, who = 'a', headers = {}) => {
  const request = { hash: md5('x'), size: 100, partSize: 1, maxParts: -1, cause: '', name: 'a/x', contentType: 'x/y' };
  return site.ask<{ url: string; upload: UploadInfo | null }>(
    '/object/initiate_multipart_upload',
    { ...request, ...change },
    { who, headers },
  );
};

describe('sizes', () => {
  it('parts of 5 MB; nothing empty, nothing above the limit', async () => {
    assert.deepEqual(await site.ok('/object/part_limit', {}), {
      minPartSize: 5_242_880,
      maxPartSize: 5_368_709_120,
      maxNumSize: 10_000,
    });
    assert.deepEqual(await site.ok('/object/part_size', { size: 12 * MB }), { size: PART });
    for (const size of [0, 12 * MB + 1]) assert.equal((await site.ask('/object/part_size', { size })).errCode, 1001);
    for (const size of [0, -1, 12 * MB + 1, 1e15]) assert.equal((await initiate({ size })).errCode, 1001);
  });
});

describe('initiate_multipart_upload', () => {
  it('checks name, hash and number of parts', async () => {
    assert.equal((await initiate({ name: 'b/x' })).errCode, 1002);
    for (const name of ['', '/a/x', 'a/../b', 'a/x\0', 'a/' + 'x'.repeat(1023)])
      assert.equal((await initiate({ name })).errCode, 1001, name);
    for (const hash of ['', 'xyz', 'g'.repeat(32), '../../../../../../../etc/passwd0'])
      assert.equal((await initiate({ hash })).errCode, 500);
    const { errCode, errDlt } = await initiate({ maxParts: 2 });
    assert.deepEqual([errCode, /too many parts/.test(errDlt)], [500, true]);
  });

  it('one part has a whole address; several share one, each with its own query; none with 0', async () => {
    const one = (await initiate({ hash: md5('one') })).data!.upload!;
    const { url, query, header, parts } = one.sign!;
    assert.deepEqual([url, query, header, parts!.length, one.partSize], ['', null, null, 1, PART]);
    assert.deepEqual([parts![0]!.partNumber, parts![0]!.query, parts![0]!.header], [1, null, null]);
    assert.ok(parts![0]!.url.startsWith(`${site.server.url}/object-parts?uploadId=${one.uploadID}&`));
    assert.ok(one.expireTime > Date.now() + 6.9 * 86_400_000);
    const size = 2 * PART + 1;
    const three = (await initiate({ hash: md5('three'), size })).data!.upload!;
    assert.equal(three.sign!.url, `${site.server.url}/object-parts`);
    assert.deepEqual(three.sign!.query, [{ key: 'uploadId', values: [three.uploadID] }]);
    assert.deepEqual(
      three.sign!.parts!.map(part => [part.partNumber, part.url, part.query!.map(({ key }) => key)]),
      [1, 2, 3].map(number => [number, '', ['partNumber', 'expires', 'signature']]),
    );
    assert.equal((await initiate({ hash: md5('three'), size, maxParts: 2 })).data!.upload!.sign!.parts!.length, 2);
    assert.equal((await initiate({ hash: md5('three'), size, maxParts: 0 })).data!.upload!.sign, null);
    assert.equal((await initiate({ hash: md5('one'), maxParts: 0 })).data!.upload!.sign!.parts!.length, 1);
  });

  it('addresses begin as X-Request-Api says', async () => {
    const headers = { 'x-request-api': 'https://im.example/api' };
    const { data } = await initiate({ hash: md5('proxied') }, 'a', headers);
    assert.ok(data!.upload!.sign!.parts![0]!.url.startsWith('https://im.example/api/object-parts?'));
  });

  it('known bytes are named at once, of the same size only', async () => {
    const bytes = noise(1000, 20);
    await site.upload(bytes, 'a/first');
    const again = await site.initiate(bytes, 'b/second', { who: 'b' });
    assert.deepEqual(again, { url: `${site.server.url}/object/b/second`, upload: null });
    assert.ok(Buffer.from(await (await fetch(again.url)).arrayBuffer()).equals(bytes));
    assert.notEqual((await initiate({ hash: hashOf(bytes), size: 999 })).data!.upload, null);
  });
});

describe('auth_sign', () => {
  it('signs parts anew, of uploads with several, for their owner', async () => {
    const bytes = noise(PART + 5, 21);
    const { upload } = await site.initiate(bytes, 'a/signed', { maxParts: 0 });
    const { uploadID } = upload!;
    const sign = await site.ok<any>('/object/auth_sign', { uploadID, partNumbers: [2, 1] });
    for (const [i, part] of partsOf(bytes).entries())
      assert.equal((await site.put(addressOf(sign, i + 1), part)).status, 200);
    assert.equal((await site.complete(bytes, uploadID, 'a/signed')).errCode, 0);
    const other = (await site.initiate(noise(PART + 5, 22), 'a/other', { maxParts: 0 })).upload!.uploadID;
    const code = async (body: object, who = 'a') => (await site.ask('/object/auth_sign', body, { who })).errCode;
    assert.equal(await code({ uploadID: other, partNumbers: [1] }, 'b'), 1004);
    assert.equal(await code({ uploadID: other, partNumbers: [3] }), 500);
    assert.equal(await code({ uploadID: other, partNumbers: [] }), 500);
    assert.equal(await code({ uploadID: other, partNumbers: [0] }), 1001);
    assert.equal(await code({ uploadID, partNumbers: [1] }), 1004);
    const single = (await site.initiate(noise(5, 23), 'a/single')).upload!.uploadID;
    assert.equal(await code({ uploadID: single, partNumbers: [1] }), 500);
  });
});

describe('complete_multipart_upload', () => {
  it('wants the announced hash, all parts, the owner, an own name; and ends the upload', async () => {
    const bytes = noise(300, 24);
    const { upload } = await site.initiate(bytes, 'a/done');
    const { uploadID } = upload!;
    const complete = (change: object, who = 'a') =>
      site.ask<{ url: string }>(
        '/object/complete_multipart_upload',
        { uploadID, parts: [md5(bytes)], name: 'a/done', contentType: 'x/y', cause: '', ...change },
        { who },
      );
    assert.equal((await complete({})).errCode, 500);
    assert.equal((await site.put(addressOf(upload!.sign!, 1), bytes)).status, 200);
    for (const parts of [[], [md5('other')], [md5(bytes), md5(bytes)], ['x']])
      assert.equal((await complete({ parts })).errCode, 500);
    assert.equal((await complete({}, 'b')).errCode, 1002);
    assert.equal((await complete({ name: 'b/done' }, 'b')).errCode, 1004);
    assert.equal((await complete({ name: 'b/done' })).errCode, 1002);
    assert.equal((await complete({})).data!.url, `${site.server.url}/object/a/done`);
    assert.equal((await complete({})).errCode, 1004);
  });

  it('the same name shows the new bytes', async () => {
    const url = await site.upload(Buffer.from('old bytes'), 'a/renamed');
    assert.equal(await site.upload(Buffer.from('new bytes'), 'a/renamed'), url);
    assert.equal(await (await fetch(url)).text(), 'new bytes');
  });
});

describe('forms', () => {
  const begin = (size: number, name = 'a/form.txt') =>
    site.ask<any>('/object/initiate_form_data', { name, size, contentType: 'text/plain', group: 'avatars' });
  const post = (data: any, bytes: Uint8Array, field = data.file) => {
    const form = new FormData();
    for (const [key, value] of Object.entries(data.formData)) form.set(key, String(value));
    form.set(field, new Blob([bytes as BlobPart]), 'form.txt');
    return fetch(data.url, { method: 'POST', body: form });
  };

  it('bring a file in three steps', async () => {
    const bytes = Buffer.from('by a form');
    const { data } = await begin(bytes.length);
    assert.deepEqual([data.file, data.header, data.successCodes], ['file', null, [200]]);
    assert.ok(data.expires <= Date.now() + 600_000);
    assert.equal((await site.ask('/object/complete_form_data', { id: data.id })).errCode, 500);
    assert.equal((await post(data, bytes)).status, 200);
    assert.equal((await site.ask('/object/complete_form_data', { id: data.id }, { who: 'b' })).errCode, 1004);
    const { url } = await site.ok<{ url: string }>('/object/complete_form_data', { id: data.id });
    assert.equal(await (await fetch(url)).text(), 'by a form');
    assert.equal((await site.ask('/object/complete_form_data', { id: data.id })).errCode, 1004);
    // The same bytes in parts are the same object.
    assert.equal((await site.initiate(bytes, 'a/parts.txt')).upload, null);
  });

  it('of a form that failed nothing is left, nor of the one before', async () => {
    const { data } = await begin(10);
    const complete = () => site.ask('/object/complete_form_data', { id: data.id });
    assert.equal((await post(data, noise(10, 31))).status, 200);
    assert.equal((await post(data, noise(9, 32))).status, 400);
    assert.equal((await complete()).errCode, 500);
    assert.equal((await post(data, noise(10, 31))).status, 200);
    assert.equal((await complete()).errCode, 0);
  });

  it('refuse other sizes, other fields, other bodies, other addresses', async () => {
    assert.equal((await begin(0)).errCode, 1001);
    assert.equal((await begin(10, 'b/form')).errCode, 1002);
    const { data } = await begin(10);
    assert.equal((await post(data, noise(9))).status, 400);
    assert.equal((await post(data, noise(11))).status, 413);
    assert.equal((await post(data, noise(200_000))).status, 413);
    assert.equal((await post(data, noise(10), 'other')).status, 400);
    assert.equal((await fetch(data.url, { method: 'POST', body: noise(10) as any })).status, 400);
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    assert.equal((await fetch(data.url, { method: 'POST', body: 'no parts', headers })).status, 400);
    const unsigned = new URL(data.url);
    unsigned.searchParams.set('signature', 'x');
    assert.equal((await post({ ...data, url: unsigned.href }, noise(10))).status, 403);
    assert.equal((await site.put(data.url.replace('object-form', 'object-parts'), noise(10))).status, 403);
  });
});

describe('access_url', () => {
  it("gives the address of anybody's file, with a query", async () => {
    const url = await site.upload(noise(30, 25), 'a/shared file?.bin');
    const { url: given, expireTime } = await site.ok<any>('/object/access_url', { name: 'a/shared file?.bin' }, 'b');
    assert.equal(given, url);
    assert.ok(expireTime > Date.now());
    const query = { type: 'image', width: '10' };
    const small = await site.ok<any>('/object/access_url', { name: 'a/shared file?.bin', query });
    assert.equal(small.url, `${url}?type=image&width=10`);
    assert.equal((await site.ask('/object/access_url', { name: 'a/none' })).errCode, 1004);
  });
});

describe('room', () => {
  it("a user's files have a limit; another's do not count; what is announced does", async () => {
    const one = (i: number) => initiate({ hash: md5(`room${i}`), size: 12 * MB, name: `b/room${i}` }, 'b');
    const codes: number[] = [];
    for (let i = 0; i < 9; i++) codes.push((await one(i)).errCode);
    assert.deepEqual(codes, [0, 0, 0, 0, 0, 0, 0, 0, 1001]);
    assert.match((await one(9)).errDlt, /100 MB/);
  });
  it('of many unfinished uploads the oldest go', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 22; i++)
      ids.push((await initiate({ hash: md5(`many${i}`), size: 10, name: `a/m${i}` })).data!.upload!.uploadID);
    const { store } = site.server.context;
    assert.equal(store.count('uploads', { index: 'byUser', prefix: ['a'] }), 20);
    assert.ok(store.get('uploads', [ids.at(-1)!]));
  });
});
