/** The friend list: orders, units, remarks, pins, deletion (protocol §6.1, §6.2). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../../src/protocol/codes.js';
import * as api from '../../../src/protocol/endpoints.js';
import { ADMIN, page, people } from '../people.js';
import { T } from '../world.js';

const pair = (ownerUserID: string, friendUserID: string) => ({ ownerUserID, friendUserID });

/** a's friends in this order: d, c, b; made at T + 1500 each. */
async function circle() {
  const world = people('a', 'b', 'c', 'd', 'e');
  await world.clock.advance(1500);
  for (const friend of ['d', 'c', 'b']) await world.befriend('a', friend);
  return world;
}
type Circle = Awaited<ReturnType<typeof circle>>;
const names = async (world: Circle, pagination = page) =>
  (await world.ok(api.getFriendList, 'a', { userID: 'a', pagination })).friendsInfo?.map(
    one => one.friendUser.userID,
  ) ?? null;
const pin = (world: Circle, friendUserIDs: string[], isPinned: boolean) =>
  world.ok(api.updateFriends, 'a', { ownerUserID: 'a', friendUserIDs, isPinned });

describe('reading friends', () => {
  it('get_friend_list: seconds, four fields of the friend, the other three zero', async () => {
    const world = await circle();
    world.store.put('users', {
      ...world.store.get('users', ['d'])!,
      faceURL: 'u',
      ex: 'x',
      globalRecvMsgOpt: 2,
      appMangerLevel: 1,
    });
    const { friendsInfo, total } = await world.ok(api.getFriendList, 'a', {
      userID: 'a',
      pagination: { pageNumber: 1, showNumber: 1 },
    });
    assert.equal(total, 3);
    assert.deepEqual(friendsInfo, [
      {
        ownerUserID: 'a',
        remark: '',
        createTime: (T + 1000) / 1000,
        addSource: 2,
        operatorUserID: 'a',
        ex: '',
        isPinned: false,
        friendUser: {
          userID: 'd',
          nickname: 'd',
          faceURL: 'u',
          ex: 'x',
          createTime: 0,
          appMangerLevel: 0,
          globalRecvMsgOpt: 0,
        },
      },
    ]);
  });

  it('comes pinned first, then in the order of insertion, through all pages', async () => {
    const world = await circle();
    assert.deepEqual(await names(world), ['d', 'c', 'b']);
    await pin(world, ['b'], true);
    assert.deepEqual(await names(world), ['b', 'd', 'c']);
    await pin(world, ['c'], true);
    assert.deepEqual(await names(world), ['c', 'b', 'd']);
    assert.deepEqual(await names(world, { pageNumber: 2, showNumber: 2 }), ['d']);
    assert.deepEqual(await names(world, { pageNumber: 3, showNumber: 2 }), null);
    await pin(world, ['c', 'b'], false);
    assert.deepEqual(await names(world), ['d', 'c', 'b']);
    await world.befriend('a', 'e');
    assert.deepEqual(await names(world), ['d', 'c', 'b', 'e']);
    assert.deepEqual(await world.ok(api.getFriendIDs, 'a', { userID: 'a' }), { friendIDs: ['d', 'c', 'b', 'e'] });
  });

  it('is null when empty', async () => {
    const world = people('a');
    assert.deepEqual(await world.ok(api.getFriendList, 'a', { userID: 'a', pagination: page }), {
      friendsInfo: null,
      total: 0,
    });
    assert.deepEqual(await world.ok(api.getFriendIDs, 'a', { userID: 'a' }), { friendIDs: null });
  });

  it('get_designated_friends: seconds, insertion order whatever is pinned, others left out, no repeats', async () => {
    const world = await circle();
    await pin(world, ['b'], true);
    const ask = (friendUserIDs: string[]) =>
      world.ok(api.getDesignatedFriends, 'a', { ownerUserID: 'a', friendUserIDs });
    const { friendsInfo } = await ask(['b', 'e', 'nobody', 'd']);
    assert.deepEqual(
      friendsInfo?.map(one => [one.friendUser.userID, one.createTime, one.isPinned]),
      [
        ['d', (T + 1000) / 1000, false],
        ['b', (T + 1000) / 1000, true],
      ],
    );
    assert.deepEqual(await ask(['e']), { friendsInfo: null });
    assert.equal(
      await world.code(api.getDesignatedFriends, 'a', { ownerUserID: 'a', friendUserIDs: ['b', 'b'] }),
      codes.ArgsError,
    );
  });

  it('get_specified_friends_info: ms, input order, no nested profiles, null where there is nothing', async () => {
    const world = await circle();
    await world.ok(api.addBlack, 'a', { ownerUserID: 'a', blackUserID: 'e', ex: 'why' });
    const { infos } = await world.ok(api.getSpecifiedFriendsInfo, 'a', {
      ownerUserID: 'a',
      userIDList: ['e', 'nobody', 'b', 'a'],
    });
    const user = (userID: string) => ({
      userID,
      nickname: userID,
      faceURL: '',
      ex: '',
      createTime: T,
      appMangerLevel: 0,
      globalRecvMsgOpt: 0,
    });
    const black = {
      ownerUserID: 'a',
      createTime: T + 1500,
      addSource: 0,
      operatorUserID: 'a',
      ex: 'why',
      blackUserInfo: null,
    };
    const friend = {
      ownerUserID: 'a',
      remark: '',
      createTime: T + 1500,
      addSource: 2,
      operatorUserID: 'a',
      ex: '',
      isPinned: false,
      friendUser: null,
    };
    assert.deepEqual(infos, [
      { userInfo: user('e'), friendInfo: null, blackInfo: black },
      { userInfo: user('b'), friendInfo: friend, blackInfo: null },
      { userInfo: user('a'), friendInfo: null, blackInfo: null },
    ]);
    for (const userIDList of [[], ['b', 'b'], undefined]) {
      assert.equal(
        await world.code(api.getSpecifiedFriendsInfo, 'a', { ownerUserID: 'a', userIDList }),
        codes.ArgsError,
      );
    }
  });

  it("is_friend: inUser1Friends says whether user 2 is in user 1's list; for either of them", async () => {
    const world = await circle();
    await world.ok(api.deleteFriend, 'a', pair('a', 'b'));
    const body = { userID1: 'a', userID2: 'b' };
    for (const who of ['a', 'b', ADMIN])
      assert.deepEqual(await world.ok(api.isFriend, who, body), { inUser1Friends: false, inUser2Friends: true });
    assert.equal(await world.code(api.isFriend, 'c', body), codes.NoPermissionError);
  });
});

