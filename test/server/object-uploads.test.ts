/** The rules of finishing, without HTTP; routes/object.test.ts has them as clients meet them. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Call } from '../../src/server/context.js';
import { finishUpload, forgetObjects, nameKnown, openUpload, uploadOf } from '../../src/server/object-uploads.js';
import { people } from './people.js';
import { hashOf, MB, noise, Site } from './uploads.js';

const call: Call = { userID: 'a', platformID: 5, isAdmin: false, operationID: '', ip: '', token: '' };
async function* body(bytes: Uint8Array) {
  yield await Promise.resolve(bytes);
}
const naming = { name: 'a/x', type: 'text/html', cause: 'msg-file' };

it('a file is announced, filled, finished, named again by its hash, and forgotten', async () => {
  const world = people('a', 'b');
  const { context } = world.core;
  const bytes = noise(100);
  const hash = hashOf(bytes);
  const upload = await openUpload(context, call, { hash, size: 100, kind: 'multipart', life: 1000 }, naming);
  assert.equal(await nameKnown(context, hash, 100, { ...naming, name: 'b/x' }), false);
  await assert.rejects(finishUpload(context, upload, naming), { errCode: 500 });
  await context.objects.files.write(upload.uploadID, 0, body(noise(100, 2)), 100);
  await assert.rejects(finishUpload(context, upload, naming), { errCode: 500 });
  assert.equal(world.store.count('objectNames'), 0);
  await context.objects.files.write(upload.uploadID, 0, body(bytes), 100);
  await finishUpload(context, uploadOf(context, call, upload.uploadID, 'multipart'), naming);
  assert.deepEqual(world.store.get('objects', [hash]), {
    hash,
    size: 100,
    type: 'application/octet-stream',
    createTime: world.clock.time,
  });
  assert.throws(() => uploadOf(context, call, upload.uploadID, 'multipart'), { errCode: 1004 });
  assert.equal(await nameKnown(context, hash, 99, { ...naming, name: 'b/x' }), false);
  assert.equal(await nameKnown(context, hash, 100, { ...naming, name: 'b/x' }), true);
  forgetObjects(context, 'a');
  await world.clock.advance(0);
  assert.ok(world.store.get('objects', [hash]));
  forgetObjects(context, 'b');
  await world.clock.advance(0);
  assert.deepEqual([world.store.count('objects'), (await context.objects.files.list()).hashes], [0, []]);
});

it('belongs to who announced it, as what it was announced, for its time', async () => {
  const world = people('a', 'b');
  const { context } = world.core;
  const { uploadID } = await openUpload(context, call, { hash: '', size: 1, kind: 'form', life: 1000 }, naming);
  assert.throws(() => uploadOf(context, { ...call, userID: 'b' }, uploadID, 'form'), { errCode: 1004 });
  assert.throws(() => uploadOf(context, call, uploadID, 'multipart'), { errCode: 1004 });
  assert.equal(uploadOf(context, { ...call, userID: 'b', isAdmin: true }, uploadID, 'form').uploadID, uploadID);
  world.clock.time += 1000;
  assert.throws(() => uploadOf(context, call, uploadID, 'form'), { errCode: 1701 });
});

it('a beginning that is refused, since the oldest upload is just being written, leaves nothing', async () => {
  const world = people('a');
  const { context } = world.core;
  const begin = () => openUpload(context, call, { hash: '', size: 1, kind: 'form', life: 1000 }, naming);
  const { uploadID } = await begin();
  for (let i = 1; i < 20; i++) {
    await world.clock.advance(1);
    await begin();
  }
  const done = context.objects.writing(uploadID);
  for (let i = 0; i < 3; i++) await assert.rejects(begin(), { errCode: 1001 });
  assert.equal(world.store.count('uploads'), 20);
  done();
  await begin();
  assert.equal(world.store.count('uploads'), 20);
});

it('a file that the server knows counts as any other when it is named again', async () => {
  const site = await Site.start({ maxFileMb: 1, userFilesMb: 1 });
  const bytes = noise(0.7 * MB);
  await site.upload(bytes, 'a/1');
  await assert.rejects(site.initiate(bytes, 'a/2'), /no room/);
  await site.upload(bytes, 'b/1', 'b');
  assert.equal(site.server.context.store.count('objectNames'), 2);
  await site.server.close();
});
