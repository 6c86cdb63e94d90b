import { expect, fixture, html } from '@open-wc/testing';
import { html as template } from 'lit';
import { ImElement } from '../../../src/elements/base/im-element.js';
import { RequestNews } from '../../../src/elements/base/request-news.js';
import { common } from '../../../src/locales/en/common.js';
import { people } from '../../../src/locales/en/people.js';
import { seen, World } from '../people-world.js';

class NewsHost extends ImElement {
  static override words = { ...common, ...people };
  news = new RequestNews(this, () => this.t);
  override render() {
    return template`<p>${this.news.text}</p>`;
  }
}
customElements.define('news-host', NewsHost);

describe('RequestNews', () => {
  it('tells one by name, several as a number, and never one’s own', async () => {
    const world = new World();
    const me = await world.person('Robin');
    const el = await fixture<NewsHost>(html`<news-host .client=${me}></news-host>`);
    const [ann, bob, cara] = [await world.person('Ann'), await world.person('Bob'), await world.person('Cara')];
    await me.addFriend({ toUserID: cara.getLoginUser() });
    await ann.addFriend({ toUserID: me.getLoginUser() });
    await seen(() => el.news.text === 'New friend request from Ann', 'Ann by name');
    await Promise.all([bob, cara].map(client => client.addFriend({ toUserID: me.getLoginUser() })));
    await seen(() => el.news.text === '2 new friend requests', 'two at once');
    expect(el.shadowRoot!.textContent).to.contain('2 new friend requests');
  });

  it('listens to the client of now, and to none when it is gone', async () => {
    const world = new World();
    const [first, second, ann] = [await world.person('First'), await world.person('Second'), await world.person('Ann')];
    const el = await fixture<NewsHost>(html`<news-host .client=${first}></news-host>`);
    el.client = second;
    await el.updateComplete;
    await ann.addFriend({ toUserID: second.getLoginUser() });
    await seen(() => el.news.text === 'New friend request from Ann', 'news of the second');
    const place = el.parentElement!;
    el.remove();
    expect(el.news.text).to.equal('');
    place.append(el);
    await el.updateComplete;
    const bob = await world.person('Bob');
    await bob.addFriend({ toUserID: second.getLoginUser() });
    await seen(() => el.news.text === 'New friend request from Bob', 'news after it came back');
  });
});
