import { expect } from '@open-wc/testing';
import { contactsOf } from '../../src/elements/chat-contacts.js';
import { ChatWorld, say } from './chat-world.js';
import { until } from './people-world.js';

describe('chat-contacts', () => {
  it('gives whom one wrote to last, then friends by name, without the blocked, each once [O8]', async () => {
    const world = new ChatWorld();
    const { me, anna, id } = await world.friends();
    const [zoe, bob] = [await world.person('Zoe'), await world.person('Bob')];
    for (const friend of [zoe, bob]) await world.befriend(me, friend);
    await me.openChat();
    await say(me, anna, 'Hi');
    await until(me, ({ conversations }) => conversations.get(id)?.latestMsg.includes('Hi') ?? false);
    await me.setFriendRemark({ toUserID: zoe.getLoginUser(), remark: 'The captain' });
    await me.addBlack({ toUserID: bob.getLoginUser() });
    await until(me, ({ blacks, friends }) => blacks.size > 0 && !!friends.get(zoe.getLoginUser())?.remark);
    const all = contactsOf(me.state);
    expect(all[0]!.name).to.equal('Anna');
    expect(all.map(({ name }) => name)).to.have.members(['Anna', 'The captain']);
    expect(all.find(({ userID }) => userID === zoe.getLoginUser())!.names).to.deep.equal(['The captain', 'Zoe']);
    for (const client of [me, anna, zoe, bob]) client.dispose();
  });
});
