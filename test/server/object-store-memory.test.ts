import assert from 'node:assert/strict';
import { it } from 'node:test';
import { NoRoomError } from '../../src/server/object-store.js';
import { createMemoryObjects } from '../../src/server/object-store-memory.js';

const [ONE, TWO] = ['1'.repeat(32), '2'.repeat(32)];
async function* bytes(length: number) {
  yield await Promise.resolve(new Uint8Array(length));
}

it('is full at its limit, and has room again when something goes', async () => {
  const store = createMemoryObjects({ room: 100 });
  await store.write(ONE, 0, bytes(60), 60);
  await assert.rejects(store.write(TWO, 0, bytes(60), 60), NoRoomError);
  await assert.rejects(store.write(ONE, 90, bytes(60), 60), NoRoomError);
  await store.keep(ONE, ONE);
  await assert.rejects(store.write(TWO, 0, bytes(60), 60), NoRoomError);
  await store.remove(ONE);
  assert.equal(await store.write(TWO, 0, bytes(100), 100), 100);
});

it('gives the page an address for bytes, once, and takes it back; never as something that runs', async () => {
  const made: string[] = [];
  const released: string[] = [];
  const store = createMemoryObjects({
    address: {
      make: (data, type) => `blob:${made.push(`${data.length} ${type}`)}`,
      release: url => released.push(url),
    },
  });
  await store.write(ONE, 0, bytes(3), 3);
  await store.keep(ONE, ONE);
  assert.equal(store.url!(TWO, 'image/png'), undefined);
  assert.deepEqual([store.url!(ONE, 'image/png'), store.url!(ONE, 'image/png')], ['blob:1', 'blob:1']);
  await store.write(TWO, 0, bytes(4), 4);
  await store.keep(TWO, TWO);
  store.url!(TWO, 'text/html');
  await store.remove(ONE);
  assert.deepEqual([made, released], [['3 image/png', '4 application/octet-stream'], ['blob:1']]);
});
