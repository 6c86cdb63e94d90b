/** Profiles, and the administrator's user calls (protocol §2.5, §7). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../../src/protocol/codes.js';
import * as api from '../../../src/protocol/endpoints.js';
import { ADMIN, page, people } from '../people.js';
import { T } from '../world.js';

describe('reading users', () => {
  it('anybody with a token may; unknown ones are left out; ms', async () => {
    const world = people('a', 'b');
    const { usersInfo } = await world.ok(api.getUsersInfo, 'a', { userIDs: ['b', 'nobody', 'b'] });
    assert.deepEqual(usersInfo, [
      { userID: 'b', nickname: 'b', faceURL: '', ex: '', createTime: T, appMangerLevel: 0, globalRecvMsgOpt: 0 },
    ]);
    assert.deepEqual(await world.ok(api.getUsersInfo, 'a', { userIDs: ['nobody'] }), { usersInfo: null });
  });

  it('without a list, or with too long a one → 1001', async () => {
    const world = people('a');
    for (const body of [{}, { userIDs: null }, { userIDs: 'a' }, { userIDs: Array<string>(1001).fill('a') }]) {
      assert.equal(await world.code(api.getUsersInfo, 'a', body), codes.ArgsError);
    }
  });
});

describe('changing a profile', () => {
  it('only given fields change, empty ones too; 1303 goes to the user in any case', async () => {
    const world = people('a');
    const a = await world.listen('a');
    await world.ok(api.updateUserInfoEx, 'a', {
      userInfo: { userID: 'a', nickname: 'Anna', faceURL: 'f', ex: 'x', globalRecvMsgOpt: 2 },
    });
    await world.ok(api.updateUserInfoEx, 'a', { userInfo: { userID: 'a', ex: '' } });
    await world.ok(api.updateUserInfoEx, 'a', { userInfo: { userID: 'a' } });
    const { nickname, faceURL, ex, globalRecvMsgOpt } = world.store.get('users', ['a'])!;
    assert.deepEqual(
      { nickname, faceURL, ex, globalRecvMsgOpt },
      { nickname: 'Anna', faceURL: 'f', ex: '', globalRecvMsgOpt: 2 },
    );
    const notice = { type: 1303, from: 'a', to: 'a', detail: { userID: 'a' } };
    assert.deepEqual(await world.heard(a), [notice, notice, notice]);
  });

  it('a new name or picture concerns those who list the user, not those the user lists', async () => {
    const world = people('a', 'b', 'c', 'd');
    for (const friend of ['b', 'c']) await world.befriend('a', friend);
    // b no longer lists a; c is no longer listed by a.
    await world.ok(api.deleteFriend, 'b', { ownerUserID: 'b', friendUserID: 'a' });
    await world.ok(api.deleteFriend, 'a', { ownerUserID: 'a', friendUserID: 'c' });
    const peers = [await world.listen('a'), await world.listen('b'), await world.listen('c'), await world.listen('d')];
    const before = ['a', 'b', 'c'].map(id => world.versionOf(id));
    await world.ok(api.updateUserInfoEx, 'a', { userInfo: { userID: 'a', nickname: 'Anna' } });
    const own = { type: 1303, from: 'a', to: 'a', detail: { userID: 'a' } };
    const told = { type: 1209, from: 'a', to: 'c', detail: { userID: 'a' } };
    assert.deepEqual(await Promise.all(peers.map(peer => world.heard(peer))), [[own, told], [], [told], []]);
    assert.deepEqual(
      ['a', 'b', 'c'].map(id => world.versionOf(id)),
      [before[0], before[1], before[2]! + 1],
    );
    assert.deepEqual(world.store.get('changes', ['friends', 'c', 'a'])?.state, 2);
    // The same name again, or another field, concerns nobody else.
    await world.ok(api.updateUserInfoEx, 'a', { userInfo: { userID: 'a', nickname: 'Anna', ex: 'new' } });
    assert.deepEqual(await world.heard(peers[2]!), []);
    await world.ok(api.updateUserInfoEx, 'a', { userInfo: { userID: 'a', faceURL: 'new' } });
    assert.deepEqual(await world.heard(peers[2]!), [told]);
  });

  it('an administrator is the sender of what they change', async () => {
    const world = people('a', 'b');
    await world.befriend('a', 'b');
    const [a, b] = [await world.listen('a'), await world.listen('b')];
    await world.ok(api.updateUserInfoEx, ADMIN, { userInfo: { userID: 'a', nickname: 'Anna' } });
    assert.deepEqual(await world.heard(a), [{ type: 1303, from: ADMIN, to: 'a', detail: { userID: 'a' } }]);
    assert.deepEqual(await world.heard(b), [{ type: 1209, from: ADMIN, to: 'b', detail: { userID: 'a' } }]);
  });

  it('the older form leaves empty strings and zeros unchanged', async () => {
    const world = people('a');
    await world.ok(api.updateUserInfo, 'a', {
      userInfo: { userID: 'a', nickname: 'Anna', faceURL: 'f', ex: 'x', globalRecvMsgOpt: 1 },
    });
    await world.ok(api.updateUserInfo, 'a', {
      userInfo: { userID: 'a', nickname: '', faceURL: '', ex: '', globalRecvMsgOpt: 0 },
    });
    const { nickname, faceURL, ex, globalRecvMsgOpt } = world.store.get('users', ['a'])!;
    assert.deepEqual([nickname, faceURL, ex, globalRecvMsgOpt], ['Anna', 'f', 'x', 1]);
  });

  it('set_global_msg_recv_opt: stored, 1303; 0 to 2', async () => {
    const world = people('a');
    const a = await world.listen('a');
    await world.ok(api.setGlobalRecvMsgOpt, 'a', { userID: 'a', globalRecvMsgOpt: 1 });
    await world.ok(api.setGlobalRecvMsgOpt, 'a', { userID: 'a', globalRecvMsgOpt: 0 });
    assert.equal(world.store.get('users', ['a'])?.globalRecvMsgOpt, 0);
    assert.deepEqual(
      (await world.heard(a)).map(one => one.type),
      [1303, 1303],
    );
    for (const globalRecvMsgOpt of [3, -1])
      assert.equal(await world.code(api.setGlobalRecvMsgOpt, 'a', { userID: 'a', globalRecvMsgOpt }), codes.ArgsError);
  });

  it('of another → 1002, of nobody → 1004, of nothing → 1001', async () => {
    const world = people('a', 'b');
    for (const endpoint of [api.updateUserInfoEx, api.updateUserInfo]) {
      assert.equal(
        await world.code(endpoint, 'b', { userInfo: { userID: 'a', nickname: 'x' } }),
        codes.NoPermissionError,
      );
      assert.equal(await world.code(endpoint, ADMIN, { userInfo: { userID: 'nobody' } }), codes.RecordNotFoundError);
      assert.equal(await world.code(endpoint, 'a', {}), codes.ArgsError);
      assert.equal(await world.code(endpoint, 'a', { userInfo: { userID: 'a', nickname: 7 } }), codes.ArgsError);
    }
    assert.equal(
      await world.code(api.setGlobalRecvMsgOpt, 'b', { userID: 'a', globalRecvMsgOpt: 1 }),
      codes.NoPermissionError,
    );
    assert.equal(
      await world.code(api.setGlobalRecvMsgOpt, ADMIN, { userID: 'nobody', globalRecvMsgOpt: 1 }),
      codes.RecordNotFoundError,
    );
  });
});

describe('registering users', () => {
  it("takes over what is given, and the server's time", async () => {
    const world = people();
    const user = { userID: 'ünï_1', nickname: 'U', faceURL: 'f', ex: 'x', appMangerLevel: 3, globalRecvMsgOpt: 1 };
    await world.ok(api.registerUsers, ADMIN, { users: [{ ...user, createTime: 5 }] });
    assert.deepEqual(world.store.get('users', ['ünï_1']), { ...user, createTime: T, lastOnlineTime: 0 });
  });

  const one = { userID: 'n', nickname: 'N' };
  const refusals = [
    ['by a user', 'a', [one], codes.NoPermissionError],
    ['of nobody', ADMIN, [], codes.ArgsError],
    ['with a blank in the ID', ADMIN, [one, { userID: 'x y', nickname: 'N' }], codes.ArgsError],
    ['without an ID', ADMIN, [one, { nickname: 'N' }], codes.ArgsError],
    ['without a nickname', ADMIN, [one, { userID: 'm', nickname: '' }], codes.ArgsError],
    ['with repeats', ADMIN, [one, one], codes.ArgsError],
    ['of a known one', ADMIN, [one, { userID: 'a', nickname: 'A' }], codes.RegisteredAlreadyError],
  ] as const;
  for (const [name, who, users, code] of refusals) {
    it(`${name} → ${code}, and none is made`, async () => {
      const world = people('a');
      assert.equal(await world.code(api.registerUsers, who, { users }), code);
      assert.equal(world.store.count('users'), 1);
    });
  }

  it('account_check: 1 registered, 0 not; for administrators; no repeats', async () => {
    const world = people('a');
    const { results } = await world.ok(api.checkAccounts, ADMIN, { checkUserIDs: ['b', 'a'] });
    assert.deepEqual(results, [
      { userID: 'b', accountStatus: 0 },
      { userID: 'a', accountStatus: 1 },
    ]);
    assert.equal(await world.code(api.checkAccounts, ADMIN, { checkUserIDs: ['a', 'a'] }), codes.ArgsError);
    assert.equal(await world.code(api.checkAccounts, 'a', { checkUserIDs: ['a'] }), codes.NoPermissionError);
  });
});

describe('listing users', () => {
  it('is for administrators, literal, by either word, ordinary users only', async () => {
    const world = people('a', 'bob', 'c');
    world.store.put('users', { ...world.store.get('users', ['c'])!, nickname: 'B.O.B' });
    world.user('robot', { appMangerLevel: 4 });
    const ask = async (more: object, pagination = page) => {
      const { total, users } = await world.ok(api.getUsers, ADMIN, { pagination, ...more });
      return [total, users?.map(user => user.userID) ?? null];
    };
    assert.deepEqual(await ask({}), [3, ['a', 'bob', 'c']]);
    assert.deepEqual(await ask({}, { pageNumber: 2, showNumber: 2 }), [3, ['c']]);
    assert.deepEqual(await ask({ userID: 'BO' }), [1, ['bob']]);
    assert.deepEqual(await ask({ nickName: 'b.' }), [1, ['c']]);
    assert.deepEqual(await ask({ nickName: '.' }), [1, ['c']]);
    assert.deepEqual(await ask({ userID: 'a', nickName: 'B.O' }), [2, ['a', 'c']]);
    assert.deepEqual(await ask({ userID: 'zz' }), [0, null]);
    assert.deepEqual(await world.ok(api.getAllUserIDs, ADMIN, { pagination: page }), {
      total: 4,
      userIDs: ['a', 'bob', 'c', 'robot'],
    });
    for (const endpoint of [api.getUsers, api.getAllUserIDs]) {
      assert.equal(await world.code(endpoint, 'a', { pagination: page }), codes.NoPermissionError);
      assert.equal(await world.code(endpoint, ADMIN, {}), codes.ArgsError);
    }
  });
});
