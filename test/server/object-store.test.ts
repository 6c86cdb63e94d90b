/** What both adapters keep to. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createFolderObjects } from '../../src/server/node-objects.js';
import { HEAD_BYTES, TooManyBytesError, type ObjectStore } from '../../src/server/object-store.js';
import { createMemoryObjects } from '../../src/server/object-store-memory.js';
import { temporaryFolder } from './store/stores.js';
import { md5, noise, PNG } from './uploads.js';

const ID = 'a'.repeat(32);
const HASH = 'b'.repeat(32);
async function* stream(...chunks: Uint8Array[]) {
  for (const chunk of chunks) {
    await new Promise(resolve => setImmediate(resolve));
    yield chunk;
  }
}
async function whole(body: AsyncIterable<Uint8Array> | undefined): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of body ?? []) parts.push(part);
  return Buffer.concat(parts);
}

const adapters: Record<string, () => { store: ObjectStore; end(): void }> = {
  memory: () => ({ store: createMemoryObjects(), end: () => undefined }),
  folder: () => {
    const folder = temporaryFolder();
    return { store: createFolderObjects(folder), end: () => rmSync(folder, { recursive: true }) };
  },
};

for (const [name, make] of Object.entries(adapters)) {
  const withStore = (work: (store: ObjectStore) => Promise<void>) => async () => {
    const { store, end } = make();
    try {
      await work(store);
    } finally {
      end();
    }
  };
  describe(`object store: ${name}`, () => {
    it(
      'takes parts in any order and tells their hashes and the beginning',
      withStore(async store => {
        const bytes = noise(25_000);
        const part = (i: number) => bytes.subarray(i * 10_000, (i + 1) * 10_000);
        assert.equal(await store.write(ID, 20_000, stream(part(2)), 5000), 5000);
        assert.equal(await store.write(ID, 0, stream(part(0).subarray(0, 7), part(0).subarray(7)), 10_000), 10_000);
        assert.equal(await store.write(ID, 10_000, stream(noise(10_000, 9)), 10_000), 10_000);
        assert.equal(await store.write(ID, 10_000, stream(part(1)), 10_000), 10_000);
        const digest = await store.digest(ID, 25_000, 10_000);
        assert.deepEqual(
          digest?.parts,
          [0, 1, 2].map(i => md5(part(i))),
        );
        assert.ok(Buffer.from(digest!.head).equals(bytes.subarray(0, HEAD_BYTES)));
        assert.equal(await store.digest(ID, 24_999, 10_000), undefined);
        await store.keep(ID, HASH);
        assert.ok((await whole(await store.read(HASH, 0, 25_000))).equals(bytes));
        assert.ok((await whole(await store.read(HASH, 9_999, 10_001))).equals(bytes.subarray(9_999, 10_001)));
        assert.deepEqual(await store.list(), { hashes: [HASH], uploadIDs: [] });
      }),
    );
    it(
      'takes no byte more than it may, and goes on after a body that broke off',
      withStore(async store => {
        await assert.rejects(store.write(ID, 0, stream(noise(6), noise(6)), 10), TooManyBytesError);
        const broken = async function* () {
          yield await Promise.resolve(noise(4));
          throw new Error('gone');
        };
        await assert.rejects(store.write(ID, 0, broken(), 10), /gone/);
        assert.equal(await store.write(ID, 0, stream(noise(10)), 10), 10);
        assert.deepEqual((await store.digest(ID, 10, 10))?.parts, [md5(noise(10))]);
      }),
    );
    it(
      'what is gone is gone, and asking again is no mistake',
      withStore(async store => {
        assert.equal(await store.digest(ID, 1, 1), undefined);
        assert.equal(await store.read(HASH, 0, 1), undefined);
        await store.discard(ID);
        await store.remove(HASH);
        await store.write(ID, 0, stream(noise(3)), 3);
        await store.discard(ID);
        assert.deepEqual(await store.list(), { hashes: [], uploadIDs: [] });
        await store.write(ID, 0, stream(noise(3)), 3);
        await store.keep(ID, HASH);
        await store.remove(HASH);
        assert.deepEqual(await store.list(), { hashes: [], uploadIDs: [] });
      }),
    );
    it(
      'knows pictures, sound and film by their beginning',
      withStore(async store => {
        const start = (text: string) => Buffer.concat([Buffer.from(text, 'latin1'), noise(100)]);
        assert.equal(await store.sniff(PNG), 'image/png');
        assert.equal(await store.sniff(start('\xff\xd8\xff\xe0')), 'image/jpeg');
        assert.equal(await store.sniff(start('RIFF\0\0\0\0WEBPVP8 ')), 'image/webp');
        assert.match(await store.sniff(start('ID3\x04\0\0\0\0\0\0')), /^audio\/mpeg$/);
        assert.match(await store.sniff(start('\0\0\0\x18ftypmp42')), /^video\/mp4$/);
        assert.equal(await store.sniff(Buffer.from('<!doctype html><script>')), '');
        assert.equal(await store.sniff(new Uint8Array()), '');
      }),
    );
  });
}
