import { expect } from '@open-wc/testing';
import { openRequests } from '../../../src/elements/base/open-requests.js';
import { until, World } from '../people-world.js';

describe('open requests', () => {
  it('are those that wait for the user, not those the user sent', async () => {
    const world = new World();
    const [me, ann, bob] = [await world.person('Me'), await world.person('Ann'), await world.person('Bob')];
    await ann.addFriend({ toUserID: me.getLoginUser() });
    await me.addFriend({ toUserID: bob.getLoginUser() });
    await until(me, ({ requests }) => requests.size === 2);
    expect(openRequests(me.state)).to.equal(1);
    await me.refuseFriendApplication({ toUserID: ann.getLoginUser() });
    await until(me, state => openRequests(state) === 0);
  });
});
