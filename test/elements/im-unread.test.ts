import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define/im-unread.js';
import type { Client } from '../../src/core/api.js';
import type { ImUnread } from '../../src/elements/im-unread.js';
import { handleResult } from '../../src/protocol/model.js';
import { chatWith, say, talking } from './talk-world.js';
import { seen, text, World } from './people-world.js';

const show = (client: Client, title = false) =>
  fixture<ImUnread>(html`<im-unread for="requests" ?in-title=${title} .client=${client}></im-unread>`);
const badge = (el: Element) => text(el.shadowRoot!.querySelector('.badge'));

describe('<im-unread>', () => {
  it('counts open received requests, live, and shows nothing at none [K4]', async () => {
    const world = new World();
    const me = await world.person('Robin');
    const [ann, bob] = [await world.person('Ann'), await world.person('Bob')];
    const el = await show(me);
    expect([badge(el), el.matches(':state(empty)'), el.getBoundingClientRect().width]).to.deep.equal(['', true, 0]);
    await ann.addFriend({ toUserID: me.getLoginUser() });
    await seen(() => badge(el) === '1', 'one');
    expect(text(el.shadowRoot!.querySelector('[role=status] .sr'))).to.equal('1 friend request');
    await bob.addFriend({ toUserID: me.getLoginUser() });
    await seen(() => badge(el) === '2', 'two');
    expect(text(el.shadowRoot!.querySelector('[role=status] .sr'))).to.equal('2 friend requests');
    expect([el.count, el.matches(':state(empty)')]).to.deep.equal([2, false]);
    await expect(el).to.be.accessible();
    await me.acceptFriendApplication({ toUserID: ann.getLoginUser() });
    await seen(() => badge(el) === '1', 'one again');
    await me.refuseFriendApplication({ toUserID: bob.getLoginUser() });
    await seen(() => badge(el) === '' && el.matches(':state(empty)'), 'none');
    await expect(el).to.be.accessible();
  });

  it('does not count what one has sent oneself', async () => {
    const world = new World();
    const [me, ann] = [await world.person('Robin'), await world.person('Ann')];
    await me.addFriend({ toUserID: ann.getLoginUser() });
    await seen(() => me.state.requests.size === 1, 'the sent one');
    expect((await show(me)).count).to.equal(0);
  });

  it('says 99+ above its maximum, and puts the number into the title if asked to', async () => {
    const me = await new World().person('Robin');
    document.title = 'Home';
    const el = await show(me, true);
    const toUserID = me.getLoginUser();
    const some = (n: number) =>
      new Map(
        Array.from({ length: n }, (_, i) => [
          `${i}>${toUserID}`,
          { fromUserID: `${i}`, toUserID, handleResult: handleResult.open } as never,
        ]),
      );
    me.store.set('requests', some(99));
    await seen(() => badge(el) === '99', '99');
    expect(document.title).to.equal('(99) Home');
    me.store.set('requests', some(100));
    await seen(() => badge(el) === '99+', '99+');
    expect(document.title).to.equal('(99+) Home');
    el.max = 9;
    await seen(() => badge(el) === '9+', '9+');
    el.remove();
    expect(document.title).to.equal('Home');
  });

  it('counts unread messages, of all conversations and of one, live and in the title [N3, J11]', async () => {
    const { me, ann, bob } = await talking();
    document.title = 'Home';
    const userID = bob.getLoginUser();
    const all = await fixture<ImUnread>(html`<im-unread for="messages" in-title .client=${me}></im-unread>`);
    const one = await fixture<ImUnread>(html`<im-unread user-id=${userID} .client=${me}></im-unread>`);
    const same = await fixture<ImUnread>(
      html`<im-unread conversation-id=${chatWith(me, ann)} .client=${me}></im-unread>`,
    );
    await me.markAllConversationMessageAsRead();
    await seen(() => all.count === 0, 'nothing unread');
    await say(ann, me, 'One');
    await say(bob, me, 'Two');
    await seen(() => badge(all) === '2' && badge(one) === '1' && badge(same) === '1', 'two, one and one');
    expect(document.title).to.equal('(2) Home');
    expect(text(one.shadowRoot!.querySelector('[role=status] .sr'))).to.equal('1 unread message');
    await expect(all).to.be.accessible();
    await me.setConversationRecvMessageOpt({ conversationID: chatWith(me, ann), opt: 2 });
    await seen(() => badge(all) === '1' && badge(same) === '1', 'muted ones are not in the sum');
    all.remove();
  });

  it('loads the chat by itself, and counts messages and requests together [N3, K4]', async () => {
    const world = new World();
    const [me, ann, bob] = [await world.person('Robin'), await world.person('Ann'), await world.person('Bob')];
    const el = await fixture<ImUnread>(html`<im-unread for="all" .client=${me}></im-unread>`);
    await ann.addFriend({ toUserID: me.getLoginUser() });
    await seen(() => badge(el) === '1', 'the request');
    await say(bob, me, 'Hello');
    await seen(() => badge(el) === '2', 'the request and the message');
    expect(text(el.shadowRoot!.querySelector('[role=status] .sr'))).to.equal('2 new messages and requests');
  });
});
