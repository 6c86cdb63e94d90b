import { expect, fixture, html } from '@open-wc/testing';
import { define } from '../../../src/elements/base/define.js';
import { cardFocus, FollowFocus, followerOf } from '../../../src/elements/base/focus.js';
import { ImElement } from '../../../src/elements/base/im-element.js';
import { FriendsWorld } from '../friends-world.js';

class TestChat extends ImElement {
  follows = true;
  readonly focusing = new FollowFocus(this, 'chat', () => this.follows);
}
class TestCard extends ImElement {
  readonly focusing = new FollowFocus(this, 'card', () => true);
}
define('test-chat', TestChat);
define('test-card', TestCard);

describe('focus', () => {
  let world: FriendsWorld;
  beforeEach(() => {
    world = new FriendsWorld();
  });
  afterEach(() => {
    world.end();
  });

  it('is shown by the first follower of its client; chats go to the chat, else to the card', async () => {
    const [me, other] = await world.people('Me', 'Other');
    const first = await fixture<TestCard>(html`<test-card .client=${me}></test-card>`);
    const second = await fixture<TestCard>(html`<test-card .client=${me}></test-card>`);
    const theirs = await fixture<TestCard>(html`<test-card .client=${other}></test-card>`);
    const chat = { userID: 'x', kind: 'chat' } as const;
    me!.setFocus(chat);
    expect([first, second, theirs].map(card => card.focusing.value)).to.deep.equal([chat, undefined, undefined]);
    const talk = await fixture<TestChat>(html`<test-chat .client=${me}></test-chat>`);
    expect([first.focusing.value, talk.focusing.value, cardFocus(me)]).to.deep.equal([undefined, chat, undefined]);
    talk.follows = false;
    expect(first.focusing.value, 'a chat of its own does not follow').to.deep.equal(chat);
    talk.follows = true;
    me!.setFocus({ userID: 'y', kind: 'card' });
    expect(first.focusing.value).to.deep.equal({ userID: 'y', kind: 'card' });
    first.remove();
    expect(followerOf(me, 'card')).to.equal(second);
    expect(second.focusing.value).to.deep.equal({ userID: 'y', kind: 'card' });
    expect(followerOf(undefined, 'chat')).to.be.undefined;
  });
});
