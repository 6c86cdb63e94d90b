import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { notifications } from '../../src/protocol/notifications.js';
import type { Scope } from '../../src/core/scope.js';
import { openSlices } from '../../src/core/slices/index.js';
import { createDevice, createWorld, loaded, next, until, type World } from './world.js';

let world: World;
afterEach(() => {
  world.close();
});
const rowsOf = (device: ReturnType<typeof createDevice>) => [...device.caches.values()][0]!;

describe('sign-in', () => {
  it('has a reader for each notification', () => {
    world = createWorld();
    const { all } = openSlices({} as Scope, { counts: new Map(), named: new Set() }, () => false);
    const read = new Set(all.flatMap(({ notices }) => Object.keys(notices ?? {})));
    assert.deepEqual([...read].sort(), Object.keys(notifications).sort());
  });
  it('loads all lists again on every reconnect [F4]', async () => {
    world = createWorld();
    const wakes = new Set<() => void>();
    const a = await world.person('Anna', undefined, {
      onWake: wake => {
        wakes.add(wake);
        return () => wakes.delete(wake);
      },
    });
    const b = await world.person('Boris');
    world.server.setOnline(false);
    await until(a, state => state.connection.status === 'offline');
    world.server.setOnline(true);
    // Somebody applies while Anna hears nothing.
    await b.addFriend({ toUserID: a.getLoginUser() });
    const added = next(a, 'friendApplicationAdded');
    for (const wake of wakes) wake();
    assert.equal((await added).fromUserID, b.getLoginUser());
    assert.equal(a.told('friendApplicationAdded').length, 1);
  });
  it('loads over REST where the socket is barred', async () => {
    world = createWorld();
    const owner = await world.person('Anna');
    const barred = {
      ...world.backend,
      socket: (events: Parameters<typeof world.backend.socket>[0]) => ({
        ...world.backend.socket(events),
        dial: () => {
          queueMicrotask(() => {
            events.lost({ errCode: 10000 } as never);
          });
        },
      }),
    };
    await owner.logout();
    const a = world.open(createDevice(), { backend: barred });
    await a.login({ account: 'anna', password: 'secret-1' });
    await loaded(a);
    assert.equal(a.state.connection.status, 'offline');
    assert.equal(a.getLoginStatus(), 101);
  });
  it('hears nothing before the cached rows are there, so that no event is raised twice', async () => {
    world = createWorld();
    const device = createDevice();
    const a = await world.person('Anna', device);
    const b = await world.person('Boris');
    await new Promise(resolve => setTimeout(resolve, 80));
    a.dispose();
    let open!: () => void;
    const slow = new Promise<void>(resolve => {
      open = resolve;
    });
    const cache = (server: string, userID: string) => {
      const rows = device.cache(server, userID);
      return { ...rows, range: async (...args: Parameters<typeof rows.range>) => slow.then(() => rows.range(...args)) };
    };
    const again = world.open({ ...device, cache });
    await until(again, state => state.connection.status === 'connected');
    await b.addFriend({ toUserID: again.getLoginUser() });
    await new Promise(resolve => setTimeout(resolve, 20));
    open();
    await loaded(again);
    assert.deepEqual(again.told('friendApplicationAdded'), ['friendApplicationAdded']);
    assert.equal(again.state.requests.size, 1);
  });
  it('loads all anew when cached rows can not be read', async () => {
    world = createWorld();
    const device = createDevice();
    const a = await world.person('Anna', device);
    const b = await world.person('Boris');
    await a.addBlack({ toUserID: b.getLoginUser() });
    await b.addFriend({ toUserID: a.getLoginUser() });
    await a.acceptFriendApplication({ toUserID: b.getLoginUser() });
    await new Promise(resolve => setTimeout(resolve, 80));
    a.dispose();
    const cache = (server: string, userID: string) => ({
      ...device.cache(server, userID),
      range: () => Promise.reject(new Error('unreadable')),
    });
    const again = world.open({ ...device, cache });
    await loaded(again);
    assert.equal(again.state.friends.size, 1);
    again.dispose();
    const healed = world.open(device);
    await loaded(healed);
    assert.equal(healed.state.friends.size, 1);
  });
  it('works without a cache', async () => {
    world = createWorld();
    const broken = () => Promise.reject(new Error('no IndexedDB'));
    const a = await world.person('Anna', {
      ...createDevice(),
      cache: () => ({ get: broken, range: broken, write: broken, clear: broken }),
    });
    const b = await world.person('Boris');
    await b.addFriend({ toUserID: a.getLoginUser() });
    await until(a, state => state.requests.size);
    await a.logout();
    assert.equal(a.getLoginStatus(), 201);
  });
  it('throws rows of another format away', async () => {
    world = createWorld();
    const device = createDevice();
    const a = await world.person('Anna', device);
    const b = await world.person('Boris');
    await b.addFriend({ toUserID: a.getLoginUser() });
    await until(a, state => state.requests.size);
    const rows = rowsOf(device);
    while (![...rows.keys()].some(key => key.includes('requests"') && key.includes('>')))
      await new Promise(resolve => setTimeout(resolve, 10));
    a.dispose();
    await new Promise(resolve => setTimeout(resolve, 20));
    rows.set('["meta","format"]', [['meta', 'format'], 99]);
    world.server.setOnline(false);
    const again = world.open(device);
    await again.ready;
    assert.equal(again.state.requests.size, 0);
    assert.ok(![...rows.keys()].some(key => key.includes('requests"') && key.includes('>')));
  });
});
