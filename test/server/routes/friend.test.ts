/** Incremental friends, ID lists and import (protocol §5.9, §6.1). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../../src/protocol/codes.js';
import * as api from '../../../src/protocol/endpoints.js';
import { idHash } from '../../../src/server/versions.js';
import { ADMIN, page, people, type People } from '../people.js';
import { T } from '../world.js';

const since = (world: People, version: number, versionID: string) =>
  world.ok(api.getIncrementalFriends, 'a', { userID: 'a', versionID, version });

describe('incremental friends', () => {
  it('first full with nulls, then nothing, then what changed, in seconds', async () => {
    const world = people('a', 'b', 'c');
    const first = await since(world, 0, '');
    const { versionID } = first;
    assert.deepEqual(first, {
      version: 1,
      versionID,
      full: true,
      delete: null,
      insert: null,
      update: null,
      sortVersion: 0,
    });
    assert.deepEqual(await since(world, 1, versionID), { ...first, full: false });
    await world.clock.advance(1999);
    await world.befriend('a', 'b');
    await world.befriend('c', 'a');
    const second = await since(world, 1, versionID);
    assert.deepEqual([second.version, second.full, second.delete, second.update], [3, false, null, null]);
    assert.deepEqual(
      second.insert?.map(one => [one.friendUser.userID, one.createTime, one.operatorUserID]),
      [
        ['b', (T + 1000) / 1000, 'a'],
        ['c', (T + 1000) / 1000, 'c'],
      ],
    );
    await world.ok(api.updateFriends, 'a', { ownerUserID: 'a', friendUserIDs: ['b'], isPinned: true });
    await world.ok(api.deleteFriend, 'a', { ownerUserID: 'a', friendUserID: 'c' });
    const third = await since(world, 3, versionID);
    assert.deepEqual([third.version, third.delete, third.insert, third.sortVersion], [5, ['c'], null, 4]);
    assert.deepEqual(
      third.update?.map(one => [one.friendUser.userID, one.isPinned]),
      [['b', true]],
    );
    assert.equal((await since(world, 4, versionID)).sortVersion, 0);
  });

  it('belong to their owner', async () => {
    const world = people('a', 'b');
    for (const endpoint of [api.getIncrementalFriends, api.getFullFriendIDs, api.getIncrementalBlacks]) {
      assert.equal(
        await world.code(endpoint, 'b', { userID: 'a', versionID: '', version: 0, idHash: 0 }),
        codes.NoPermissionError,
      );
    }
    assert.equal(
      await world.code(api.getIncrementalFriends, 'a', { userID: 'a', versionID: '', version: -1 }),
      codes.ArgsError,
    );
    assert.notEqual(await world.code(api.getIncrementalBlacks, 'a', { userID: 'a', versionID: '', version: 0 }), 0);
  });

  it('the ID list has the order of the list and the current version, or is equal', async () => {
    const world = people('a', 'b', 'c');
    const empty = await world.ok(api.getFullFriendIDs, 'a', { userID: 'a', idHash: 0 });
    assert.deepEqual([empty.equal, empty.userIDs, empty.version], [true, null, 1]);
    await world.befriend('a', 'b');
    await world.befriend('a', 'c');
    await world.ok(api.updateFriends, 'a', { ownerUserID: 'a', friendUserIDs: ['c'], isPinned: true });
    const list = await world.ok(api.getFullFriendIDs, 'a', { userID: 'a', idHash: 0 });
    assert.deepEqual(list, { version: 4, versionID: empty.versionID, equal: false, userIDs: ['c', 'b'] });
    const same = await world.ok(api.getFullFriendIDs, 'a', { userID: 'a', idHash: Number(idHash(['c', 'b'])) });
    assert.deepEqual(same, { version: 4, versionID: empty.versionID, equal: true, userIDs: null });
  });
});

describe('import', () => {
  const body = (friendUserIDs: string[]) => ({ ownerUserID: 'a', friendUserIDs });

  it('makes entries on both sides, one version each, and 1201 without a request from each friend [G12]', async () => {
    const world = people('a', 'b', 'c');
    await world.befriend('b', 'a');
    const a = await world.listen('a');
    const before = [world.versionOf('a'), world.versionOf('b'), world.versionOf('c')];
    await world.ok(api.importFriends, ADMIN, body(['b', 'c']));
    const { friendsInfo } = await world.ok(api.getFriendList, 'a', { userID: 'a', pagination: page });
    assert.deepEqual(
      friendsInfo?.map(one => [one.friendUser.userID, one.addSource, one.operatorUserID]),
      [
        ['b', 2, 'b'],
        ['c', 1, ADMIN],
      ],
    );
    assert.equal(world.store.get('friends', ['c', 'a'])?.addSource, 1);
    assert.deepEqual(
      [world.versionOf('a'), world.versionOf('b'), world.versionOf('c')],
      [before[0]! + 1, before[1], before[2]! + 1],
    );
    const notice = (friend: string) => ({
      type: 1201,
      from: friend,
      to: 'a',
      detail: {
        fromToUserID: { fromUserID: 'a', toUserID: friend },
        handleMsg: '',
        friendVersion: 0,
        friendVersionID: '',
        request: null,
      },
    });
    assert.deepEqual(await world.heard(a), [notice('b'), notice('c')]);
  });

  const refusals = [
    ['by a user', 'a', body(['b']), codes.NoPermissionError],
    ['of oneself', ADMIN, body(['b', 'a']), codes.CanNotAddYourselfError],
    ['of an unknown user', ADMIN, body(['b', 'nobody']), codes.RecordNotFoundError],
    ['of repeats', ADMIN, body(['b', 'b']), codes.ArgsError],
    ['of nobody', ADMIN, body([]), codes.ArgsError],
    ['of 1001', ADMIN, body(Array.from({ length: 1001 }, (_, i) => `u${i}`)), codes.ArgsError],
  ] as const;
  for (const [name, who, request, code] of refusals) {
    it(`${name} → ${code}, and nothing is stored`, async () => {
      const world = people('a', 'b');
      assert.equal(await world.code(api.importFriends, who, request), code);
      assert.equal(world.store.count('friends'), 0);
    });
  }
});
