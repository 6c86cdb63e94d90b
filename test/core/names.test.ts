/** The names that people know from OpenIM: every function is there, aliases do the same, every event is raised by what it tells of. */
import assert from 'node:assert/strict';
import type { ChatEvents } from '../../src/core/chat/api.js';
import { afterEach, describe, it } from 'node:test';
import type { Client, ClientEvents } from '../../src/client.js';
import { createDevice, createWorld, loaded, next, until, type TestClient, type World } from './world.js';

let world: World;
afterEach(() => {
  world.close();
});

async function couple(): Promise<[TestClient, TestClient, string, string]> {
  const [a, b] = [await world.person('Anna'), await world.person('Boris')];
  return [a, b, a.getLoginUser(), b.getLoginUser()];
}
async function befriend(a: TestClient, b: TestClient) {
  await a.addFriend({ toUserID: b.getLoginUser(), reqMsg: 'hello' });
  await b.acceptFriendApplication({ toUserID: a.getLoginUser() });
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const)
    await until(one, ({ friends }) => friends.has(other.getLoginUser()));
}
async function friends() {
  const all = await couple();
  await befriend(all[0], all[1]);
  return all;
}

/** Functions that need nobody signed in. */
const always = ['initSDK', 'login', 'logout', 'getLoginStatus', 'getLoginUser', 'getLoginUserID', 'on', 'off'] as const;
/** Functions that need somebody, with arguments as they are given. */
const signedIn = {
  getDesignatedFriendsInfo: [{ friendUserIDList: ['x'] }],
  getSpecifiedFriendsInfo: [{ friendUserIDList: ['x'] }],
  getFriendList: [],
  getFriendListPage: [{ offset: 0, count: 1 }],
  searchFriends: [{ keywordList: ['x'], isSearchNickname: true }],
  checkFriend: [['x']],
  addFriend: [{ toUserID: 'x' }],
  setFriendRemark: [{ toUserID: 'x', remark: '' }],
  deleteFriend: ['x'],
  getRecvFriendApplicationList: [],
  getFriendApplicationListAsRecipient: [],
  getSendFriendApplicationList: [],
  getFriendApplicationListAsApplicant: [],
  acceptFriendApplication: [{ toUserID: 'x' }],
  refuseFriendApplication: [{ toUserID: 'x' }],
  deleteFriendApplication: [{ fromUserID: 'x', toUserID: 'y' }],
  getFriendApplicationUnhandledCount: [],
  addBlack: [{ toUserID: 'x' }],
  removeBlack: ['x'],
  getBlackList: [],
  updateFriends: [{ friendUserIDs: ['x'] }],
  pinFriends: [{ toUserIDs: ['x'], isPinned: true }],
  setFriendsEx: [{ toUserIDs: ['x'], ex: '' }],
  getSelfUserInfo: [],
  setSelfInfo: [{ nickname: 'x' }],
  getUsersInfo: [['x']],
  subscribeUsersStatus: [['x']],
  unsubscribeUsersStatus: [['x']],
  getSubscribeUsersStatus: [],
} satisfies { [K in keyof Client]?: Client[K] extends (...args: infer A) => Promise<unknown> ? A : never };

