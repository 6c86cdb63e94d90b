import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { createWorld, until, type World } from '../world.js';

let world: World;
afterEach(() => {
  world.close();
});

describe('profile', () => {
  it('joins the IM record with the account, changes both, and tells every device [I1, I2]', async () => {
    world = createWorld({ options: { policy: 0 } });
    const a = await world.person('Anna');
    const a2 = await world.again('Anna');
    const self = await a.getSelfUserInfo();
    assert.deepEqual([self.nickname, self.account, self.userID], ['Anna', 'anna', a.getLoginUser()]);
    await a.setSelfInfo({ nickname: 'Anne', gender: 2, faceURL: 'https://x/y.png', ex: '{"a":1}' });
    for (const client of [a, a2])
      await until(
        client,
        ({ profile }) =>
          profile?.nickname === 'Anne' && profile.gender === 2 && profile.faceURL !== '' && profile.ex === '{"a":1}',
      );
    await a.setSelfInfo({ faceURL: '' });
    assert.equal(a.state.profile!.faceURL, '');
    assert.ok(a.told('selfInfoUpdated').length >= 2);
    const before = a.told('selfInfoUpdated').length;
    await a.setSelfInfo({ nickname: 'Anne' });
    assert.equal(a.told('selfInfoUpdated').length, before);
    assert.equal(((await a.exportAccount()).user as { nickname: string }).nickname, 'Anne');
  });
});
