/** The rules on both stores: one story, told by REST, leaves the same rows in memory and in SQLite. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as api from '../../../src/protocol/endpoints.js';
import { userRoutes } from '../../../src/server/routes/user.js';
import { tables, type TableName } from '../../../src/server/store/tables.js';
import { page, People } from '../people.js';
import { adapters } from '../store/stores.js';

/** What is random in every run. */
const CHANCE = new Set(['versionID', 'passwordHash', 'hash', 'codeHash', 'clientMsgID', 'serverMsgID']);

/** Tokens are kept by a hash of chance: their order says nothing. */
const inOrder = (table: TableName, rows: object[]) =>
  table === 'meta'
    ? []
    : table === 'tokens'
      ? rows.map(row => JSON.stringify({ ...row, hash: '', session: '' }).replace(/\d{10}(?=")/, 'ANNA')).sort()
      : rows;

async function story(adapter: string) {
  const { store, end } = await adapters[adapter]!();
  try {
    const world = new People({ superCode: '666666' }, store);
    for (const id of ['a', 'b', 'c', 'd']) world.user(id);
    const { userID } = await world.register('anna');
    await world.ok(api.updateUser, userID, {
      userID,
      email: 'x@example.org',
      verifyCode: '666666',
      bio: '😀 "quoted" \u0000',
    });
    for (const friend of ['b', 'c', 'd']) await world.befriend('a', friend);
    await world.ok(api.updateFriends, 'a', {
      ownerUserID: 'a',
      friendUserIDs: ['d', 'c'],
      isPinned: true,
      remark: 'R',
    });
    await world.ok(api.deleteFriend, 'b', { ownerUserID: 'b', friendUserID: 'a' });
    await world.ok(api.addBlack, 'c', { ownerUserID: 'c', blackUserID: 'a' });
    assert.notEqual(await world.code(api.addBlack, 'c', { ownerUserID: 'c', blackUserID: 'a' }), 0);
    await world.ok(api.addFriend, userID, { fromUserID: userID, toUserID: 'a', reqMsg: 'hi' });
    await world.ok(api.respondFriend, 'a', { fromUserID: userID, toUserID: 'a', handleResult: -1, handleMsg: 'no' });
    await world.ok(api.updateUserInfoEx, 'a', { userInfo: { userID: 'a', nickname: 'A' } });
    await world.ok(api.addUserCommand, 'a', { userID: 'a', type: 1201, uuid: 'u', value: '5' });
    await world.ok(api.login, '', { platform: 5, email: 'x@example.org', password: '', verifyCode: '666666' });
    const list = await world.ok(api.getFriendList, 'a', { userID: 'a', pagination: page });
    const received = await world.ok(api.getReceivedRequests, 'a', {
      userID: 'a',
      pagination: page,
      handleResults: [-1],
    });
    const found = await world.ok(api.searchUsersFull, userID, { keyword: 'ann', pagination: page });
    const { versionID: _, ...changes } = await world.ok(api.getIncrementalFriends, 'a', {
      userID: 'a',
      versionID: store.get('versions', ['friends', 'a'])!.versionID,
      version: 1,
    });
    world.core.close();
    const rows = Object.fromEntries(
      (Object.keys(tables) as TableName[]).map(table => [table, inOrder(table, store.range(table))]),
    );
    const text = JSON.stringify({ rows, list, received, found, changes }, (key, value: unknown) =>
      CHANCE.has(key) ? '' : value,
    );
    return JSON.parse(text.replaceAll(userID, 'ANNA')) as Record<string, unknown>;
  } finally {
    end();
  }
}

describe('the rules', () => {
  it('leave and tell the same on both stores', async () => {
    const [memory, sqlite] = [await story('memory'), await story('sqlite')];
    assert.deepEqual(sqlite, memory);
    const { friendsInfo } = memory['list'] as { friendsInfo: { friendUser: { userID: string } }[] };
    assert.deepEqual(
      friendsInfo.map(one => one.friendUser.userID),
      ['c', 'd', 'b'],
    );
  });

  it('user routes are all below /user', () => {
    assert.ok(userRoutes.every(route => route.endpoint.path.startsWith('/user/')));
  });
});
