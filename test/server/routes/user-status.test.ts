/** The snapshot of who is online (protocol §7). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../../src/protocol/codes.js';
import * as api from '../../../src/protocol/endpoints.js';
import { ADMIN, people } from '../people.js';

describe('status calls', () => {
  it('get_users_status: one element per ID, in input order, unknown ones offline; userID is not looked at', async () => {
    const world = people('a', 'b', 'c');
    await world.signIn('b', 5);
    await world.signIn('b', 3);
    const { statusList } = await world.ok(api.getUsersStatus, 'a', {
      userID: 'whoever',
      userIDs: ['c', 'b', 'nobody'],
    });
    assert.deepEqual(
      statusList?.map(one => ({ ...one, platformIDs: one.platformIDs.sort() })),
      [
        { userID: 'c', status: 0, platformIDs: [] },
        { userID: 'b', status: 1, platformIDs: [3, 5] },
        { userID: 'nobody', status: 0, platformIDs: [] },
      ],
    );
    for (const userIDs of [[], undefined])
      assert.equal(await world.code(api.getUsersStatus, 'a', { userID: 'a', userIDs }), codes.ArgsError);
  });

  it('get_users_online_status: the array itself, for administrators, never a token', async () => {
    const world = people('a', 'b');
    await world.signIn('b');
    const list = await world.ok(api.getUsersOnlineStatus, ADMIN, { userIDs: ['a', 'b'] });
    assert.deepEqual(list[0], { userID: 'a', status: 0, detailPlatformStatus: null });
    const [detail] = list[1]!.detailPlatformStatus!;
    assert.deepEqual([list[1]!.status, detail?.platformID, detail?.token, typeof detail?.connID], [1, 5, '', 'string']);
    assert.equal(await world.code(api.getUsersOnlineStatus, 'a', { userIDs: ['a'] }), codes.NoPermissionError);
  });

  it('get_users_online_token_detail: only who is online, for administrators', async () => {
    const world = people('a', 'b');
    assert.equal(await world.ok(api.getUsersOnlineTokenDetail, ADMIN, { userIDs: ['a', 'b'] }), null);
    await world.signIn('b');
    const list = await world.ok(api.getUsersOnlineTokenDetail, ADMIN, { userIDs: ['a', 'b'] });
    assert.deepEqual(list, [{ userID: 'b', status: 1, singlePlatformToken: [{ platformID: 5, token: [] }] }]);
    assert.equal(await world.code(api.getUsersOnlineTokenDetail, 'a', { userIDs: ['a'] }), codes.NoPermissionError);
  });

  it('subscribing succeeds and does nothing', async () => {
    const world = people('a');
    assert.deepEqual(await world.ok(api.subscribeUsersStatus, 'a', { userID: 'a', userIDs: ['b'], genre: 1 }), {
      statusList: null,
    });
    assert.deepEqual(await world.ok(api.getSubscribeUsersStatus, 'a', { userID: 'a' }), { statusList: null });
    for (const genre of [0, 3])
      assert.equal(
        await world.code(api.subscribeUsersStatus, 'a', { userID: 'a', userIDs: ['b'], genre }),
        codes.ArgsError,
      );
  });
});