describe('changing friends', () => {
  it('every call is for the owner: 1002', async () => {
    const world = await circle();
    const calls = [
      [api.deleteFriend, pair('a', 'b')],
      [api.setFriendRemark, { ...pair('a', 'b'), remark: 'x' }],
      [api.updateFriends, { ownerUserID: 'a', friendUserIDs: ['b'], remark: 'x' }],
      [api.getFriendList, { userID: 'a', pagination: page }],
      [api.getFriendIDs, { userID: 'a' }],
      [api.getDesignatedFriends, { ownerUserID: 'a', friendUserIDs: ['b'] }],
      [api.getSpecifiedFriendsInfo, { ownerUserID: 'a', userIDList: ['b'] }],
    ] as const;
    for (const [endpoint, body] of calls)
      assert.equal(await world.code(endpoint, 'b', body), codes.NoPermissionError, endpoint.path);
    assert.deepEqual(await names(world), ['d', 'c', 'b']);
  });

  it("deleting is one-way, tells both, and raises the owner's version alone", async () => {
    const world = await circle();
    const [a, b] = [await world.listen('a'), await world.listen('b')];
    const before = [world.versionOf('a'), world.versionOf('b')];
    await world.ok(api.deleteFriend, 'a', pair('a', 'b'));
    assert.deepEqual(
      [world.store.get('friends', ['a', 'b']), world.store.get('friends', ['b', 'a'])?.userID],
      [undefined, 'a'],
    );
    assert.deepEqual([world.versionOf('a'), world.versionOf('b')], [before[0]! + 1, before[1]]);
    const detail = { fromToUserID: { fromUserID: 'a', toUserID: 'b' }, friendVersion: 0, friendVersionID: '' };
    assert.deepEqual(await world.heard(a), [{ type: 1205, from: 'a', to: 'b', detail }]);
    assert.deepEqual(await world.heard(b), [{ type: 1205, from: 'a', to: 'b', detail }]);
  });

  it('deleting who is no friend succeeds, with a version and a notification', async () => {
    const world = await circle();
    const e = await world.listen('e');
    const before = world.versionOf('a');
    await world.ok(api.deleteFriend, 'a', pair('a', 'e'));
    assert.equal(world.versionOf('a'), before + 1);
    // Made-up IDs must not fill the log of changes.
    assert.equal(world.store.get('changes', ['friends', 'a', 'e']), undefined);
    assert.deepEqual(
      (await world.heard(e)).map(one => one.type),
      [1205],
    );
  });

  it('a remark: stored, cleared, told to both with zeros; 1004 for who is no friend', async () => {
    const world = await circle();
    const b = await world.listen('b');
    const before = world.versionOf('a');
    await world.ok(api.setFriendRemark, 'a', { ...pair('a', 'b'), remark: 'Bob' });
    const detail = {
      fromToUserID: { fromUserID: 'a', toUserID: 'b' },
      friendVersion: 0,
      friendVersionID: '',
      friendSortVersion: 0,
    };
    assert.deepEqual(await world.heard(b), [{ type: 1206, from: 'a', to: 'b', detail }]);
    assert.equal(world.store.get('friends', ['a', 'b'])?.remark, 'Bob');
    await world.ok(api.setFriendRemark, 'a', { ...pair('a', 'b'), remark: '' });
    assert.equal(world.store.get('friends', ['a', 'b'])?.remark, '');
    assert.equal(world.versionOf('a'), before + 2);
    assert.equal(
      await world.code(api.setFriendRemark, 'a', { ...pair('a', 'e'), remark: 'x' }),
      codes.RecordNotFoundError,
    );
    assert.equal(world.versionOf('a'), before + 2);
  });

  it('update_friends: one version for several, only given fields, told to oneself [G5]', async () => {
    const world = await circle();
    const [a, b] = [await world.listen('a'), await world.listen('b')];
    const before = world.versionOf('a');
    await world.ok(api.updateFriends, 'a', { ownerUserID: 'a', friendUserIDs: ['b', 'c'], remark: 'R', ex: null });
    await world.ok(api.updateFriends, 'a', { ownerUserID: 'a', friendUserIDs: ['b', 'c'], ex: 'E' });
    assert.equal(world.versionOf('a'), before + 2);
    for (const friend of ['b', 'c']) {
      const row = world.store.get('friends', ['a', friend])!;
      assert.deepEqual([row.remark, row.ex, row.rank], ['R', 'E', 1]);
    }
    const detail = {
      fromToUserID: { fromUserID: '', toUserID: 'a' },
      friendIDs: ['b', 'c'],
      friendVersion: 0,
      friendVersionID: '',
    };
    const notice = { type: 1210, from: 'a', to: 'a', detail };
    assert.deepEqual(await world.heard(a), [notice, notice]);
    assert.deepEqual(await world.heard(b), []);
    await world.ok(api.updateFriends, 'a', { ownerUserID: 'a', friendUserIDs: ['b'], remark: '' });
    assert.equal(world.store.get('friends', ['a', 'b'])?.remark, '');
  });

  it('update_friends: nothing given, or nobody a friend: no version, but 1210', async () => {
    const world = await circle();
    const a = await world.listen('a');
    const before = world.versionOf('a');
    await world.ok(api.updateFriends, 'a', { ownerUserID: 'a', friendUserIDs: ['b'] });
    await world.ok(api.updateFriends, 'a', { ownerUserID: 'a', friendUserIDs: ['e'], remark: 'x' });
    assert.equal(world.versionOf('a'), before);
    assert.deepEqual(
      (await world.heard(a)).map(one => one.type),
      [1210, 1210],
    );
    assert.equal(world.store.get('friends', ['a', 'e']), undefined);
  });

  it('update_friends: empty, repeating or too long lists → 1001', async () => {
    const world = await circle();
    for (const friendUserIDs of [[], ['b', 'b'], undefined, Array.from({ length: 1001 }, (_, i) => `u${i}`)]) {
      assert.equal(
        await world.code(api.updateFriends, 'a', { ownerUserID: 'a', friendUserIDs, remark: 'x' }),
        codes.ArgsError,
      );
    }
  });
});
