import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { Clock } from '../../../src/core/api.js';
import { ImError } from '../../../src/protocol/errors.js';
import * as api from '../../../src/protocol/endpoints.js';
import type { Backend } from '../../../src/protocol/port.js';
import { createDevice, createWorld, loaded, until, type TestClient, type World } from '../world.js';

let world: World;
afterEach(() => {
  world.close();
});

async function befriend(a: TestClient, b: TestClient) {
  await a.addFriend({ toUserID: b.getLoginUser() });
  await b.acceptFriendApplication({ toUserID: a.getLoginUser() });
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const)
    await until(one, state => state.friends.has(other.getLoginUser()));
}
/** A backend that notes what is asked. */
const counting = (backend: Backend) => {
  const asked: string[] = [];
  const call: Backend['call'] = (endpoint, ...rest) => {
    asked.push(endpoint.path);
    return backend.call(endpoint, ...rest);
  };
  return { asked, backend: { ...backend, call } };
};
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

describe('friends', () => {
  it('lets an act stand when the load after it fails, and loads again by itself', async () => {
    world = createWorld();
    let fail = false;
    const call: Backend['call'] = (endpoint, ...rest) =>
      fail &&
      ([api.getIncrementalFriends, api.getRequestsBetween, api.getReceivedRequests] as unknown[]).includes(endpoint)
        ? Promise.reject(new ImError(10000, 'no answer'))
        : world.backend.call(endpoint, ...rest);
    const clock: Clock = {
      now: Date.now,
      after(ms, run) {
        const timer = setTimeout(run, Math.min(ms, 20));
        return () => {
          clearTimeout(timer);
        };
      },
    };
    const a = await world.person('Anna', undefined, { backend: { ...world.backend, call }, clock });
    const b = await world.person('Boris');
    const toUserID = b.getLoginUser();
    await b.addFriend({ toUserID: a.getLoginUser() });
    await until(a, state => state.requests.size);
    fail = true;
    await a.acceptFriendApplication({ toUserID });
    assert.equal(a.state.friends.size, 0);
    fail = false;
    await until(a, ({ friends, requests }) => friends.size && [...requests.values()][0]!.handleResult === 1);
    fail = true;
    await a.setFriendRemark({ toUserID, remark: 'Bo' });
    await a.pinFriends({ toUserIDs: [toUserID], isPinned: true });
    await a.deleteFriend(toUserID);
    assert.equal(a.state.friends.get(toUserID)!.remark, '');
    assert.equal(a.state.lists.friends.status, 'error');
    fail = false;
    await until(a, ({ friends, lists }) => !friends.size && lists.friends.status === 'ready');
  });
  it('counts the blacklist before it has been loaded, too', async () => {
    world = createWorld();
    const a = await world.person('Anna');
    const b = await world.person('Boris');
    await befriend(a, b);
    await a.addBlack({ toUserID: b.getLoginUser() });
    await a.logout();
    let answer!: () => void;
    const slow = new Promise<void>(resolve => {
      answer = resolve;
    });
    const call: Backend['call'] = async (endpoint, ...rest) => {
      if (endpoint.path === api.getBlackList.path) await slow;
      return world.backend.call(endpoint, ...rest);
    };
    const again = world.open(createDevice(), { backend: { ...world.backend, call } });
    await again.login({ account: 'anna', password: 'secret-1' });
    await until(again, state => state.lists.friends.status === 'ready');
    const asked = Promise.all([
      again.checkFriend([b.getLoginUser()]),
      again.getFriendList(true),
      again.searchFriends({ keywordList: ['boris'], isSearchNickname: true }),
    ]);
    await pause(5);
    answer();
    const [[checked], list, [found]] = await asked;
    assert.equal(checked!.result, 0);
    assert.equal(list.length, 0);
    assert.equal(found!.relationship, 0);
  });
  it('deletes on one side only [D7, E6, F2]', async () => {
    world = createWorld();
    const a = await world.person('Anna');
    const b = await world.person('Boris');
    await befriend(a, b);
    await a.deleteFriend(b.getLoginUser());
    await pause(20);
    assert.equal(a.state.friends.size, 0);
    assert.equal(b.state.friends.size, 1);
    assert.deepEqual(a.told('friendDeleted'), ['friendDeleted']);
    assert.deepEqual(b.told('friendDeleted'), []);
  });
  it('sets and clears remarks, pins, ex; other devices see it; names follow [D6, E7, G6, G7, G11]', async () => {
    world = createWorld({ options: { policy: 0 } });
    const a = await world.person('Anna');
    const a2 = await world.again('Anna');
    const b = await world.person('Boris');
    const id = b.getLoginUser();
    await befriend(a, b);
    await a.setFriendRemark({ toUserID: id, remark: 'Bo' });
    await until(a2, state => state.friends.get(id)?.remark === 'Bo');
    await a.setFriendRemark({ toUserID: id, remark: '' });
    await a.pinFriends({ toUserIDs: [id], isPinned: true });
    await a.setFriendsEx({ toUserIDs: [id], ex: '{}' });
    await until(
      a2,
      state =>
        state.friends.get(id)?.isPinned && state.friends.get(id)?.remark === '' && state.friends.get(id)?.ex === '{}',
    );
    await b.setSelfInfo({ nickname: 'Boris II' });
    for (const client of [a, a2]) await until(client, state => state.friends.get(id)?.nickname === 'Boris II');
    assert.equal(a.told('friendInfoChanged').length, 5);
    const friend = a.state.friends.get(id)!;
    assert.ok(friend.createTime > 1e12 && friend.addSource === 2 && friend.attachedInfo === '');
  });
  it('finds by several keywords in all fields, and checks against the blacklist [D1, D2, D3, D4, G4]', async () => {
    world = createWorld();
    const a = await world.person('Anna');
    const people = [await world.person('Boris'), await world.person('Chen'), await world.person('Dora')] as const;
    for (const other of people) await befriend(a, other);
    const [b, c, d] = people.map(other => other.getLoginUser()) as [string, string, string];
    await a.setFriendRemark({ toUserID: d, remark: 'Aunt' });
    await a.addBlack({ toUserID: c });
    const found = await a.searchFriends({
      keywordList: ['bor', 'AUNT', "'"],
      isSearchNickname: true,
      isSearchRemark: true,
    });
    assert.deepEqual(
      found.map(({ userID, relationship }) => [userID, relationship]).sort(),
      [
        [b, 1],
        [d, 1],
      ].sort(),
    );
    assert.equal((await a.searchFriends({ keywordList: [c], isSearchUserID: true }))[0]!.relationship, 0);
    await assert.rejects(a.searchFriends({ keywordList: [''], isSearchUserID: true }), { errCode: 10002 });
    await assert.rejects(a.searchFriends({ keywordList: ['x'] }), { errCode: 10002 });
    assert.deepEqual(await a.checkFriend([b, c, 'nobody']), [
      { userID: b, result: 1 },
      { userID: c, result: 0 },
      { userID: 'nobody', result: 0 },
    ]);
    assert.equal((await a.getFriendList()).length, 3);
    assert.equal((await a.getFriendList(true)).length, 2);
    await a.pinFriends({ toUserIDs: [d], isPinned: true });
    assert.equal((await a.getFriendListPage({ offset: 0, count: 1 }))[0]!.userID, d);
    assert.equal((await a.getFriendListPage({ offset: 2, count: 5 })).length, 1);
    assert.deepEqual(
      (await a.getDesignatedFriendsInfo({ friendUserIDList: [d, 'x', b] })).map(({ userID }) => userID),
      [d, b],
    );
    assert.deepEqual(await a.getSpecifiedFriendsInfo({ friendUserIDList: [c], filterBlack: true }), []);
  });
  it('raises friendsLoaded once on a new device, and transfers no list when nothing changed [F4]', async () => {
    world = createWorld({ options: { policy: 0 } });
    const a = await world.person('Anna');
    const b = await world.person('Boris');
    await befriend(a, b);
    const device = createDevice();
    const other = await world.again('Anna', device);
    assert.deepEqual(other.told('friendsLoaded', 'friendAdded', 'friendApplicationAccepted'), ['friendsLoaded']);
    await pause(80);
    other.dispose();
    const { asked, backend } = counting(world.backend);
    const reloaded = world.open(device, { backend });
    await loaded(reloaded);
    assert.deepEqual(
      asked.filter(path => /friend_list|incremental|full_friend/.test(path)),
      [api.getIncrementalFriends.path],
    );
    assert.deepEqual(reloaded.told('friendsLoaded', 'friendAdded'), []);
  });
  it('raises the difference after a later full sync [E5, E6, F4]', async () => {
    world = createWorld({ options: { policy: 0 } });
    const a = await world.person('Anna');
    const [b, c] = [await world.person('Boris'), await world.person('Chen')];
    await befriend(a, b);
    const device = createDevice();
    const other = await world.again('Anna', device);
    await pause(80);
    other.dispose();
    await befriend(a, c);
    await a.deleteFriend(b.getLoginUser());
    // The server has forgotten the versions: it answers full.
    const rows = [...device.caches.values()][0]!;
    rows.set('["meta","friends"]', [['meta', 'friends'], { versionID: 'ffffffffffffffffffffffff', version: 3 }]);
    const reloaded = world.open(device);
    await loaded(reloaded);
    assert.deepEqual(reloaded.told('friendsLoaded', 'friendAdded', 'friendDeleted').sort(), [
      'friendAdded',
      'friendDeleted',
    ]);
    assert.deepEqual([...reloaded.state.friends.keys()], [c.getLoginUser()]);
  });
  it('keeps the first hundred in display order for the first paint [J17]', async () => {
    world = createWorld();
    const a = await world.person('Anna');
    const ids = Array.from({ length: 230 }, (_, i) => `u${String(i).padStart(3, '0')}`);
    const { token } = await world.backend
      .call(api.getUserToken, { userID: a.getLoginUser(), platformID: 3 }, undefined)
      .catch(() => ({ token: '' }));
    assert.equal(token, '', 'only administrators get tokens this way');
    const { store } = world.server.core.context;
    for (const [i, id] of ids.entries()) {
      store.put('users', {
        ...store.get('users', [a.getLoginUser()])!,
        userID: id,
        nickname: `Name ${String((i * 7) % 230).padStart(3, '0')}`,
      });
      store.put('friends', {
        ownerUserID: a.getLoginUser(),
        userID: id,
        remark: '',
        createTime: 1_800_000_000_000 + i,
        addSource: 1,
        operatorUserID: 'imAdmin',
        ex: '',
        rank: i === 99 ? 0 : 1,
        seq: i,
      });
    }
    const device = createDevice();
    const other = await world.again('Anna', device);
    assert.equal(other.state.friends.size, 230);
    const rows = [...device.caches.values()][0]!;
    while (!rows.has('["head","friends"]')) await pause(50);
    const head = rows.get('["head","friends"]')![1] as { nickname: string; isPinned: boolean }[];
    assert.equal(head.length, 100);
    assert.ok(head[0]!.isPinned);
    const names = head.slice(1).map(({ nickname }) => nickname);
    assert.deepEqual(
      names,
      [...other.state.friends.values()]
        .filter(({ isPinned }) => !isPinned)
        .map(({ nickname }) => nickname)
        .sort()
        .slice(0, 99),
    );
  });
});
