import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { MAX_FRAME } from '../../../src/protocol/envelope.js';
import { createDevice, createWorld, loaded, until, type World } from '../world.js';

let world: World;
afterEach(() => {
  world.close();
});

describe('presence', () => {
  it('follows those on screen, with platforms, and again after a reconnect [I7, I9]', async () => {
    world = createWorld({ options: { policy: 0 } });
    const wakes = new Set<() => void>();
    const a = await world.person('Anna', undefined, {
      onWake: wake => {
        wakes.add(wake);
        return () => wakes.delete(wake);
      },
    });
    const b = await world.person('Boris');
    const id = b.getLoginUser();
    const first = a.watchPresence([id]);
    const second = a.watchPresence([id]);
    await until(a, state => state.presence.get(id)?.join() === '5');
    const phone = await world.again('Boris', undefined, { platformID: 2 });
    await until(a, state => state.presence.get(id)?.length === 2);
    first();
    first();
    phone.dispose();
    await until(a, state => state.presence.get(id)?.join() === '5');
    world.server.killConnections();
    for (const wake of wakes) wake();
    b.dispose();
    await until(a, state => state.presence.get(id)?.length === 0);
    assert.deepEqual(a.events.filter(event => event.name === 'userStatusChanged').at(-1)!.detail, {
      userID: id,
      status: 0,
      platformIDs: [],
    });
    second();
    await until(a, state => !state.presence.has(id));
  });
  it('keeps no rows of strangers who left the screen [I7]', async () => {
    world = createWorld();
    const device = createDevice();
    const a = await world.person('Anna', device);
    const [b, c] = [await world.person('Boris'), await world.person('Cleo')];
    await a.addFriend({ toUserID: b.getLoginUser() });
    await b.acceptFriendApplication({ toUserID: a.getLoginUser() });
    await until(a, state => state.friends.size);
    const stored = () =>
      [...[...device.caches.values()][0]!.values()].filter(([[kind]]) => kind === 'presence').map(([key]) => key[1]);
    const all = [b, c].map(client => client.getLoginUser());
    const leave = a.watchPresence(all);
    await until(a, state => state.presence.size === 2);
    while (stored().length < 2) await new Promise(resolve => setTimeout(resolve, 10));
    leave();
    await until(a, state => !state.presence.size);
    assert.deepEqual(stored(), all);
    a.dispose();
    const again = world.open(device);
    await loaded(again);
    while (stored().length > 1) await new Promise(resolve => setTimeout(resolve, 10));
    assert.deepEqual(stored(), [b.getLoginUser()]);
  });
  it('subscribes by name, unsubscribes, and asks once [I8]', async () => {
    world = createWorld();
    const [a, b] = [await world.person('Anna'), await world.person('Boris')];
    const id = b.getLoginUser();
    assert.deepEqual(await a.subscribeUsersStatus([id, 'nobody']), [
      { userID: id, status: 1, platformIDs: [5] },
      { userID: 'nobody', status: 0, platformIDs: [] },
    ]);
    assert.equal((await a.getSubscribeUsersStatus()).length, 2);
    await a.unsubscribeUsersStatus([id]);
    assert.deepEqual(
      (await a.getSubscribeUsersStatus()).map(({ userID }) => userID),
      ['nobody'],
    );
    assert.ok(!a.state.presence.has(id));
    assert.deepEqual(await a.getUserStatus([id]), [{ userID: id, status: 1, platformIDs: [5] }]);
  });
  it('asks again for those whose subscription got no answer', async () => {
    world = createWorld();
    let fail = true;
    const backend: typeof world.backend = {
      ...world.backend,
      socket(events) {
        const socket = world.backend.socket(events);
        return {
          ...socket,
          request: (frame, data) => (fail ? Promise.reject(new Error('late')) : socket.request(frame, data)),
        };
      },
    };
    const a = await world.person('Anna', createDevice(), { backend });
    const b = await world.person('Boris');
    a.watchPresence([b.getLoginUser()]);
    await new Promise(resolve => setTimeout(resolve, 60));
    fail = false;
    a.watchPresence(['nobody']);
    await until(a, state => state.presence.get(b.getLoginUser())?.join() === '5');
  });
  it('sends frames far below the gateway’s limit', async () => {
    world = createWorld();
    const sizes: number[] = [];
    const Counting = class extends world.server.WebSocket {
      override send(data: string | Uint8Array) {
        sizes.push(data.length);
        super.send(data);
      }
    };
    const { openimBackend } = await import('../../../src/transport/openim.js');
    const { openSocket } = await import('../../../src/transport/socket.js');
    const { LOOPBACK_ORIGIN } = await import('../../../src/loopback.js');
    const backend = openimBackend(
      {
        apiUrl: `${LOOPBACK_ORIGIN}/api`,
        wsUrl: `${LOOPBACK_ORIGIN.replace('http', 'ws')}/msg_gateway`,
        accountUrl: `${LOOPBACK_ORIGIN}/chat`,
        fetch: world.server.fetch,
        WebSocket: Counting,
      },
      openSocket,
    );
    const a = world.open(createDevice(), { backend });
    await a.register({ user: { nickname: 'A', account: 'anna', password: 'p' } });
    await a.subscribeUsersStatus(Array.from({ length: 450 }, (_, i) => `用户${i}`.padEnd(64, '长')));
    assert.equal(a.state.presence.size, 450);
    assert.ok(
      sizes.length >= 5 && Math.max(...sizes) < MAX_FRAME * 0.55,
      `largest ${Math.max(...sizes)} of ${sizes.length}`,
    );
  });
});
