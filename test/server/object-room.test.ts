/** What a user's files take, as a total that follows every change. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Call } from '../../src/server/context.js';
import { addUse, checkRoom, forgetUse } from '../../src/server/object-room.js';
import { forgetObjects, nameObject, openUpload } from '../../src/server/object-uploads.js';
import { people } from './people.js';
import { MB } from './uploads.js';

const call: Call = { userID: 'a', platformID: 5, isAdmin: false, operationID: '', ip: '', token: '' };
const naming = { name: 'a/x', type: '', cause: '' };
const [H1, H2] = ['1'.repeat(32), '2'.repeat(32)];

it('the total is that of the rows, whatever happens to names', () => {
  const world = people('a', 'b');
  const { context, store } = { ...world, ...world.core };
  const summed = () => {
    const rows = store.range('objectNames', { index: 'byUser', prefix: ['a'] });
    return { userID: 'a', files: rows.length, bytes: rows.reduce((sum, { size }) => sum + size, 0) };
  };
  const agrees = () => {
    assert.deepEqual(store.get('fileUse', ['a']), summed());
  };
  nameObject(context, H1, 100, naming);
  agrees();
  nameObject(context, H2, 30, { ...naming, name: 'a/y' });
  agrees();
  // The same name for other bytes; and for the same ones again.
  nameObject(context, H2, 30, naming);
  nameObject(context, H2, 30, naming);
  agrees();
  assert.deepEqual(summed(), { userID: 'a', files: 2, bytes: 60 });
  assert.equal(store.get('fileUse', ['b']), undefined);
  assert.throws(() =>
    store.transaction(() => {
      nameObject(context, H1, 5, { ...naming, name: 'a/z' });
      throw new Error('taken back');
    }),
  );
  agrees();
  forgetObjects(context, 'a');
  assert.equal(store.get('fileUse', ['a']), undefined);
});

it('there is room up to the limit, with what is under way; administrators have no limit', async () => {
  const world = people('a');
  const { context } = world.core;
  const most = context.options.userFilesMb * MB;
  addUse(world.store, 'a', 3, most - 100);
  checkRoom(context, call, 100);
  assert.throws(() => checkRoom(context, call, 101), /no room for this file: a user's files may have \d+ MB/);
  await openUpload(context, call, { hash: '', size: 60, kind: 'form', life: 1000 }, naming);
  checkRoom(context, call, 40);
  assert.throws(() => checkRoom(context, call, 41), { errCode: 1001 });
  checkRoom(context, { ...call, isAdmin: true }, 41);
  forgetUse(world.store, 'a');
  checkRoom(context, call, 101);
  addUse(world.store, 'a', 20_000, 0);
  assert.throws(() => checkRoom(context, call, 1), /20000 files at most/);
});
