/** Every element in the narrowest place and in the dark: nothing sticks out, everything can be read. */
import { expect, fixture, html } from '@open-wc/testing';
import type { LitElement } from 'lit';
import '../../src/index.js';
import { seen, until, World } from './people-world.js';

const WIDTH = 280;
const long = (name: string) => `${name}-with-a-name-that-is-much-too-long-for-a-phone`;

/** Somebody with a friend, a request each way and somebody blocked, all with long names. */
async function crowd() {
  const world = new World();
  const me = await world.person(long('Robin'));
  const [friend, asking, asked, blocked] = await Promise.all(
    ['Friend', 'Asking', 'Asked', 'Blocked'].map(name => world.person(long(name))),
  );
  await world.befriend(me, friend!);
  await asking!.addFriend({ toUserID: me.getLoginUser(), reqMsg: 'word'.repeat(12) });
  await me.addFriend({ toUserID: asked!.getLoginUser() });
  await me.addBlack({ toUserID: blocked!.getLoginUser() });
  await until(me, ({ requests, friends, blacks }) => requests.size === 3 && friends.size === 1 && blacks.size === 1);
  return { me, friend: friend!.getLoginUser(), stranger: world.client() };
}

/** Name, attributes, and what says that it has drawn itself. */
const elements: [name: string, part: string, signedOut?: boolean][] = [
  ['im-login', 'im-login-card', true],
  ['im-login', 'im-login-chip'],
  ['im-profile', 'im-profile-form'],
  ['im-status', '[role=status]'],
  ['im-unread', '.badge'],
  ['im-friend-list', 'li .name'],
  ['im-requests', '[role=listitem] .name, li .name'],
  ['im-add-friend', 'input'],
  ['im-blacklist', 'li .name, [role=listitem] .name'],
  ['im-user-card', '.card'],
];

/** What sticks out of an element, in its own shadow and in those within; what only ears hear does not count. */
function sticksOut(el: Element, right: number): string[] {
  return [...(el.shadowRoot ?? el).querySelectorAll('*')].flatMap(each => {
    if (each.closest('[popover], dialog, .sr')) return [];
    const { right: end, width } = each.getBoundingClientRect();
    const clipped = each.closest('svg') || getComputedStyle(each).position === 'absolute';
    return [
      ...(width && end > right + 1 && !clipped ? [`${each.localName}.${each.className}`] : []),
      ...(each.shadowRoot ? sticksOut(each, right) : []),
    ];
  });
}

describe('looks', () => {
  let world: Awaited<ReturnType<typeof crowd>>;
  before(async () => {
    localStorage.clear();
    world = await crowd();
  });

  for (const [name, part, signedOut] of elements)
    it(`<${name}> with ${part} fits a phone of ${WIDTH} px [R11], and can be read in the dark [R14]`, async () => {
      const place = await fixture<HTMLElement>(html`<div></div>`);
      place.style.setProperty('inline-size', `${WIDTH}px`);
      const el = document.createElement(name) as LitElement & { client?: unknown };
      el.client = signedOut ? world.stranger : world.me;
      if (name === 'im-user-card') el.setAttribute('user-id', world.friend);
      if (name === 'im-friend-list') el.style.setProperty('block-size', '400px');
      place.append(el);
      await seen(() => el.shadowRoot?.querySelector(part), part);
      await el.updateComplete;
      expect(el.scrollWidth).to.be.at.most(WIDTH);
      expect(sticksOut(el, place.getBoundingClientRect().right)).to.deep.equal([]);
      el.setAttribute('theme', 'dark');
      await el.updateComplete;
      expect(getComputedStyle(el).colorScheme).to.equal('dark');
      await expect(el).to.be.accessible();
    });
});