describe('functions', () => {
  for (const name of always)
    it(`${name} is there, also before a login`, () => {
      world = createWorld();
      assert.equal(typeof world.open()[name], 'function');
    });
  for (const [name, args] of Object.entries(signedIn))
    it(`${name} gives a promise, refused with 10009 before a login [A7, A8]`, async () => {
      world = createWorld();
      const answer = (world.open()[name as 'getFriendList'] as (...args: unknown[]) => Promise<unknown>)(...args);
      assert.ok(answer instanceof Promise);
      await assert.rejects(answer, { errCode: 10009 });
    });

  it('say the same by the names of OpenIM 2 and 3 [A5, D1, D8, D9]', async () => {
    world = createWorld();
    const [a, b, idA, idB] = await friends();
    const c = await world.person('Chen');
    await a.addFriend({ toUserID: c.getLoginUser(), reqMsg: 'also you' });
    const people = { friendUserIDList: [idB] };
    for (const client of [a, b]) {
      const pairs = [
        [client.getLoginUser(), client.getLoginUserID()],
        [client.getDesignatedFriendsInfo(people), client.getSpecifiedFriendsInfo(people)],
        [client.getRecvFriendApplicationList(), client.getFriendApplicationListAsRecipient()],
        [client.getSendFriendApplicationList(), client.getFriendApplicationListAsApplicant()],
      ] as const;
      for (const [old, now] of pairs) assert.deepEqual(await now, await old);
    }
    assert.equal(a.getLoginUser(), idA);
    assert.deepEqual(
      (await a.getDesignatedFriendsInfo(people)).map(({ nickname }) => nickname),
      ['Boris'],
    );
    assert.deepEqual(
      (await b.getRecvFriendApplicationList()).map(({ fromUserID, reqMsg, handleResult }) => [
        fromUserID,
        reqMsg,
        handleResult,
      ]),
      [[idA, 'hello', 1]],
    );
    assert.deepEqual(
      (await a.getSendFriendApplicationList()).map(({ toUserID }) => toUserID).sort(),
      [idB, c.getLoginUser()].sort(),
    );
    assert.deepEqual(await a.getRecvFriendApplicationList(), []);
  });

  it('change several friends at once [G5]', async () => {
    world = createWorld();
    const [a, , , idB] = await friends();
    const c = await world.person('Chen');
    await befriend(a, c);
    const friendUserIDs = [idB, c.getLoginUser()];
    await a.updateFriends({ friendUserIDs, isPinned: true, ex: '{"team":1}' });
    for (const { isPinned, ex, remark } of await a.getDesignatedFriendsInfo({ friendUserIDList: friendUserIDs }))
      assert.deepEqual([isPinned, ex, remark], [true, '{"team":1}', '']);
    assert.equal(a.told('friendInfoChanged').length, 2);
  });
});

/** Whom it is told to, and what brings it about. */
type Raise = () => Promise<[TestClient, () => unknown]>;
const nobody = { userID: 'u', token: 'not a token' };

