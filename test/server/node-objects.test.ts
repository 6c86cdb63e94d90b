import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { createFolderObjects } from '../../src/server/node-objects.js';
import { temporaryFolder } from './store/stores.js';

const folder = temporaryFolder();
after(() => rmSync(folder, { recursive: true }));
const ID = 'c'.repeat(32);
async function* one(text: string) {
  yield await Promise.resolve(Buffer.from(text));
}

it('makes its folders for the owner alone, and shelves objects by their first digits', async () => {
  const store = createFolderObjects(folder);
  await store.write(ID, 0, one('abc'), 3);
  await store.keep(ID, ID);
  assert.deepEqual(readdirSync(join(folder, 'objects', 'cc')), [ID]);
  for (const path of ['objects', 'uploads', 'objects/cc'])
    assert.equal(statSync(join(folder, path)).mode & 0o777, 0o700);
  assert.equal(statSync(join(folder, 'objects/cc', ID)).mode & 0o777, 0o600);
});

it('turns nothing but 32 hex digits into a path', async () => {
  const store = createFolderObjects(folder);
  for (const name of [
    '',
    '..',
    '../../x',
    'A'.repeat(32),
    `${ID}/`,
    `${ID}\0`,
    'c'.repeat(31),
    '%2e'.repeat(10) + 'aa',
  ]) {
    const asked = [
      () => store.write(name, 0, one('x'), 1),
      async () => store.digest(name, 1, 1),
      async () => store.keep(name, ID),
      async () => store.discard(name),
      async () => store.read(name, 0, 1),
      async () => store.remove(name),
    ];
    for (const work of asked) await assert.rejects(work, TypeError);
  }
});

it('lists what it knows, whatever else lies there', async () => {
  writeFileSync(join(folder, 'objects', 'README'), '');
  mkdirSync(join(folder, 'objects', 'zz'));
  writeFileSync(join(folder, 'objects', 'zz', 'other'), '');
  writeFileSync(join(folder, 'uploads', '.hidden'), '');
  assert.deepEqual(await createFolderObjects(folder).list(), { hashes: [ID], uploadIDs: [] });
});
