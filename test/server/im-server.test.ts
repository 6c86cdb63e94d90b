/** The core as its hosts use it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noticesOf } from './pushes.js';
import { settle, World } from './world.js';

describe('server core', () => {
  it('close ends all connections and timers, and leaves the store open', async () => {
    const world = new World();
    const peers = [await world.signIn('1001'), await world.signIn('1002', 5, true)];
    await world.call('/friend/add_friend', { fromUserID: '1001', toUserID: '1002', reqMsg: '' }, peers[0]!.args.token);
    world.core.close();
    await settle();
    assert.deepEqual(
      peers.map(({ ended }) => ended),
      [true, true],
    );
    await world.clock.advance(60_000);
    assert.equal(world.clock.pending, 0);
    assert.deepEqual(noticesOf(peers[0]!), []);
    assert.ok(world.store.get('users', ['1001'])!.lastOnlineTime > 0);
  });

  it('ends connections when it is on disk that their tokens ended, and none when it is taken back', async () => {
    const world = new World();
    const peer = await world.signIn('1002');
    const { store, tokens } = world.core.context;
    assert.throws(
      () =>
        store.transaction(() => {
          tokens.forceLogout('1002', 5);
          throw new Error('disk full');
        }),
      /disk full/,
    );
    await world.clock.advance(0);
    assert.deepEqual([peer.ended, peer.frames], [false, []]);
    store.transaction(() => {
      tokens.forceLogout('1002', 5);
      assert.equal(peer.ended, false);
    });
    await world.clock.advance(0);
    assert.deepEqual([peer.ended, peer.frames.map(({ reqIdentifier }) => reqIdentifier)], [true, [2002]]);
  });

  it('two of them share nothing', async () => {
    const [one, two] = [new World(), new World()];
    const peer = await one.signIn('1002');
    await two.signIn('1002');
    assert.deepEqual(one.core.context.presence.platforms('1002'), [5]);
    two.core.close();
    assert.equal(peer.ended, false);
    assert.equal(
      (await two.call('/user/get_users_info', { userIDs: ['1002'] }, await one.token('1002', 1))).errCode,
      1507,
    );
  });
});
