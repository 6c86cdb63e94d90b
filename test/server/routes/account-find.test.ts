/** Looking people up: what is found, what is told of them (protocol §2.6). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../../src/protocol/codes.js';
import * as api from '../../../src/protocol/endpoints.js';
import { page, PASSWORD, People } from '../people.js';
import { T } from '../world.js';

/** me and three others; what they are called is in the IDs of the answer. */
async function town(options = {}) {
  const world = new People({ superCode: '666666', ...options });
  const register = async (user: object) =>
    (
      await world.ok(api.register, '', {
        platform: 5,
        autoLogin: false,
        verifyCode: '666666',
        user: { nickname: 'n', password: PASSWORD, ...user },
      })
    ).userID;
  const me = await register({ account: 'searcher', nickname: 'Me Myself', email: 'me@example.org', birth: 5 });
  const anna = await register({
    account: 'anna99',
    nickname: 'Ännchen (a+)',
    email: 'anna@example.org',
    gender: 2,
    birth: 7,
  });
  const carl = await register({
    account: 'carl',
    nickname: 'Carl.*',
    areaCode: '+86',
    phoneNumber: '13800138000',
    gender: 1,
  });
  world.user('robot_anna', { appMangerLevel: 4 });
  world.user('plain_user');
  const names = new Map([
    [me, 'me'],
    [anna, 'anna'],
    [carl, 'carl'],
    ['plain_user', 'plain'],
  ]);
  const who = (users: { userID: string }[] | null) =>
    users?.map(user => names.get(user.userID) ?? user.userID).sort() ?? null;
  const search = async (keyword: string, more: object = {}) =>
    who((await world.ok(api.searchUsersFull, me, { keyword, pagination: page, ...more })).users);
  return { world, me, anna, carl, who, search };
}

describe('/user/search', () => {
  const found: [string, string, string[] | null][] = [
    ['part of the nickname, any case', 'äNNCH', ['anna']],
    ['part of the account', 'NNA9', ['anna']],
    ['part of a userID', 'plain_u', ['plain']],
    ['metacharacters as they stand', '.*', ['carl']],
    ['a lone plus in a word', 'a+)', ['anna']],
    ['no regular expression', 'c.rl', null],
    ['blanks around', '  carl ', ['carl']],
    ['the whole e-mail address, any case', 'ANNA@example.ORG', ['anna']],
    ['no part of an e-mail address', 'anna@', null],
    ['no domain', 'example.org', null],
    ['the whole phone number', '13800138000', ['carl']],
    ['the whole phone number with area', '+86 138-0013-8000', ['carl']],
    ['no part of a phone number', '1380013', null],
    ['nothing for an empty keyword', '', null],
    ['nothing for a blank one', '    ', null],
    ['nothing for one character', 'c', null],
    ['one astral character is one character', '😀', null],
    ['no robots', 'robot', null],
    ['per cent', '%%', null],
    ['underscore as it stands', 'n_u', ['plain']],
  ];
  for (const [name, keyword, expected] of found) {
    it(`finds ${name}`, async () => assert.deepEqual(await (await town()).search(keyword), expected));
  }

  it('several, in pages, with the total of all', async () => {
    const { world, me, search } = await town();
    for (let i = 0; i < 5; i++) world.user(`group_${i}`);
    assert.deepEqual(await search('group_'), ['group_0', 'group_1', 'group_2', 'group_3', 'group_4']);
    const second = await world.ok(api.searchUsersPublic, me, {
      keyword: 'group_',
      pagination: { pageNumber: 2, showNumber: 2 },
    });
    assert.deepEqual([second.total, second.users?.map(user => user.userID)], [5, ['group_2', 'group_3']]);
    assert.deepEqual(
      await world.ok(api.searchUsersPublic, me, { keyword: 'group_', pagination: { pageNumber: 9, showNumber: 2 } }),
      { total: 5, users: null },
    );
    for (const endpoint of [api.searchUsersFull, api.searchUsersPublic, api.searchFriendUsers]) {
      for (const pagination of [undefined, { pageNumber: 1, showNumber: 0 }, { pageNumber: 0, showNumber: 5 }]) {
        assert.equal(await world.code(endpoint, me, { keyword: 'group_', pagination }), codes.ArgsError);
      }
    }
  });

  it('an exact hit comes first', async () => {
    const { world, me } = await town();
    world.user('aa_carl_1');
    const { users } = await world.ok(api.searchUsersFull, me, {
      keyword: 'CARL',
      pagination: { pageNumber: 1, showNumber: 1 },
    });
    assert.equal(users?.[0]?.account, 'carl');
  });

  it('by gender, and without blocked ones if asked', async () => {
    const { world, carl, search } = await town();
    assert.deepEqual(await search('an', { genders: 2 }), ['anna']);
    assert.deepEqual(await search('carl', { genders: 2 }), null);
    world.store.put('accounts', { ...world.store.get('accounts', [carl])!, banned: 1 });
    assert.deepEqual([await search('carl'), await search('carl', { normal: 1 })], [['carl'], null]);
  });

  it('goes on through thousands in steps', async () => {
    const { world, me } = await town();
    for (let i = 0; i < 4500; i++) world.user(`m${String(i).padStart(5, '0')}`);
    let done = false;
    const answer = world.ok(api.searchUsersPublic, me, { keyword: 'm0449', pagination: page }).finally(() => {
      done = true;
    });
    while (!done) await world.clock.advance(0);
    assert.equal((await answer).total, 10);
  });

  it('too many → 429; needs a chatToken', async () => {
    const { world, me } = await town();
    const limited = new People({ limitFactor: 0.05 });
    const { userID } = await limited.register('anna');
    const found: number[] = [];
    for (let i = 0; i < 4; i++)
      found.push(await limited.code(api.searchUsersFull, userID, { keyword: 'xx', pagination: page }));
    assert.deepEqual(found, [0, 0, 0, codes.TooManyRequests]);
    assert.equal(await world.code(api.searchUsersFull, '', { keyword: 'xx', pagination: page }), codes.ArgsError);
    const imToken = await world.token(me);
    assert.notEqual(
      (await world.call(api.searchUsersFull.path, { keyword: 'xx', pagination: page }, imToken)).errCode,
      0,
    );
  });
});

