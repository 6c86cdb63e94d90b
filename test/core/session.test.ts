import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { TokenGrant } from '../../src/client.js';
import * as api from '../../src/protocol/endpoints.js';
import type { Credentials } from '../../src/protocol/port.js';
import { createDevice, createWorld, keyValue, loaded, next, until, type Device, type World } from './world.js';

let world: World;
afterEach(() => {
  world.close();
});

const stored = (device: Device) => JSON.parse([...device.local.rows.values()][0]!) as Credentials;
const online = ({ connection }: { connection: { status: string } }) => connection.status === 'connected';

describe('session', () => {
  it('sends passwords as MD5 and keeps none', async () => {
    world = createWorld();
    const a = await world.person('Anna');
    const everything = JSON.stringify([[...a.device.local.rows], [...a.device.caches.values()].map(rows => [...rows])]);
    assert.ok(!everything.includes('secret-1'));
    await assert.rejects(world.open().login({ account: 'anna', password: 'wrong' }), { errCode: 20001 });
  });
  it('goes through 201, 102, 101 and 103 [A2, A4, A6]', async () => {
    world = createWorld();
    const a = world.open();
    assert.equal(a.getLoginStatus(), 201);
    const login = a.register({ user: { nickname: 'A', account: 'anna', password: 'p' } });
    assert.equal(a.getLoginStatus(), 102);
    await assert.rejects(a.login({ account: 'anna', password: 'p' }), { errCode: 10102 });
    await login;
    assert.equal(a.getLoginStatus(), 101);
    await a.logout();
    await assert.rejects(a.login({ account: 'nobody', password: 'p' }), { errCode: 20002 });
    assert.equal(a.getLoginStatus(), 103);
  });
  it('is restored after a reload, without a new token, also with the server away [A5, F4, H21, J17]', async () => {
    world = createWorld();
    const device = createDevice();
    const a = await world.person('Anna', device);
    const b = await world.person('Boris');
    await b.addFriend({ toUserID: a.getLoginUser() });
    await until(a, state => state.requests.size);
    await a.acceptFriendApplication({ toUserID: b.getLoginUser() });
    const { imToken } = stored(device);
    const rows = [...device.caches.values()][0]!;
    while (![...rows.keys()].some(key => key.includes('friends') && key.includes(b.getLoginUser())))
      await new Promise(resolve => setTimeout(resolve, 10));
    a.dispose();
    world.server.setOnline(false);
    const again = world.open(device);
    assert.equal(again.getLoginUser(), a.getLoginUser());
    assert.equal(again.getLoginStatus(), 101);
    await again.ready;
    assert.deepEqual([...again.state.friends.keys()], [b.getLoginUser()]);
    assert.equal(again.state.lists.friends.status === 'cached' || again.state.lists.friends.status === 'error', true);
    assert.equal(stored(device).imToken, imToken);
  });
  for (const persist of ['tab', 'none'] as const)
    it(`keeps the session in ${persist}`, async () => {
      world = createWorld();
      const device = createDevice();
      const a = await world.person('Anna', device, { persist });
      assert.equal(device.local.rows.size, 0);
      assert.equal(device.tab.rows.size, persist === 'tab' ? 1 : 0);
      a.setPersist('local');
      assert.equal(device.local.rows.size, 1);
      assert.equal(device.tab.rows.size, 0);
    });
  it('ends both tokens and wipes the rows at logout [A3]', async () => {
    world = createWorld();
    const a = await world.person('Anna');
    const credentials = stored(a.device);
    await a.logout();
    assert.equal(a.device.local.rows.size, 0);
    assert.deepEqual(
      [...a.device.caches.values()].map(rows => rows.size),
      [0],
    );
    await assert.rejects(world.backend.call(api.getFriendIDs, { userID: credentials.userID }, credentials), {
      errCode: 1507,
    });
    await assert.rejects(a.getFriendList(), { errCode: 10009 });
    assert.equal(a.state.friends.size, 0);
  });
  it('keeps the rows when asked to', async () => {
    world = createWorld();
    const a = await world.person('Anna', undefined, { keepCache: true });
    await a.logout();
    assert.ok([...a.device.caches.values()][0]!.size > 0);
  });
  it('carries no token in state or events', async () => {
    world = createWorld();
    const a = await world.person('Anna');
    const { imToken, chatToken } = stored(a.device);
    const told = JSON.stringify([a.events, a.state.session, a.state.connection, a.state.profile]);
    assert.ok(!told.includes(imToken) && !told.includes(chatToken));
  });
  it('is kicked by a second browser, stays so over a reload, and is taken back here [B4, F8, H24]', async () => {
    world = createWorld();
    const device = createDevice();
    const a = await world.person('Anna', device);
    const kicked = next(a, 'kickedOffline');
    const second = await world.again('Anna');
    await kicked;
    assert.equal(a.state.session.ended, 'kicked');
    assert.equal(a.getLoginStatus(), 201);
    assert.equal(a.state.session.userID, second.getLoginUser());
    assert.equal(a.state.session.account, 'anna');
    a.dispose();
    const reloaded = world.open(device);
    assert.equal(reloaded.state.session.ended, 'kicked');
    const kickedBack = next(second, 'kickedOffline');
    assert.equal(await reloaded.useHere(), true);
    await loaded(reloaded);
    await kickedBack;
    assert.equal(await second.useHere(), true);
  });
  it('shows its rows after a reload while it is kicked, without dialling, and says so where it has none [B4]', async () => {
    world = createWorld();
    const device = createDevice();
    const a = await world.person('Anna', device);
    const b = await world.person('Boris');
    await b.addFriend({ toUserID: a.getLoginUser() });
    await until(a, state => state.requests.size);
    const kicked = next(a, 'kickedOffline');
    await world.again('Anna');
    await kicked;
    a.dispose();
    await new Promise(resolve => setTimeout(resolve, 50));
    const reloaded = world.open(device);
    await reloaded.ready;
    assert.equal(reloaded.state.requests.size, 1);
    assert.equal(reloaded.state.session.ended, 'kicked');
    assert.deepEqual(reloaded.told('connecting'), []);
    assert.deepEqual(
      Object.values(reloaded.state.lists).map(({ status }) => status),
      ['cached', 'cached', 'cached', 'cached'],
    );
    reloaded.dispose();
    device.caches.clear();
    const bare = world.open(device);
    await bare.ready;
    assert.deepEqual(
      Object.values(bare.state.lists).map(({ error }) => error?.errCode),
      [1506, 1506, 1506, 1506],
    );
    await assert.rejects(bare.reload('friends'), { errCode: 10009 });
    await bare.logout();
    assert.equal(bare.state.lists.friends.status, 'loading');
  });
  for (const keepCache of [false, true])
    it(`${keepCache ? 'keeps' : 'clears'} the rows of who was kicked when somebody else signs in${keepCache ? ', if asked to' : ''}`, async () => {
      world = createWorld();
      const device = createDevice();
      const a = await world.person('Anna', device);
      const b = await world.person('Boris');
      b.dispose();
      const kicked = next(a, 'kickedOffline');
      const second = await world.again('Anna');
      await kicked;
      a.dispose();
      const rows = () =>
        [...device.caches.entries()].filter(([, { size }]) => size).map(([name]) => name.split(' ')[1]);
      const reloaded = world.open(device, { keepCache });
      await reloaded.ready;
      const ids = [second, b].map(client => client.getLoginUser());
      assert.deepEqual(rows(), ids.slice(0, 1));
      // The same person finds them again.
      await reloaded.useHere();
      await loaded(reloaded);
      assert.deepEqual(rows(), ids.slice(0, 1));
      const again = next(reloaded, 'kickedOffline');
      await second.useHere();
      await again;
      await reloaded.login({ account: 'boris', password: 'secret-1' });
      await loaded(reloaded);
      while (!rows().includes(ids[1])) await new Promise(resolve => setTimeout(resolve, 10));
      assert.deepEqual(rows(), keepCache ? ids : ids.slice(1));
    });
  it('says of a chatToken that the account service does not know: sign in again; the rest goes on', async () => {
    world = createWorld();
    const a = await world.person('Anna');
    await world.backend.call(api.endSession, { platform: 9 }, stored(a.device));
    await assert.rejects(a.searchUsers('anna'), { errCode: 1501 });
    await a.getUsersInfo(['x']);
    assert.equal(a.getLoginStatus(), 101);
    assert.deepEqual(a.told('userTokenExpired', 'kickedOffline'), []);
  });
  it('gets a new chatToken from the provider, and asks again with it', async () => {
    world = createWorld();
    const owner = await world.person('Anna');
    const { userID, imToken, chatToken } = stored(owner.device);
    owner.dispose();
    const second = await world.again('Anna', undefined, { platformID: 2 });
    const good = stored(second.device).chatToken;
    let asked = 0;
    const tokenProvider = async (): Promise<TokenGrant> => {
      asked++;
      return { userID, token: imToken, chatToken: good };
    };
    const a = world.open(createDevice(), { tokenProvider });
    await a.login({ userID, token: imToken, chatToken });
    await loaded(a);
    await world.backend.call(api.endSession, { platform: 9 }, { userID, imToken, chatToken, platformID: 5 });
    assert.equal((await a.searchUsers('anna')).total, 1);
    assert.equal(asked, 1);
  });
  it('knows whether it came from the account service', async () => {
    world = createWorld();
    const a = await world.person('Anna');
    assert.equal(a.state.session.hasAccount, true);
    const { userID, imToken } = stored(a.device);
    a.dispose();
    const b = world.open();
    await b.login({ userID, token: imToken });
    assert.equal(b.state.session.hasAccount, false);
  });
  it('renews a token the server does not know, through the provider [H19, H22]', async () => {
    world = createWorld();
    const owner = await world.person('Anna');
    const { userID, chatToken } = stored(owner.device);
    let asked = 0;
    const tokenProvider = async (): Promise<TokenGrant> => {
      asked++;
      const { imToken } = await world.backend.call(
        api.renewToken,
        { platform: 5 },
        { userID, imToken: '', chatToken, platformID: 5 },
      );
      return { userID, token: imToken };
    };
    const a = world.open(createDevice(), { tokenProvider });
    assert.equal(a.state.session.provided, true);
    await a.login({ userID, token: 'not a token' });
    await loaded(a);
    assert.equal(asked, 1);
    assert.deepEqual(a.told('userTokenExpired', 'userTokenInvalid', 'kickedOffline'), []);
  });
  it('is expired when the provider has nothing, and the account is still named [B5]', async () => {
    world = createWorld();
    const a = world.open(createDevice(), { tokenProvider: () => Promise.reject(new Error('no session')) });
    await assert.rejects(a.login({ userID: 'u', token: 'not a token' }));
    assert.deepEqual(a.told('userTokenExpired'), ['userTokenExpired']);
    assert.equal(a.state.session.ended, 'expired');
    await assert.rejects(a.useHere(), { errCode: 10005, errMsg: 'Error: no session' });
    assert.equal(a.getLoginStatus(), 103);
    a.dispose();
    assert.equal(world.open(a.device).state.session.ended, 'expired');
  });
  it('changes the password and stays signed in [H13]', async () => {
    world = createWorld();
    const a = await world.person('Anna');
    await a.changePassword({ currentPassword: 'secret-1', newPassword: 'secret-2' });
    await until(a, online);
    await a.getUsersInfo(['x']);
    assert.equal(a.getLoginStatus(), 101);
    assert.deepEqual(a.told('kickedOffline'), []);
    await assert.rejects(a.changePassword({ currentPassword: 'secret-1', newPassword: 'secret-3' }), { errCode: 1002 });
    assert.equal(a.getLoginStatus(), 101);
    await a.logout();
    await a.login({ account: 'anna', password: 'secret-2' });
  });
  it('deletes the account', async () => {
    world = createWorld();
    const a = await world.person('Anna');
    await assert.rejects(a.deleteAccount('wrong'));
    assert.equal(a.getLoginStatus(), 101);
    await a.deleteAccount('secret-1');
    assert.equal(a.getLoginStatus(), 201);
    await assert.rejects(a.login({ account: 'anna', password: 'secret-1' }), { errCode: 20002 });
  });
  it('keeps no token that comes after the logout', async () => {
    world = createWorld();
    const owner = await world.person('Anna');
    const { userID, imToken } = stored(owner.device);
    let give!: (grant: TokenGrant) => void;
    let asked!: () => void;
    const asking = new Promise<void>(resolve => {
      asked = resolve;
    });
    const tokenProvider = () => {
      asked();
      return new Promise<TokenGrant>(resolve => {
        give = resolve;
      });
    };
    const a = world.open(createDevice(), { tokenProvider });
    const login = assert.rejects(a.login({ userID, token: 'not a token' }), { errCode: 10101 });
    await asking;
    await a.logout();
    give({ userID, token: imToken });
    await login;
    await new Promise(resolve => setTimeout(resolve, 5));
    assert.equal(a.device.local.rows.size, 0);
    assert.equal(a.getLoginStatus(), 201);
  });
  it('is taken back once for a double click, and not at all after a logout', async () => {
    world = createWorld();
    const a = await world.person('Anna');
    const kicked = next(a, 'kickedOffline');
    const second = await world.again('Anna');
    await kicked;
    const kickedBack = next(second, 'kickedOffline');
    assert.deepEqual(await Promise.all([a.useHere(), a.useHere()]), [true, true]);
    await loaded(a);
    await kickedBack;
    assert.deepEqual(a.told('kickedOffline'), ['kickedOffline']);
    const back = second.useHere();
    await second.logout();
    assert.equal(await back, false);
    assert.equal(second.getLoginStatus(), 201);
    assert.equal(second.device.local.rows.size, 0);
    assert.equal(a.getLoginStatus(), 101);
  });
  it('opens nothing after its end', async () => {
    world = createWorld();
    const a = await world.person('Anna');
    const { userID, imToken } = stored(a.device);
    const b = world.open();
    b.dispose();
    await assert.rejects(b.login({ userID, token: imToken }), { errCode: 10101 });
    assert.equal(b.device.local.rows.size, 0);
    assert.equal(b.state.connection.status, 'idle');
  });
  it('ends in all tabs at a logout in one, and writes nothing afterwards', async () => {
    world = createWorld();
    const device = createDevice();
    const a = await world.person('Anna', device);
    const tab = world.open(device);
    await loaded(tab);
    await a.logout();
    assert.equal(tab.getLoginStatus(), 201);
    assert.equal(tab.state.session.userID, '');
    assert.equal(tab.state.connection.status, 'idle');
    assert.equal(device.local.rows.size, 0);
    await a.login({ account: 'anna', password: 'secret-1' });
    await loaded(a);
    assert.equal(a.getLoginStatus(), 101);
    assert.deepEqual(tab.told('kickedOffline', 'userTokenExpired'), []);
  });
  it('comes back in all tabs when one takes it back', async () => {
    world = createWorld();
    const device = createDevice();
    const a = await world.person('Anna', device);
    const tab = world.open(device);
    await loaded(tab);
    const kicked = Promise.all([next(a, 'kickedOffline'), next(tab, 'kickedOffline')]);
    await world.again('Anna');
    await kicked;
    assert.equal(await a.useHere(), true);
    await until(tab, online);
    assert.equal(tab.getLoginStatus(), 101);
    assert.equal(tab.state.session.ended, '');
    assert.equal(a.getLoginStatus(), 101);
  });
  it('leaves the other tab alone when the session is kept in this one', async () => {
    world = createWorld();
    const device = createDevice();
    const own = { ...device, tab: keyValue() };
    const b = await world.person('Boris', own, { persist: 'tab' });
    const a = await world.person('Anna', device);
    await a.logout();
    assert.equal(b.getLoginStatus(), 101);
  });
  it('keeps two named clients of one page apart', async () => {
    world = createWorld();
    const device = createDevice();
    const a = await world.person('Anna', device, { name: 'a' });
    const b = await world.person('Boris', device, { name: 'b' });
    assert.equal(device.local.rows.size, 2);
    await a.logout();
    assert.equal(b.getLoginStatus(), 101);
    assert.equal(device.local.rows.size, 1);
  });
});
