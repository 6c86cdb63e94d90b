/** Friend entries: order of insertion, and both sides at once. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  bareBlack,
  bareFriend,
  befriend,
  blackInfo,
  blackInfoInSeconds,
  friendInfo,
  friendsInOrder,
  importFriends,
  lists,
  requestInfo,
  watchersOf,
} from '../../src/server/repo-friends.js';
import { pageRuntime } from '../../src/server/runtime-page.js';
import { MemoryStore } from '../../src/server/store/memory.js';
import { T } from './world.js';

const parts = () => ({ store: new MemoryStore(), runtime: pageRuntime({ now: () => T + 999 }) });
const order = (store: MemoryStore, owner: string) => friendsInOrder(store, owner).map(row => row.userID);

describe('friend entries', () => {
  it('go to the end of the list, also behind pinned ones, also after the last was deleted', () => {
    const { store, runtime } = parts();
    befriend({ store, runtime }, 'a', 'b');
    befriend({ store, runtime }, 'a', 'c');
    store.put('friends', { ...store.get('friends', ['a', 'c'])!, rank: 0 });
    befriend({ store, runtime }, 'd', 'a');
    assert.deepEqual(order(store, 'a'), ['c', 'b', 'd']);
    assert.deepEqual(
      friendsInOrder(store, 'a').map(row => row.seq),
      [2, 1, 3],
    );
    store.delete('friends', ['a', 'd']);
    befriend({ store, runtime }, 'e', 'a');
    assert.deepEqual(order(store, 'a'), ['c', 'b', 'e']);
    assert.deepEqual(
      friendsInOrder(store, 'a', { offset: 1, limit: 1 }).map(row => row.userID),
      ['b'],
    );
  });

  it('watchers are those who list the user', () => {
    const { store, runtime } = parts();
    befriend({ store, runtime }, 'a', 'b');
    store.delete('friends', ['a', 'b']);
    assert.deepEqual(
      [watchersOf(store, 'a'), watchersOf(store, 'b'), lists(store, 'b', 'a'), lists(store, 'a', 'b')],
      [['b'], [], true, false],
    );
  });

  it('importing again makes nothing and raises no version, but tells', () => {
    const world = parts();
    const told: string[] = [];
    const run = () =>
      importFriends(
        world,
        (name, from, to) => {
          told.push(`${name} ${from} ${to}`);
        },
        'a',
        ['b'],
        'imAdmin',
      );
    run();
    run();
    assert.deepEqual([world.store.count('friends'), world.store.get('versions', ['friends', 'a'])?.version], [2, 1]);
    assert.deepEqual(told, Array(2).fill('friendApplicationApproved b a'));
  });
});

describe('what is told', () => {
  it('seconds in lists, ms in the bare forms', () => {
    const { store, runtime } = parts();
    befriend({ store, runtime }, 'a', 'b');
    const friend = store.get('friends', ['a', 'b'])!;
    assert.deepEqual([bareFriend(friend).createTime, friendInfo(store, friend).createTime], [T + 999, T / 1000]);
    const black = { ownerUserID: 'a', userID: 'b', createTime: T + 999, operatorUserID: 'a', ex: '', seq: 1 };
    assert.deepEqual(
      [bareBlack(black).createTime, blackInfo(store, black).createTime, blackInfoInSeconds(store, black).createTime],
      [T + 999, T + 999, T / 1000],
    );
  });

  it('a request has both names, and empty ones for who is gone', () => {
    const { store } = parts();
    const row = {
      fromUserID: 'a',
      toUserID: 'b',
      handleResult: 0,
      reqMsg: '',
      createTime: T,
      handlerUserID: '',
      handleMsg: '',
      handleTime: 0,
      ex: '',
    };
    store.put('users', {
      userID: 'a',
      nickname: 'A',
      faceURL: 'f',
      ex: '',
      createTime: 0,
      appMangerLevel: 0,
      globalRecvMsgOpt: 0,
      lastOnlineTime: 0,
    });
    assert.deepEqual(requestInfo(store, row), {
      ...row,
      fromNickname: 'A',
      fromFaceURL: 'f',
      toNickname: '',
      toFaceURL: '',
    });
  });
});
