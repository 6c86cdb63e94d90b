/** Connections of one user against each other, under each login policy. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { settle, World } from './world.js';

const ids = (peer: { frames: { reqIdentifier: number }[] }) => peer.frames.map(({ reqIdentifier }) => reqIdentifier);

describe('gateway: logins against each other [F8]', () => {
  it('policy 1: a new token of the platform kicks the old connection when it connects, not before', async () => {
    const world = new World();
    const first = await world.signIn('1002');
    const twin = await world.connect(first.args);
    const phone = await world.signIn('1002', 1);
    await world.clock.advance(1000);
    const token = await world.token('1002');
    await settle();
    assert.deepEqual([first.ended, twin.ended], [false, false]);
    assert.equal(
      (await world.call('/user/get_users_info', { userIDs: ['1002'] }, first.args.token)).errCode,
      1506,
      'REST ends at once',
    );
    const second = await world.connect({ userID: '1002', token });
    assert.deepEqual([first.ended, twin.ended, phone.ended, second.ended], [true, true, false, false]);
    assert.deepEqual([ids(first), ids(twin), ids(second)], [[2002], [2002], []]);
    assert.equal(
      new TextDecoder().decode(first.raw[0]),
      '{"reqIdentifier":2002,"msgIncr":"","operationID":"","errCode":0,"errMsg":"","data":null}',
    );
  });

  it('policy 0: nobody is kicked', async () => {
    const world = new World({ policy: 0 });
    const first = await world.signIn('1002');
    const second = await world.signIn('1002');
    assert.deepEqual([first.ended, second.ended], [false, false]);
  });

  it('policy 4: the phone kicks the other phone, and its token', async () => {
    const world = new World({ policy: 4 });
    const ios = await world.signIn('1002', 1);
    const web = await world.signIn('1002', 5);
    await world.clock.advance(1000);
    const android = await world.signIn('1002', 2);
    assert.deepEqual([ios.ended, web.ended, android.ended], [true, false, false]);
    assert.equal((await world.call('/user/get_users_info', { userIDs: ['1002'] }, ios.args.token)).errCode, 1506);
  });

  it('policy 5: one that is no PC, PCs without end', async () => {
    const world = new World({ policy: 5 });
    const peers = [
      await world.signIn('1002', 3),
      await world.signIn('1002', 3),
      await world.signIn('1002', 5),
      await world.signIn('1002', 1),
    ];
    assert.deepEqual(
      peers.map(({ ended }) => ended),
      [false, false, true, false],
    );
  });

  it('connections of one token live side by side', async () => {
    const world = new World();
    const token = await world.token('1002');
    const tabs = [await world.connect({ userID: '1002', token }), await world.connect({ userID: '1002', token })];
    assert.deepEqual(
      tabs.map(({ ended }) => ended),
      [false, false],
    );
    assert.deepEqual(world.core.context.presence.platforms('1002'), [5]);
    assert.equal(world.core.context.presence.connections('1002').length, 2);
  });
});
