/** Who is online, and who hears of it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromBase64 } from '../../src/protocol/envelope.js';
import * as frames from '../../src/protocol/frames.js';
import { decode } from '../../src/protocol/wire.js';
import { MAX_WATCHED, MERGE_MS } from '../../src/server/presence.js';
import { T, World, type Peer } from './world.js';

const pushes = (peer: Peer) =>
  peer.frames
    .filter(({ reqIdentifier, msgIncr }) => reqIdentifier === 2005 && !msgIncr)
    .map(({ data }) => decode(frames.onlineStatus.response, fromBase64(data!)).subscribers);
const watch = (peer: Peer, ...subscribeUserID: string[]) => peer.request(frames.onlineStatus, { subscribeUserID });

describe('presence', () => {
  it('answers a subscription with the state of each, offline for unknown ones', async () => {
    const world = new World();
    await world.signIn('1001', 5);
    await world.signIn('1001', 1);
    const peer = await world.signIn('1002');
    const { body } = await watch(peer, '1001', 'nobody');
    assert.deepEqual(body.subscribers, [
      { userID: '1001', onlinePlatformIDs: [1, 5] },
      { userID: 'nobody', onlinePlatformIDs: [] },
    ]);
  });

  it('pushes the whole list of platforms at each change, soon', async () => {
    const world = new World();
    const peer = await world.signIn('1002');
    await watch(peer, '1001');
    assert.ok(MERGE_MS <= 100);
    const web = await world.signIn('1001', 5);
    await world.clock.advance(MERGE_MS);
    const phone = await world.signIn('1001', 1);
    await world.clock.advance(MERGE_MS);
    web.server.closed();
    await world.clock.advance(MERGE_MS);
    phone.server.closed();
    await world.clock.advance(MERGE_MS);
    assert.deepEqual(
      pushes(peer),
      [[5], [1, 5], [1], []].map(onlinePlatformIDs => [{ userID: '1001', onlinePlatformIDs }]),
    );
    const [push] = peer.frames.filter(({ msgIncr }) => !msgIncr);
    assert.deepEqual(
      { ...push, data: '' },
      { reqIdentifier: 2005, msgIncr: '', operationID: '', errCode: 0, errMsg: '', data: '' },
    );
  });

  it('says nothing when a reload is over before it was told, nor for a second tab', async () => {
    const world = new World();
    const peer = await world.signIn('1002');
    await watch(peer, '1001');
    const tab = await world.signIn('1001');
    await world.clock.advance(MERGE_MS);
    tab.server.closed();
    const again = await world.connect(tab.args);
    await world.clock.advance(MERGE_MS);
    await world.connect(tab.args);
    await world.clock.advance(MERGE_MS);
    again.server.closed();
    await world.clock.advance(MERGE_MS);
    assert.equal(pushes(peer).length, 1);
  });

  it('tells of a going that follows a subscription at once, to the old watchers and the new', async () => {
    const world = new World();
    const [old, fresh] = [await world.signIn('1002'), await world.signIn('1003')];
    await watch(old, '1001');
    const tab = await world.signIn('1001');
    const { body } = await watch(fresh, '1001');
    assert.deepEqual(body.subscribers[0]!.onlinePlatformIDs, [5]);
    tab.server.closed();
    await world.clock.advance(MERGE_MS);
    assert.deepEqual(
      pushes(old).map(([one]) => one!.onlinePlatformIDs),
      [[5], []],
    );
    assert.deepEqual(
      pushes(fresh).map(([one]) => one!.onlinePlatformIDs),
      [[]],
    );
  });

  it('stops when unsubscribed; in both lists, one is subscribed', async () => {
    const world = new World();
    const peer = await world.signIn('1002');
    await watch(peer, '1001', '1003');
    const reply = await peer.request(frames.onlineStatus, {
      unsubscribeUserID: ['1001', '1003'],
      subscribeUserID: ['1003'],
    });
    assert.deepEqual(
      reply.body.subscribers.map(({ userID }) => userID),
      ['1003'],
    );
    await world.signIn('1001');
    await world.signIn('1003');
    await world.clock.advance(MERGE_MS);
    assert.deepEqual(
      pushes(peer)
        .flat()
        .map(({ userID }) => userID),
      ['1003'],
    );
  });

  it('belongs to the connection', async () => {
    const world = new World();
    const peer = await world.signIn('1002');
    await watch(peer, '1001');
    peer.server.closed();
    const again = await world.connect(peer.args);
    await world.signIn('1001');
    await world.clock.advance(MERGE_MS);
    assert.deepEqual([pushes(peer), pushes(again)], [[], []]);
  });

  it('keeps when the last connection went, and only then', async () => {
    const world = new World();
    const web = await world.signIn('1002', 5);
    const phone = await world.signIn('1002', 1);
    const last = () => world.store.get('users', ['1002'])!.lastOnlineTime;
    await world.clock.advance(1000);
    web.server.closed();
    assert.equal(last(), 0);
    await world.clock.advance(1000);
    phone.server.closed();
    await world.clock.advance(MERGE_MS);
    assert.equal(last(), T + 2000);
  });

  it('a store that fails does not keep a connection from ending', async () => {
    const world = new World();
    const peer = await world.signIn('1002');
    world.store.put = () => {
      throw new Error('disk full');
    };
    peer.server.closed();
    await world.clock.advance(MERGE_MS);
    assert.deepEqual(
      [world.core.context.presence.platforms('1002'), world.log.map(({ event }) => event)],
      [[], ['presence not saved']],
    );
  });

  it('saves all who go at a time in one transaction', async () => {
    const world = new World();
    const peers = [await world.signIn('1001'), await world.signIn('1002'), await world.signIn('1003')];
    await world.clock.advance(MERGE_MS);
    let inside = 0;
    let commits = 0;
    const { put, transaction } = world.store;
    world.store.transaction = run => {
      inside++;
      commits++;
      try {
        return transaction.call(world.store, run) as never;
      } finally {
        inside--;
      }
    };
    world.store.put = (table, row) => {
      assert.equal(inside, 1);
      put.call(world.store, table, row);
    };
    for (const peer of peers) peer.server.closed();
    await world.clock.advance(MERGE_MS);
    assert.equal(commits, 1);
    for (const id of ['1001', '1002', '1003'])
      assert.equal(world.store.get('users', [id])!.lastOnlineTime, T + MERGE_MS, id);
  });

  it("keeps no IDs that can be nobody's, and counts all connections of a user", async () => {
    const world = new World();
    const peer = await world.signIn('1002');
    const long = 'x'.repeat(65);
    const reply = await watch(peer, long, 'y');
    assert.deepEqual([reply.errCode, reply.body.subscribers.length], [0, 2]);
    const second = await world.connect(peer.args);
    let refused = 0;
    for (let i = 0; i < MAX_WATCHED; i += 2000) {
      const { errCode } = await watch(second, ...Array.from({ length: 2000 }, (_, k) => `u${i + k}`));
      if (errCode) refused = i;
    }
    // One place is taken by the first connection, for "y"; none for the long one.
    assert.equal(refused, MAX_WATCHED - 2000);
    assert.equal((await watch(peer, 'z')).errCode, 1001);
    second.server.closed();
    assert.equal((await watch(peer, 'z')).errCode, 0);
  });

  it('limits what one user watches', async () => {
    const world = new World();
    const peer = await world.signIn('1002');
    let refused = 0;
    for (let i = 0; i < MAX_WATCHED + 2000; i += 2000) {
      const reply = await watch(peer, ...Array.from({ length: 2000 }, (_, k) => `u${i + k}`));
      if (reply.errCode) refused = i;
    }
    assert.equal(refused, MAX_WATCHED);
    assert.equal((await watch(peer, 'u1')).errCode, 0);
  });
});
