/** A message's way to the connections it concerns. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { notifications } from '../../src/protocol/notifications.js';
import { noticesOf } from './pushes.js';
import { World } from './world.js';

describe('push', () => {
  it('reaches the connections of both, once each', async () => {
    const world = new World();
    const peers = [
      await world.signIn('1001', 5),
      await world.signIn('1001', 1),
      await world.signIn('1002', 5),
      await world.signIn('1003', 5),
    ];
    await world.call('/friend/add_friend', { fromUserID: '1001', toUserID: '1002', reqMsg: '' }, peers[0]!.args.token);
    await world.clock.advance(0);
    assert.deepEqual(
      peers.map(peer => noticesOf(peer).length),
      [1, 1, 1, 0],
    );
    await world.call(
      '/user/update_user_info_ex',
      { userInfo: { userID: '1003', nickname: 'New' } },
      peers[3]!.args.token,
    );
    await world.clock.advance(0);
    const [own, ...more] = noticesOf(peers[3]!);
    assert.deepEqual(
      [own!.conversationID, own!.message.contentType, more.length],
      ['n_1003_1003', notifications.userInfoUpdated, 0],
    );
  });

  it('reaches a connection that has just opened', async () => {
    const world = new World();
    const ann = await world.signIn('1001');
    world.user('1002');
    await world.call('/friend/add_friend', { fromUserID: '1001', toUserID: '1002', reqMsg: '' }, ann.args.token);
    const bob = await world.signIn('1002');
    await world.clock.advance(0);
    assert.equal(noticesOf(bob).length, 1);
  });
});
