/** Applying and answering (protocol §6.2), through REST with real tokens. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../../src/protocol/codes.js';
import * as api from '../../../src/protocol/endpoints.js';
import { T } from '../world.js';
import { ADMIN, page, People, people } from '../people.js';

const apply = (fromUserID: string, toUserID: string, reqMsg = '', ex = '') => ({ fromUserID, toUserID, reqMsg, ex });
const answer = (fromUserID: string, toUserID: string, handleResult: number, handleMsg = '') => ({
  fromUserID,
  toUserID,
  handleResult,
  handleMsg,
});
const request = {
  fromUserID: 'a',
  fromNickname: 'a',
  fromFaceURL: '',
  toUserID: 'b',
  toNickname: 'b',
  toFaceURL: '',
  handleResult: 0,
  reqMsg: 'hi',
  createTime: T,
  handlerUserID: '',
  handleMsg: '',
  handleTime: 0,
  ex: 'e',
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
    const notice = {
      type: 1203,
      from: 'a',
      to: 'b',
      detail: { fromToUserID: { fromUserID: 'a', toUserID: 'b' }, request },
    };
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
    assert.deepEqual(
      (await world.heard(b)).map(one => one.type),
      [1207, 1203],
    );
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
      {
        ...request,
        reqMsg: 'again',
        ex: 'x',
        createTime: world.clock.time,
        handlerUserID: 'b',
        handleTime: T,
        handleMsg: '',
        handleResult: 0,
      },
    ]);
  });

  it('a target that takes no requests → 20013 [I11, L8]', async () => {
    const world = people('a');
    const { userID } = await world.register('shy');
    await world.ok(api.updateUser, userID, { userID, allowAddFriend: 2 });
    assert.equal(await world.code(api.addFriend, 'a', apply('a', userID)), codes.RefuseFriend);
    await world.ok(api.updateUser, userID, { userID, allowAddFriend: 1 });
    assert.equal(await world.code(api.addFriend, 'a', apply('a', userID)), 0);
  });
});

describe('too many requests', () => {
  it('of one user → 429 with words, until time has passed; of an administrator they are not counted', async () => {
    const world = new People({ limitFactor: 0.05 });
    for (const id of ['a', 'b']) world.user(id);
    for (let i = 0; i < 3; i++) await world.ok(api.addFriend, 'a', apply('a', 'b'));
    const { errCode, errDlt } = await world.ask(api.addFriend, 'a', apply('a', 'b'));
    assert.equal(errCode, codes.TooManyRequests);
    assert.match(errDlt, /try again/);
    assert.equal(await world.code(api.addFriend, 'b', apply('b', 'a')), 0);
    assert.equal(await world.code(api.addFriend, ADMIN, apply('a', 'b')), 0);
    await world.clock.advance(200_000);
    assert.equal(await world.code(api.addFriend, 'a', apply('a', 'b')), 0);
  });
});

describe('too many requests from one address', () => {
  it('→ 429, however many accounts send them', async () => {
    const world = new People({ limitFactor: 0.05 });
    const found: number[] = [];
    for (let i = 0; i < 16; i++) {
      world.user(`u${i}`);
      world.user('b');
      found.push(await world.code(api.addFriend, `u${i}`, apply(`u${i}`, 'b')));
    }
    assert.deepEqual([found.slice(0, 15).every(code => code === 0), found[15]], [true, codes.TooManyRequests]);
  });
});

describe('answer', () => {
  it('no such request → 1004, another result → 1001, another user → 1002', async () => {
    const world = people('a', 'b', 'c');
    assert.equal(await world.code(api.respondFriend, 'b', answer('a', 'b', 1)), codes.RecordNotFoundError);
    assert.equal(await world.code(api.respondFriend, 'b', answer('a', 'b', -1)), codes.RecordNotFoundError);
    await world.ok(api.addFriend, 'a', apply('a', 'b'));
    for (const result of [0, 2, -2, 0.5])
      assert.equal(await world.code(api.respondFriend, 'b', answer('a', 'b', result)), codes.ArgsError);
    for (const who of ['a', 'c'])
      assert.equal(await world.code(api.respondFriend, who, answer('a', 'b', 1)), codes.NoPermissionError);
    assert.equal(world.store.get('requests', ['a', 'b'])?.handleResult, 0);
    assert.equal(await world.code(api.respondFriend, ADMIN, answer('a', 'b', 1)), 0);
  });

  for (const [first, word] of [
    [1, 'accepted'],
    [-1, 'refused'],
  ] as const) {
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
    const detail = {
      fromToUserID: { fromUserID: 'a', toUserID: 'b' },
      handleMsg: 'welcome',
      friendVersion: 0,
      friendVersionID: '',
      request: handled,
    };
    assert.deepEqual(await world.heard(a), [{ type: 1201, from: 'b', to: 'a', detail }]);
    assert.deepEqual(await world.heard(b), [{ type: 1201, from: 'b', to: 'a', detail }]);
    for (const [owner, friend] of [
      ['a', 'b'],
      ['b', 'a'],
    ] as const) {
      assert.deepEqual(world.store.get('friends', [owner, friend]), {
        ownerUserID: owner,
        userID: friend,
        remark: '',
        createTime: T + 1500,
        addSource: 2,
        operatorUserID: 'a',
        ex: '',
        rank: 1,
        seq: 1,
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
    assert.deepEqual(
      [opposite?.handleResult, opposite?.handlerUserID, opposite?.handleTime, opposite?.reqMsg],
      [1, 'b', T, 'me first'],
    );
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
    const states = [
      world.store.get('changes', ['friends', 'a', 'b'])?.state,
      world.store.get('changes', ['friends', 'b', 'a'])?.state,
    ];
    assert.deepEqual(states, [1, 2]);
    assert.deepEqual(
      [world.versionOf('a'), world.versionOf('b')],
      before.map(version => version + 1),
    );
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
