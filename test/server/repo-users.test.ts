/** IM users as stored and told. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RecordNotFoundError } from '../../src/protocol/codes.js';
import { insertUser, isUserID, mustUser, publicUser, userInfo } from '../../src/server/repo-users.js';
import { pageRuntime } from '../../src/server/runtime-page.js';
import { MemoryStore } from '../../src/server/store/memory.js';
import { T } from './world.js';

const parts = () => ({ store: new MemoryStore(), runtime: pageRuntime({ now: () => T }) });

describe('users', () => {
  it('IDs: letters of any script, digits and _', () => {
    for (const good of ['a', '1001', 'x_1', '李雷', 'é'.normalize('NFC')]) assert.equal(isUserID(good), true, good);
    for (const bad of ['', 'a b', 'a-b', 'a@b', 'a\n', '<b>', 'x'.repeat(65), '😀'])
      assert.equal(isUserID(bad), false, bad);
  });

  it("are stored with the server's time, and told without what only the server knows", () => {
    const { store, runtime } = parts();
    insertUser({ store, runtime }, { userID: 'a', nickname: 'A', ex: 'x' });
    const row = mustUser(store, 'a');
    assert.equal(row.createTime, T);
    assert.deepEqual(userInfo({ ...row, lastOnlineTime: 9 }), {
      userID: 'a',
      nickname: 'A',
      faceURL: '',
      ex: 'x',
      createTime: T,
      appMangerLevel: 0,
      globalRecvMsgOpt: 0,
    });
    assert.deepEqual(publicUser(store, 'a'), { userID: 'a', nickname: 'A', faceURL: '', ex: 'x' });
  });

  it('unknown ones: 1004, or empty fields', () => {
    const { store } = parts();
    assert.throws(() => mustUser(store, 'x'), { errCode: RecordNotFoundError });
    assert.deepEqual(publicUser(store, 'x'), { userID: 'x', nickname: '', faceURL: '', ex: '' });
  });
});
