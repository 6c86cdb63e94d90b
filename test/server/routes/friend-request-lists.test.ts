/** Requests received and sent: order, pages, counts (protocol §6.1). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../../src/protocol/codes.js';
import * as api from '../../../src/protocol/endpoints.js';
import { T } from '../world.js';
import { ADMIN, page, people } from '../people.js';

const apply = (fromUserID: string, toUserID: string, reqMsg = '', ex = '') => ({ fromUserID, toUserID, reqMsg, ex });
const answer = (fromUserID: string, toUserID: string, handleResult: number, handleMsg = '') => ({
  fromUserID,
  toUserID,
  handleResult,
  handleMsg,
});

describe('lists of requests', () => {
  /** b has from c (open, oldest), d (refused), e (agreed), f (open, newest). */
  async function crowd() {
    const world = people('b', 'c', 'd', 'e', 'f');
    for (const who of ['c', 'd', 'e', 'f']) {
      await world.ok(api.addFriend, who, apply(who, 'b'));
      await world.clock.advance(1000);
    }
    await world.ok(api.respondFriend, 'b', answer('d', 'b', -1));
    await world.ok(api.respondFriend, 'b', answer('e', 'b', 1));
    return world;
  }
  const pages = [
    ['all, newest first', undefined, page, ['f', 'e', 'd', 'c'], 4],
    ['open', [0], page, ['f', 'c'], 2],
    ['refused', [-1], page, ['d'], 1],
    ['refused and open', [-1, 0], page, ['f', 'd', 'c'], 3],
    ['refused and open, second page', [-1, 0], { pageNumber: 2, showNumber: 2 }, ['c'], 3],
    ['second page', undefined, { pageNumber: 2, showNumber: 3 }, ['c'], 4],
    ['beyond the end', undefined, { pageNumber: 9, showNumber: 3 }, null, 4],
    ['no room', undefined, { pageNumber: 1, showNumber: 0 }, null, 4],
    ['less than no room', [0], { pageNumber: 1, showNumber: -5 }, null, 2],
    ['a page far off', undefined, { pageNumber: 1e9, showNumber: 1e9 }, null, 4],
  ] as const;
  for (const [name, handleResults, pagination, from, total] of pages) {
    it(`received: ${name}`, async () => {
      const world = await crowd();
      const body = { userID: 'b', pagination, ...(handleResults && { handleResults: [...handleResults] }) };
      const answer = await world.ok(api.getReceivedRequests, 'b', body);
      assert.deepEqual([answer.FriendRequests?.map(one => one.fromUserID) ?? null, answer.total], [from, total]);
    });
  }

  it('sent: newest first, by result, capital or not', async () => {
    const world = people('a', 'b', 'c', 'd');
    for (const to of ['b', 'c', 'd']) {
      await world.ok(api.addFriend, 'a', apply('a', to));
      await world.clock.advance(1);
    }
    await world.ok(api.respondFriend, 'c', answer('a', 'c', -1));
    const all = await world.ok(api.getSentRequests, 'a', { userID: 'a', pagination: page });
    assert.deepEqual([all.friendRequests?.map(one => one.toUserID), all.total], [['d', 'c', 'b'], 3]);
    const open = await world.ok(api.getSentRequests, 'a', { userID: 'a', pagination: page, handleResults: [0] });
    assert.deepEqual([open.friendRequests?.map(one => one.toUserID), open.total], [['d', 'b'], 2]);
    assert.deepEqual(await world.ok(api.getSentRequests, 'b', { userID: 'b', pagination: page }), {
      friendRequests: null,
      total: 0,
    });
    assert.deepEqual(await world.ok(api.getReceivedRequests, 'a', { userID: 'a', pagination: page }), {
      FriendRequests: null,
      total: 0,
    });
  });

  it('between two: both directions, the one asked for first; for either of them', async () => {
    const world = people('a', 'b', 'c');
    await world.ok(api.addFriend, 'b', apply('b', 'a'));
    await world.ok(api.addFriend, 'a', apply('a', 'b'));
    for (const who of ['a', 'b']) {
      const { friendRequests } = await world.ok(api.getRequestsBetween, who, { fromUserID: 'a', toUserID: 'b' });
      assert.deepEqual(
        friendRequests?.map(one => one.fromUserID),
        ['a', 'b'],
      );
    }
    assert.equal(
      await world.code(api.getRequestsBetween, 'c', { fromUserID: 'a', toUserID: 'b' }),
      codes.NoPermissionError,
    );
    assert.deepEqual(await world.ok(api.getRequestsBetween, 'c', { fromUserID: 'a', toUserID: 'c' }), {
      friendRequests: null,
    });
  });

  it('counts open ones, since a time if one is given [G8]', async () => {
    const world = await crowd();
    const count = async (time?: number) =>
      (await world.ok(api.getUnhandledCount, 'b', { userID: 'b', ...(time !== undefined && { time }) })).count;
    const { createTime } = world.store.get('requests', ['f', 'b'])!;
    assert.deepEqual(
      [await count(), await count(0), await count(T), await count(createTime - 1), await count(createTime)],
      [2, 2, 1, 1, 0],
    );
  });

  it("are their owner's: 1002; need pagination: 1001", async () => {
    const world = people('a', 'b');
    for (const endpoint of [api.getReceivedRequests, api.getSentRequests]) {
      assert.equal(await world.code(endpoint, 'b', { userID: 'a', pagination: page }), codes.NoPermissionError);
      assert.equal(await world.code(endpoint, ADMIN, { userID: 'a', pagination: page }), 0);
      assert.equal(await world.code(endpoint, 'a', { userID: 'a' }), codes.ArgsError);
      assert.equal(
        await world.code(endpoint, 'a', { userID: 'a', pagination: { pageNumber: 0, showNumber: 5 } }),
        codes.ArgsError,
      );
    }
    assert.equal(await world.code(api.getUnhandledCount, 'b', { userID: 'a' }), codes.NoPermissionError);
  });
});