describe('what is told of people', () => {
  it('full: everything of oneself; no e-mail, phone, birthday of others; never a password', async () => {
    const { world, me, anna, carl } = await town();
    const { users } = await world.ok(api.findUsersFull, me, { userIDs: [carl, 'nobody', anna, me, carl] });
    const same = {
      password: '',
      faceURL: '',
      level: 1,
      allowAddFriend: 1,
      allowBeep: 1,
      allowVibration: 1,
      globalRecvMsgOpt: 0,
      registerType: 0,
      lastOnlineTime: 0,
      bio: '',
    };
    const hidden = { ...same, phoneNumber: '', areaCode: '', email: '', birth: 0 };
    assert.deepEqual(users, [
      { ...hidden, userID: carl, account: 'carl', nickname: 'Carl.*', gender: 1 },
      { ...hidden, userID: anna, account: 'anna99', nickname: 'Ännchen (a+)', gender: 2 },
      {
        ...hidden,
        userID: me,
        account: 'searcher',
        nickname: 'Me Myself',
        gender: 0,
        email: 'me@example.org',
        birth: 5,
      },
    ]);
    const mine = await world.ok(api.findUsersFull, carl, { userIDs: [carl] });
    assert.deepEqual([mine.users?.[0]?.areaCode, mine.users?.[0]?.phoneNumber], ['+86', '13800138000']);
  });

  it('public: seven fields', async () => {
    const { world, me, anna } = await town();
    const { users } = await world.ok(api.findUsersPublic, me, { userIDs: [anna, me] });
    const base = { faceURL: '', level: 1 };
    assert.deepEqual(users, [
      { ...base, userID: anna, account: 'anna99', email: '', nickname: 'Ännchen (a+)', gender: 2 },
      { ...base, userID: me, account: 'searcher', email: 'me@example.org', nickname: 'Me Myself', gender: 0 },
    ]);
    assert.deepEqual(await world.ok(api.findUsersPublic, me, { userIDs: ['nobody'] }), { users: null });
    for (const endpoint of [api.findUsersPublic, api.findUsersFull]) {
      for (const body of [{}, { userIDs: [] }, { userIDs: ['x', 5] }])
        assert.equal(await world.code(endpoint, me, body), codes.ArgsError);
    }
  });

  it('lastOnlineTime: to oneself, and to friends on both sides who are not blocked [I10]', async () => {
    const { world, me, anna } = await town();
    for (const id of [me, anna]) world.store.put('users', { ...world.store.get('users', [id])!, lastOnlineTime: T });
    const seen = async (viewer: string, of: string) =>
      (await world.ok(api.findUsersFull, viewer, { userIDs: [of] })).users?.[0]?.lastOnlineTime;
    assert.deepEqual([await seen(me, me), await seen(me, anna)], [T, 0]);
    await world.befriend(me, anna);
    assert.deepEqual([await seen(me, anna), await seen(anna, me)], [T, T]);
    await world.ok(api.deleteFriend, anna, { ownerUserID: anna, friendUserID: me });
    assert.deepEqual([await seen(me, anna), await seen(anna, me)], [0, 0]);
    await world.befriend(anna, me);
    await world.ok(api.addBlack, anna, { ownerUserID: anna, blackUserID: me });
    assert.deepEqual([await seen(me, anna), await seen(anna, me)], [0, T]);
  });
});

describe('/friend/search', () => {
  it("finds one's own friends only, in the order of the list", async () => {
    const { world, me, anna, carl, who } = await town();
    await world.befriend(me, carl);
    await world.befriend(anna, me);
    await world.ok(api.updateFriends, me, { ownerUserID: me, friendUserIDs: [anna], isPinned: true });
    const search = async (keyword: string, more: object = {}) =>
      world.ok(api.searchFriendUsers, me, { keyword, pagination: page, ...more });
    assert.deepEqual(
      (await search('a')).users?.map(user => user.userID),
      [anna, carl],
    );
    assert.deepEqual(who((await search('CARL.')).users), ['carl']);
    assert.deepEqual(who((await search('anna@example.org')).users), ['anna']);
    assert.deepEqual(who((await search('a', { genders: [1, 7] })).users), ['carl']);
    assert.deepEqual(await search('plain'), { total: 0, users: null });
    assert.deepEqual(await search(''), { total: 0, users: null });
    assert.equal(
      (await search('a', { pagination: { pageNumber: 2, showNumber: 1 }, userID: me })).users?.[0]?.userID,
      carl,
    );
    assert.equal(
      await world.code(api.searchFriendUsers, me, { userID: anna, keyword: 'a', pagination: page }),
      codes.NoPermissionError,
    );
  });
});
