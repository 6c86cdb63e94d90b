import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { createWorld, until, type World } from '../world.js';

let world: World;
afterEach(() => {
  world.close();
});

describe('blacks', () => {
  it('grows and shrinks on the owner’s devices alone, each told once [E8, E9, F3, G1, G2, G3]', async () => {
    world = createWorld({ options: { policy: 0 } });
    const [a, b] = [await world.person('Anna'), await world.person('Boris')];
    const a2 = await world.again('Anna');
    const id = b.getLoginUser();
    await a.addBlack({ toUserID: id, ex: 'why' });
    await until(a2, state => state.blacks.has(id));
    assert.deepEqual(
      (await a.getBlackList()).map(({ userID, nickname, ex, ownerUserID }) => [userID, nickname, ex, ownerUserID]),
      [[id, 'Boris', 'why', a.getLoginUser()]],
    );
    assert.ok(a.state.blacks.get(id)!.createTime > 1e12);
    await a.removeBlack(id);
    await until(a2, state => !state.blacks.size);
    for (const client of [a, a2])
      assert.deepEqual(client.told('blackAdded', 'blackDeleted'), ['blackAdded', 'blackDeleted']);
    assert.deepEqual(b.told('blackAdded', 'blackDeleted'), []);
    await assert.rejects(a.addBlack({ toUserID: 'nobody' }), { errCode: 1004 });
  });
});
