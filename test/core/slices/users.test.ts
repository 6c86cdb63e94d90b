import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { Backend } from '../../../src/protocol/port.js';
import { createDevice, createWorld, type World } from '../world.js';

let world: World;
afterEach(() => {
  world.close();
});

describe('users', () => {
  it('asks together, once, and keeps what came', async () => {
    world = createWorld();
    const [a, b, c] = [await world.person('Anna'), await world.person('Boris'), await world.person('Chen')];
    const [idB, idC] = [b.getLoginUser(), c.getLoginUser()];
    await a.logout();
    let calls: string[][] = [];
    const call: Backend['call'] = (endpoint, request, ...rest) => {
      if (endpoint.path === '/user/get_users_info') calls.push((request as { userIDs: string[] }).userIDs);
      return world.backend.call(endpoint, request, ...rest);
    };
    const client = world.open(createDevice(), { backend: { ...world.backend, call } });
    await client.login({ account: 'anna', password: 'secret-1' });
    await client.getSelfUserInfo();
    calls = [];
    const [one, two] = await Promise.all([client.getUsersInfo([idB, 'nobody']), client.getUsersInfo([idC, idB])]);
    assert.deepEqual(
      one.map(({ nickname }) => nickname),
      ['Boris'],
    );
    assert.deepEqual(
      two.map(({ nickname }) => nickname),
      ['Chen', 'Boris'],
    );
    assert.deepEqual(calls, [[idB, 'nobody', idC]]);
    await client.getUsersInfo([idB, 'nobody']);
    assert.equal(calls.length, 1);
    assert.equal(client.state.users.get(idC)!.nickname, 'Chen');
  });
  it('finds people by account and part of a name; with a bare token by ID [L1, L2]', async () => {
    world = createWorld();
    const [a, b] = [await world.person('Anna'), await world.person('Boris Great')];
    assert.deepEqual(
      (await a.searchUsers('great')).users.map(({ userID }) => userID),
      [b.getLoginUser()],
    );
    assert.equal((await a.searchUsers('borisgreat')).total, 1);
    assert.equal((await a.getUsersFullInfo([b.getLoginUser()]))[0]!.nickname, 'Boris Great');
    const { imToken } = JSON.parse([...a.device.local.rows.values()][0]!) as { imToken: string };
    const bare = world.open(createDevice());
    await bare.login({ userID: a.getLoginUser(), token: imToken });
    assert.deepEqual(
      (await bare.searchUsers(b.getLoginUser())).users.map(({ nickname }) => nickname),
      ['Boris Great'],
    );
    assert.deepEqual((await bare.searchUsers('great')).users, []);
    assert.equal((await bare.getUsersFullInfo([b.getLoginUser()]))[0]!.nickname, 'Boris Great');
  });
});
