import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { requestKey } from '../../../src/client.js';
import { createDevice, createWorld, loaded, next, until, type World } from '../world.js';

let world: World;
afterEach(() => {
  world.close();
});
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

describe('requests', () => {
  it('raises the refusal on both sides with the reply, and lets one apply again [D11, E1, E4, G8, G9]', async () => {
    world = createWorld();
    const [a, b] = [await world.person('Anna'), await world.person('Boris')];
    const [idA, idB] = [a.getLoginUser(), b.getLoginUser()];
    await a.addFriend({ toUserID: idB, reqMsg: 'one' });
    await b.refuseFriendApplication({ toUserID: idA, handleMsg: 'not now' });
    for (const client of [a, b])
      await until(client, state => state.requests.get(requestKey(idA, idB))?.handleMsg === 'not now');
    await assert.rejects(b.refuseFriendApplication({ toUserID: idA }), { errCode: 1305 });
    await pause(5);
    await a.addFriend({ toUserID: idB, reqMsg: 'two' });
    await until(b, state => state.requests.get(requestKey(idA, idB))?.reqMsg === 'two');
    for (const client of [a, b])
      assert.deepEqual(client.told('friendApplicationAdded', 'friendApplicationRejected'), [
        'friendApplicationAdded',
        'friendApplicationRejected',
        'friendApplicationAdded',
      ]);
    assert.equal(await b.getFriendApplicationUnhandledCount(), 1);
  });
  it('settles the opposite request with an acceptance [E3, L5]', async () => {
    world = createWorld();
    const [a, b] = [await world.person('Anna'), await world.person('Boris')];
    const [idA, idB] = [a.getLoginUser(), b.getLoginUser()];
    await a.addFriend({ toUserID: idB });
    await b.addFriend({ toUserID: idA });
    await b.acceptFriendApplication({ toUserID: idA });
    for (const client of [a, b]) {
      await until(
        client,
        ({ requests }) => requests.size === 2 && [...requests.values()].every(request => request.handleResult === 1),
      );
      assert.equal(client.told('friendApplicationAccepted').length, 2);
    }
    await assert.rejects(a.addFriend({ toUserID: idB }), { errCode: 1304 });
    await assert.rejects(a.addFriend({ toUserID: idA }), { errCode: 1301 });
  });
  it('hides a request on all devices until it is applied again, and takes that back [E2, K12]', async () => {
    world = createWorld({ options: { policy: 0 } });
    const [a, b] = [await world.person('Anna'), await world.person('Boris')];
    const device = createDevice();
    const b2 = await world.again('Boris', device);
    const pair = { fromUserID: a.getLoginUser(), toUserID: b.getLoginUser() };
    await a.addFriend({ toUserID: pair.toUserID });
    for (const client of [b, b2]) await until(client, state => state.requests.size);
    await b.deleteFriendApplication(pair);
    assert.equal(b.state.requests.size, 0);
    assert.deepEqual(b.told('friendApplicationDeleted'), ['friendApplicationDeleted']);
    assert.deepEqual(await b.getRecvFriendApplicationList(), []);
    await b2.reload('received');
    assert.equal(b2.state.requests.size, 0);
    assert.deepEqual(b2.told('friendApplicationDeleted'), ['friendApplicationDeleted']);
    assert.equal(a.state.requests.size, 1);
    await b.restoreFriendApplication(pair);
    assert.equal(b.state.requests.size, 1);
    await b.deleteFriendApplication(pair);
    await pause(5);
    const again = next(b, 'friendApplicationAdded');
    await a.addFriend({ toUserID: pair.toUserID, reqMsg: 'please' });
    assert.equal((await again).reqMsg, 'please');
  });
  it('reads the newest page and all open ones, older ones when asked [G10]', async () => {
    world = createWorld();
    const a = await world.person('Anna');
    const { store } = world.server.core.context;
    const owner = a.getLoginUser();
    const user = store.get('users', [owner])!;
    // 130 requests, the two oldest of them open.
    for (let i = 0; i < 130; i++) {
      store.put('users', { ...user, userID: `u${i}`, nickname: `N${i}` });
      store.put('requests', {
        fromUserID: `u${i}`,
        toUserID: owner,
        handleResult: i < 2 ? 0 : -1,
        reqMsg: '',
        createTime: 1_700_000_000_000 + i,
        handlerUserID: '',
        handleMsg: '',
        handleTime: 0,
        ex: '',
      });
    }
    const b = await world.again('Anna');
    assert.equal(b.state.requests.size, 52);
    assert.equal(b.state.lists.received.more, true);
    assert.equal(b.state.lists.sent.more, false);
    assert.deepEqual(b.told('friendApplicationAdded', 'friendApplicationRejected'), []);
    await b.loadOlderRequests('received');
    assert.equal(b.state.requests.size, 102);
    await b.loadOlderRequests('received');
    assert.equal(b.state.requests.size, 130);
    assert.equal(b.state.lists.received.more, false);
    await b.loadOlderRequests('received');
    assert.deepEqual(b.told('friendApplicationRejected'), []);
    assert.equal((await b.getFriendApplicationListAsRecipient({ offset: 0, count: 10 })).length, 10);
    assert.equal((await b.getFriendApplicationListAsRecipient({ handleResults: [0] })).length, 2);
    assert.equal((await b.getSendFriendApplicationList()).length, 0);
    // An old open one is handled where this device can't see it.
    const row = store.get('requests', ['u0', owner])!;
    store.put('requests', { ...row, handleResult: 1, handleTime: 1_700_000_001_000 });
    await b.reload('received');
    assert.equal(b.state.requests.get(requestKey('u0', owner))!.handleResult, 1);
    assert.deepEqual(b.told('friendApplicationAccepted'), ['friendApplicationAccepted']);
  });
  it('raises for what came while the page was closed [E1, F4]', async () => {
    world = createWorld();
    const device = createDevice();
    const a = await world.person('Anna', device);
    await pause(80);
    a.dispose();
    const b = await world.person('Boris');
    await b.addFriend({ toUserID: a.getLoginUser(), reqMsg: 'hello' });
    const again = world.open(device);
    await loaded(again);
    assert.deepEqual(again.told('friendApplicationAdded', 'friendsLoaded'), ['friendApplicationAdded']);
  });
});
