/** Notification accounts (protocol §7). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../../src/protocol/codes.js';
import * as more from '../../../src/protocol/endpoints-more.js';
import * as api from '../../../src/protocol/endpoints.js';
import { ADMIN, page, people } from '../people.js';

const news = { userID: 'news', nickName: 'News', faceURL: 'n.png', appMangerLevel: 3 };

describe('notification accounts', () => {
  it('are made with the ID given or one of the server, and never sign in', async () => {
    const world = people('a');
    assert.deepEqual(await world.ok(more.addNotificationAccount, ADMIN, news), news);
    const robot = await world.ok(more.addNotificationAccount, ADMIN, { nickName: 'Robot', appMangerLevel: 4 });
    assert.match(robot.userID, /^[1-9]\d{9}$/);
    assert.deepEqual(robot, { userID: robot.userID, nickName: 'Robot', faceURL: '', appMangerLevel: 4 });
    assert.equal(await world.code(api.getUserToken, ADMIN, { platformID: 5, userID: 'news' }), codes.ArgsError);
    const { usersInfo } = await world.ok(api.getUsersInfo, 'a', { userIDs: ['news'] });
    assert.deepEqual([usersInfo![0]!.nickname, usersInfo![0]!.appMangerLevel], ['News', 3]);
    assert.equal((await world.ok(api.getUsers, ADMIN, { pagination: page })).total, 1);
    for (const wrong of [
      { ...news, userID: 'b', appMangerLevel: 2 },
      { ...news, userID: 'b', appMangerLevel: undefined },
      news,
      { ...news, userID: 'a' },
      { ...news, userID: 'not ok' },
    ])
      assert.equal(await world.code(more.addNotificationAccount, ADMIN, wrong), codes.ArgsError, JSON.stringify(wrong));
    assert.equal(world.store.count('users'), 3);
  });

  it('change what is given, and friends hear of it; ordinary users are not changed this way', async () => {
    const world = people('a');
    await world.ok(more.addNotificationAccount, ADMIN, news);
    await world.ok(api.importFriends, ADMIN, { ownerUserID: 'news', friendUserIDs: ['a'] });
    const peer = await world.listen('a');
    await world.ok(more.updateNotificationAccount, ADMIN, { userID: 'news', nickName: 'Daily' });
    const { nickname, faceURL } = world.store.get('users', ['news'])!;
    assert.deepEqual([nickname, faceURL], ['Daily', 'n.png']);
    assert.deepEqual(
      (await world.heard(peer)).map(({ type }) => type),
      [1209],
    );
    for (const userID of ['a', 'nobody'])
      assert.equal(await world.code(more.updateNotificationAccount, ADMIN, { userID, nickName: 'x' }), codes.ArgsError);
    assert.equal(world.store.get('users', ['a'])!.nickname, 'a');
  });

  it('are found by whole ID or nickname, or listed; administrators and ordinary users are none', async () => {
    const world = people('a');
    world.user(ADMIN, { appMangerLevel: 3 });
    for (const userID of ['n1', 'n2', 'n3'])
      await world.ok(more.addNotificationAccount, ADMIN, { ...news, userID, nickName: `N ${userID}` });
    const search = async (keyword: string, pageNumber = 1, showNumber = 2) => {
      const pagination = { pageNumber, showNumber };
      const found = await world.ok(more.searchNotificationAccounts, ADMIN, { keyword, pagination });
      return [found.total, found.notificationAccounts?.map(({ userID }) => userID) ?? null];
    };
    assert.deepEqual(await search(''), [3, ['n1', 'n2']]);
    assert.deepEqual(await search('', 2), [3, ['n3']]);
    assert.deepEqual(await search('n2'), [1, ['n2']]);
    assert.deepEqual(await search('N n3'), [1, ['n3']]);
    for (const keyword of ['n', 'a', ADMIN]) assert.deepEqual(await search(keyword), [0, null]);
  });

  it("are the administrator's", async () => {
    const world = people('a');
    for (const endpoint of [
      more.addNotificationAccount,
      more.updateNotificationAccount,
      more.searchNotificationAccounts,
    ])
      assert.equal(await world.code(endpoint, 'a', { ...news, pagination: page }), codes.NoPermissionError);
  });
});
