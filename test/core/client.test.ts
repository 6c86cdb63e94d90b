import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { createWorld, loaded, until, type World } from './world.js';

let world: World;
afterEach(() => {
  world.close();
});

describe('client', () => {
  it('makes two people friends, live on both sides, each event once [D5, D10, E1, E3, E5, F1, F6]', async () => {
    world = createWorld();
    const a = await world.person('Anna');
    const b = await world.person('Boris');
    const b2 = await world.again('Boris', undefined, { platformID: 3 });
    await a.addFriend({ toUserID: b.getLoginUser(), reqMsg: 'hello' });
    await until(b, state => state.requests.size);
    await until(b2, state => state.requests.size);
    assert.equal([...b.state.requests.values()][0]!.reqMsg, 'hello');
    await b.acceptFriendApplication({ toUserID: a.getLoginUser(), handleMsg: 'hi' });
    for (const client of [a, b, b2]) {
      await until(client, state => state.friends.size === 1 && [...state.requests.values()][0]?.handleResult === 1);
      assert.deepEqual(client.told('friendApplicationAdded', 'friendApplicationAccepted', 'friendAdded').sort(), [
        'friendAdded',
        'friendApplicationAccepted',
        'friendApplicationAdded',
      ]);
    }
    assert.equal(a.state.friends.get(b.getLoginUser())!.nickname, 'Boris');
  });
  it('refuses a second login [A2, A3, A6]', async () => {
    world = createWorld();
    const a = await world.person('Anna');
    await assert.rejects(a.login({ account: 'anna', password: 'secret-1' }), { errCode: 10102 });
    await a.logout();
    assert.equal(a.getLoginStatus(), 201);
    assert.equal(a.getLoginUser(), '');
    await a.login({ account: 'anna', password: 'secret-1' });
    await loaded(a);
    assert.equal(a.getLoginStatus(), 101);
  });
});
