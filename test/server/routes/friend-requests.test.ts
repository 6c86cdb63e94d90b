/** Applying and answering (protocol §6.2), through REST with real tokens. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../../src/protocol/codes.js';
import * as api from '../../../src/protocol/endpoints.js';
import { T } from '../world.js';
import { ADMIN, page, people } from '../people.js';

const apply = (fromUserID: string, toUserID: string, reqMsg = '', ex = '') => ({ fromUserID, toUserID, reqMsg, ex });
const answer = (fromUserID: string, toUserID: string, handleResult: number, handleMsg = '') => ({ fromUserID, toUserID, handleResult, handleMsg });
const request = {
  fromUserID: 'a', fromNickname: 'a', fromFaceURL: '', toUserID: 'b', toNickname: 'b', toFaceURL: '', handleResult: 0, reqMsg: 'hi',
  createTime: T, handlerUserID: '', handleMsg: '', handleTime: 0, ex: 'e',
};

describe('apply', () => {
  const refusals = [
    ['to oneself', 'a', apply('a', 'a'), codes.CanNotAddYourselfError],
    ['to nobody', 'a', apply('a', 'nobody'), codes.RecordNotFoundError],
    ['from nobody', ADMIN, apply('nobody', 'a'), codes.RecordNotFoundError],
    ['in the name of another', 'b', apply('a', 'b'), codes.NoPermissionError],
    ['without a target', 'a', { fromUserID: 'a', reqMsg: '' }, codes.ArgsError],
    ['with a greeting of 256', 'a', apply('a', 'b', 'x'.repeat(256)), codes.ArgsError],
    ['with a number as greeting', 'a', { ...apply('a', 'b'), reqMsg: 5 }, codes.ArgsError],
  ] as const;
  for (const [name, who, body, code] of refusals) {
    it(`${name} → ${code}`, async () => {
      const world = people('a', 'b');
      assert.equal(await world.code(api.addFriend, who, body), code);
      assert.equal(world.store.count('requests'), 0);
    });
  }

  it('stores the request in ms and tells both, the request with it', async () => {
    const world = people('a', 'b');
    const [a, b] = [await world.listen('a'), await world.listen('b')];
    const { data, errCode } = await world.ask(api.addFriend, 'a', apply('a', 'b', 'hi', 'e'));
    assert.deepEqual([errCode, data], [0, undefined]);
    const { FriendRequests, total } = await world.ok(api.getReceivedRequests, 'b', { userID: 'b', pagination: page });
    assert.deepEqual([FriendRequests, total], [[request], 1]);
    const notice = { type: 1203, from: 'a', to: 'b', detail: { fromToUserID: { fromUserID: 'a', toUserID: 'b' }, request } };
    assert.deepEqual(await world.heard(a), [notice]);
    assert.deepEqual(await world.heard(b), [notice]);
  });

  it('both already friends → 1304, one-sided friendship does not matter', async () => {
    const world = people('a', 'b');
    await world.befriend('a', 'b');
    assert.equal(await world.code(api.addFriend, 'a', apply('a', 'b')), codes.RelationshipAlreadyError);
    assert.equal(await world.code(api.addFriend, 'b', apply('b', 'a')), codes.RelationshipAlreadyError);
    await world.ok(api.deleteFriend, 'a', { ownerUserID: 'a', friendUserID: 'b' });
    await world.ok(api.addFriend, 'a', apply('a', 'b'));
    await world.ok(api.addFriend, 'b', apply('b', 'a'));
  });

  it('blacklists are not consulted', async () => {
    const world = people('a', 'b');
    const b = await world.listen('b');
    await world.ok(api.addBlack, 'b', { ownerUserID: 'b', blackUserID: 'a' });
    await world.ok(api.addFriend, 'a', apply('a', 'b'));
    assert.deepEqual((await world.heard(b)).map(one => one.type), [1207, 1203]);
  });

  it('a repeat overwrites the request, but keeps who handled it last and when', async () => {
    const world = people('a', 'b');
    await world.befriend('a', 'b');
    await world.ok(api.deleteFriend, 'a', { ownerUserID: 'a', friendUserID: 'b' });
    await world.clock.advance(5000);
    await world.ok(api.addFriend, 'a', apply('a', 'b', 'again', 'x'));
    const { FriendRequests, total } = await world.ok(api.getReceivedRequests, 'b', { userID: 'b', pagination: page });
    assert.equal(total, 1);
    assert.deepEqual(FriendRequests, [
      { ...request, reqMsg: 'again', ex: 'x', createTime: world.clock.time, handlerUserID: 'b', handleTime: T, handleMsg: '', handleResult: 0 },
    ]);
  });

  it('a target that takes no requests → 20013', async () => {
    const world = people('a');
    const { userID } = await world.register('shy');
    await world.ok(api.updateUser, userID, { userID, allowAddFriend: 2 });
    assert.equal(await world.code(api.addFriend, 'a', apply('a', userID)), codes.RefuseFriend);
    await world.ok(api.updateUser, userID, { userID, allowAddFriend: 1 });
    assert.equal(await world.code(api.addFriend, 'a', apply('a', userID)), 0);
  });
});

describe('answer', () => {
  it('no such request → 1004, another result → 1001, another user → 1002', async () => {
    const world = people('a', 'b', 'c');
    assert.equal(await world.code(api.respondFriend, 'b', answer('a', 'b', 1)), codes.RecordNotFoundError);
    assert.equal(await world.code(api.respondFriend, 'b', answer('a', 'b', -1)), codes.RecordNotFoundError);
    await world.ok(api.addFriend, 'a', apply('a', 'b'));
    for (const result of [0, 2, -2, 0.5]) assert.equal(await world.code(api.respondFriend, 'b', answer('a', 'b', result)), codes.ArgsError);
    for (const who of ['a', 'c']) assert.equal(await world.code(api.respondFriend, who, answer('a', 'b', 1)), codes.NoPermissionError);
    assert.equal(world.store.get('requests', ['a', 'b'])?.handleResult, 0);
    assert.equal(await world.code(api.respondFriend, ADMIN, answer('a', 'b', 1)), 0);
  });

  for (const [first, word] of [[1, 'accepted'], [-1, 'refused']] as const) {
    it(`${word} already: accepting → 1001, refusing → 1305`, async () => {
      const world = people('a', 'b');
      await world.ok(api.addFriend, 'a', apply('a', 'b'));
      await world.ok(api.respondFriend, 'b', answer('a', 'b', first));
      assert.equal(await world.code(api.respondFriend, 'b', answer('a', 'b', 1)), codes.ArgsError);
      assert.equal(await world.code(api.respondFriend, 'b', answer('a', 'b', -1)), codes.FriendRequestHandled);
    });
  }

  it('accepting makes entries on both sides, each a new version, and tells the applicant', async () => {
    const world = people('a', 'b');
    await world.ok(api.addFriend, 'a', apply('a', 'b', 'hi', 'e'));
    const [a, b] = [await world.listen('a'), await world.listen('b')];
    await world.clock.advance(1500);
    await world.ok(api.respondFriend, 'b', answer('a', 'b', 1, 'welcome'));
    const handled = { ...request, handleResult: 1, handlerUserID: 'b', handleMsg: 'welcome', handleTime: T + 1500 };
    const detail = { fromToUserID: { fromUserID: 'a', toUserID: 'b' }, handleMsg: 'welcome', friendVersion: 0, friendVersionID: '', request: handled };
    assert.deepEqual(await world.heard(a), [{ type: 1201, from: 'b', to: 'a', detail }]);
    assert.deepEqual(await world.heard(b), [{ type: 1201, from: 'b', to: 'a', detail }]);
    for (const [owner, friend] of [['a', 'b'], ['b', 'a']] as const) {
      assert.deepEqual(world.store.get('friends', [owner, friend]), {
        ownerUserID: owner, userID: friend, remark: '', createTime: T + 1500, addSource: 2, operatorUserID: 'a', ex: '', rank: 1, seq: 1,
      });
      assert.equal(world.versionOf(owner), 1);
    }
  });

  it('accepting settles an open request of the other direction, and no handled one', async () => {
    const world = people('a', 'b');
    await world.ok(api.addFriend, 'b', apply('b', 'a', 'me first'));
    await world.ok(api.addFriend, 'a', apply('a', 'b'));
    await world.ok(api.respondFriend, 'b', answer('a', 'b', 1, 'yes'));
    const opposite = world.store.get('requests', ['b', 'a']);
    assert.deepEqual([opposite?.handleResult, opposite?.handlerUserID, opposite?.handleTime, opposite?.reqMsg], [1, 'b', T, 'me first']);
    assert.equal((await world.ok(api.getUnhandledCount, 'a', { userID: 'a' })).count, 0);

    const other = people('a', 'b');
    await other.ok(api.addFriend, 'b', apply('b', 'a'));
    await other.ok(api.respondFriend, 'a', answer('b', 'a', -1, 'no'));
    await other.ok(api.addFriend, 'a', apply('a', 'b'));
    await other.ok(api.respondFriend, 'b', answer('a', 'b', 1));
    assert.equal(other.store.get('requests', ['b', 'a'])?.handleResult, -1);
  });

  it('accepting keeps an entry that was there, and makes the missing one', async () => {
    const world = people('a', 'b');
    await world.befriend('a', 'b');
    await world.ok(api.setFriendRemark, 'b', { ownerUserID: 'b', friendUserID: 'a', remark: 'old friend' });
    await world.ok(api.deleteFriend, 'a', { ownerUserID: 'a', friendUserID: 'b' });
    const before = [world.versionOf('a'), world.versionOf('b')];
    await world.befriend('a', 'b');
    assert.equal(world.store.get('friends', ['b', 'a'])?.remark, 'old friend');
    assert.ok(world.store.get('friends', ['a', 'b']));
    assert.deepEqual([world.versionOf('a'), world.versionOf('b')], before.map(version => version + 1));
  });

  it('refusing changes no list, names no handler, and tells the applicant', async () => {
    const world = people('a', 'b');
    await world.ok(api.addFriend, 'a', apply('a', 'b', 'hi', 'e'));
    const a = await world.listen('a');
    await world.ok(api.respondFriend, 'b', answer('a', 'b', -1, 'sorry'));
    const refused = { ...request, handleResult: -1, handleMsg: 'sorry', handleTime: T, handlerUserID: '' };
    const detail = { fromToUserID: { fromUserID: 'a', toUserID: 'b' }, handleMsg: 'sorry', request: refused };
    assert.deepEqual(await world.heard(a), [{ type: 1202, from: 'b', to: 'a', detail }]);
    assert.equal(world.store.count('friends'), 0);
    assert.deepEqual([world.versionOf('a'), world.versionOf('b')], [0, 0]);
  });
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
    assert.deepEqual(await world.ok(api.getSentRequests, 'b', { userID: 'b', pagination: page }), { friendRequests: null, total: 0 });
    assert.deepEqual(await world.ok(api.getReceivedRequests, 'a', { userID: 'a', pagination: page }), { FriendRequests: null, total: 0 });
  });

  it('between two: both directions, the one asked for first; for either of them', async () => {
    const world = people('a', 'b', 'c');
    await world.ok(api.addFriend, 'b', apply('b', 'a'));
    await world.ok(api.addFriend, 'a', apply('a', 'b'));
    for (const who of ['a', 'b']) {
      const { friendRequests } = await world.ok(api.getRequestsBetween, who, { fromUserID: 'a', toUserID: 'b' });
      assert.deepEqual(friendRequests?.map(one => one.fromUserID), ['a', 'b']);
    }
    assert.equal(await world.code(api.getRequestsBetween, 'c', { fromUserID: 'a', toUserID: 'b' }), codes.NoPermissionError);
    assert.deepEqual(await world.ok(api.getRequestsBetween, 'c', { fromUserID: 'a', toUserID: 'c' }), { friendRequests: null });
  });

  it('counts open ones, since a time if one is given', async () => {
    const world = await crowd();
    const count = async (time?: number) => (await world.ok(api.getUnhandledCount, 'b', { userID: 'b', ...(time !== undefined && { time }) })).count;
    const { createTime } = world.store.get('requests', ['f', 'b'])!;
    assert.deepEqual([await count(), await count(0), await count(T), await count(createTime - 1), await count(createTime)], [2, 2, 1, 1, 0]);
  });

  it('are their owner\'s: 1002; need pagination: 1001', async () => {
    const world = people('a', 'b');
    for (const endpoint of [api.getReceivedRequests, api.getSentRequests]) {
      assert.equal(await world.code(endpoint, 'b', { userID: 'a', pagination: page }), codes.NoPermissionError);
      assert.equal(await world.code(endpoint, ADMIN, { userID: 'a', pagination: page }), 0);
      assert.equal(await world.code(endpoint, 'a', { userID: 'a' }), codes.ArgsError);
      assert.equal(await world.code(endpoint, 'a', { userID: 'a', pagination: { pageNumber: 0, showNumber: 5 } }), codes.ArgsError);
    }
    assert.equal(await world.code(api.getUnhandledCount, 'b', { userID: 'a' }), codes.NoPermissionError);
  });
});