const events: Record<Exclude<keyof ClientEvents, keyof ChatEvents>, Raise> = {
  async connecting() {
    const a = world.open();
    return [a, () => a.register({ user: { nickname: 'A', account: 'anna', password: 'p' } })];
  },
  connectSuccess: () => events.connecting(),
  async connectFailed() {
    // No pause before the next dial.
    const a = await world.person('Anna', undefined, { random: bytes => bytes.fill(0) });
    return [
      a,
      () => {
        world.server.setOnline(false);
      },
    ];
  },
  async kickedOffline() {
    return [await world.person('Anna'), () => world.again('Anna')];
  },
  async storageFailed() {
    const broken = () => Promise.reject(new Error('no space left'));
    const a = world.open({
      ...createDevice(),
      cache: () => ({ get: broken, range: broken, write: broken, clear: broken }),
    });
    return [a, () => a.register({ user: { nickname: 'A', account: 'anna', password: 'p' } })];
  },
  async userTokenExpired() {
    const a = world.open(createDevice(), { tokenProvider: () => Promise.reject(new Error('no session')) });
    return [a, () => assert.rejects(a.login(nobody))];
  },
  async userTokenInvalid() {
    const a = world.open(createDevice(), { tokenProvider: async () => ({ ...nobody, userID: 'somebody else' }) });
    return [a, () => assert.rejects(a.login(nobody))];
  },
  async loginChanged() {
    const a = await world.person('Anna');
    return [a, () => a.logout()];
  },
  async selfInfoUpdated() {
    const a = await world.person('Anna');
    await until(a, ({ profile }) => profile);
    return [a, () => a.setSelfInfo({ nickname: 'Anne' })];
  },
  async userStatusChanged() {
    const [a, b, , idB] = await couple();
    await a.subscribeUsersStatus([idB]);
    return [a, () => b.logout()];
  },
  async friendsLoaded() {
    const a = await world.person('Anna');
    await a.logout();
    const again = world.open();
    return [
      again,
      async () => {
        await again.login({ account: 'anna', password: 'secret-1' });
        await loaded(again);
      },
    ];
  },
  async friendApplicationAdded() {
    const [a, b, , idB] = await couple();
    return [b, () => a.addFriend({ toUserID: idB })];
  },
  async friendApplicationDeleted() {
    const [a, b, fromUserID, toUserID] = await couple();
    await a.addFriend({ toUserID });
    await until(b, ({ requests }) => requests.size);
    return [b, () => b.deleteFriendApplication({ fromUserID, toUserID })];
  },
  async friendApplicationAccepted() {
    const [a, b, idA, idB] = await couple();
    await a.addFriend({ toUserID: idB });
    return [a, () => b.acceptFriendApplication({ toUserID: idA })];
  },
  async friendApplicationRejected() {
    const [a, b, idA, idB] = await couple();
    await a.addFriend({ toUserID: idB });
    return [a, () => b.refuseFriendApplication({ toUserID: idA })];
  },
  friendAdded: () => events.friendApplicationAccepted(),
  async friendDeleted() {
    const [a, , , idB] = await friends();
    return [a, () => a.deleteFriend(idB)];
  },
  async friendInfoChanged() {
    const [a, b] = await friends();
    return [a, () => b.setSelfInfo({ nickname: 'Boris II' })];
  },
  async blackAdded() {
    const [a, , , idB] = await couple();
    return [a, () => a.addBlack({ toUserID: idB })];
  },
  async blackDeleted() {
    const [a, , , idB] = await couple();
    await a.addBlack({ toUserID: idB });
    return [a, () => a.removeBlack(idB)];
  },
  async actRefused() {
    const a = await world.person('Anna');
    return [
      a,
      async () => {
        world.server.setOnline(false);
        await until(a, ({ connection }) => connection.status !== 'connected');
        await a.addFriend({ toUserID: a.getLoginUser() });
        world.server.setOnline(true);
      },
    ];
  },
};

describe('events [B1, B2, B3, B4, B5, B6, C2, D12, E1, E2, E3, E4, E5, E6, E7, E8, E9]', () => {
  for (const [name, raise] of Object.entries(events))
    it(`${name} is raised, and not to who has stopped listening`, async () => {
      world = createWorld();
      const [client, act] = await raise();
      const event = name as keyof ClientEvents;
      const unheard: string[] = [];
      const listen = () => {
        unheard.push(name);
      };
      client.on(event, listen)();
      client.on(event, listen);
      client.off(event, listen);
      const heard = next(client, event);
      await act();
      await heard;
      assert.deepEqual(unheard, []);
    });

  it('carry what a list needs: applied one by one they leave what a new call gives [F5, A8]', async () => {
    world = createWorld();
    const [a, b, , idB] = await couple();
    const list = new Map<string, unknown>();
    for (const name of ['friendAdded', 'friendInfoChanged'] as const)
      a.on(name, friend => {
        list.set(friend.userID, friend);
      });
    a.on('friendDeleted', ({ userID }) => {
      list.delete(userID);
    });
    const c = await world.person('Chen');
    await befriend(a, b);
    await befriend(a, c);
    await a.setFriendRemark({ toUserID: idB, remark: 'Bo' });
    await a.deleteFriend(c.getLoginUser());
    const changed = next(a, 'friendInfoChanged');
    await b.setSelfInfo({ nickname: 'Boris II' });
    await changed;
    assert.deepEqual([...list.values()], await a.getFriendList());
    assert.deepEqual(
      (await a.getFriendList()).map(({ nickname, remark }) => [nickname, remark]),
      [['Boris II', 'Bo']],
    );
  });
});
