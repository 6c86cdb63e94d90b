import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define/im-search.js';
import type { Client } from '../../src/core/api.js';
import type { ImSearch } from '../../src/elements/im-search.js';
import { chatWith, say, talking } from './talk-world.js';
import { byRole, click, fill, seen, text } from './people-world.js';

const show = (client: Client, dir = 'ltr') =>
  fixture<ImSearch>(html`<im-search dir=${dir} .client=${client}></im-search>`);
const groups = (el: HTMLElement) =>
  byRole(el, 'group').map(group => [
    text(group.querySelector('.section')),
    group.querySelectorAll('[role=option]').length,
  ]);
const open = async (dir?: string) => {
  const all = await talking();
  const el = await show(all.me, dir);
  const field = (await seen(() => byRole(el, 'searchbox', 'Search')[0], 'the field')) as HTMLInputElement;
  return { ...all, el, field };
};
const press = (target: Element, key: string) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));

describe('<im-search>', () => {
  it('finds friends, conversations and messages, by groups with counts, the match marked [O23, J4]', async () => {
    const { el, me, bob, field } = await open();
    await expect(el).to.be.accessible();
    await say(me, bob, 'Ann is not here');
    fill(field, 'ann');
    await seen(() => byRole(el, 'group').length === 3, 'three groups');
    expect(groups(el)).to.deep.equal([
      ['Friends 1', 1],
      ['Conversations 1', 1],
      ['Messages 1', 1],
    ]);
    expect([...el.shadowRoot!.querySelectorAll('mark')].map(text)).to.deep.equal(['Ann', 'Ann', 'Ann']);
    await seen(() => byRole(el, 'status').some(status => text(status) === '3 results'), 'the count said');
    await expect(el).to.be.accessible();
  });

  it('is used by keyboard alone, and jumps to the message that is chosen [O23]', async () => {
    const { el, me, ann, field } = await open();
    const chosen: object[] = [];
    el.addEventListener('im-conversation-select', ({ detail }) => chosen.push(detail));
    field.focus();
    fill(field, 'market');
    await seen(() => byRole(el, 'option').length === 1, 'the message');
    press(field, 'ArrowDown');
    await el.updateComplete;
    const [option] = byRole(el, 'option');
    expect([field.getAttribute('aria-activedescendant'), option!.getAttribute('aria-selected')]).to.deep.equal([
      option!.id,
      'true',
    ]);
    await expect(el).to.be.accessible();
    press(field, 'Enter');
    const userID = ann.getLoginUser();
    const { seq } = me.state.focus!;
    expect(seq).to.be.above(1);
    expect(me.state.focus).to.deep.equal({ userID, kind: 'chat', seq });
    expect(chosen).to.deep.equal([{ conversationID: chatWith(me, ann), userID, seq }]);
    press(field, 'Escape');
    await seen(() => !byRole(el, 'option').length && field.value === '', 'an empty search');
  });

  it('shows few of each, and all when asked to [O23]', async () => {
    const { el, me, bob, field } = await open();
    for (let i = 0; i < 7; i++) await say(me, bob, `needle ${i}`);
    fill(field, 'needle');
    await seen(() => byRole(el, 'option').length === 6, 'five and the way to more');
    await click(el, 'option', 'Show all 7');
    await seen(() => byRole(el, 'option').length === 7, 'all');
  });

  it('opens a friend, unless the page prevents it [J4]', async () => {
    const { el, me, bob, field } = await open();
    el.addEventListener('im-friend-select', event => event.preventDefault(), { once: true });
    fill(field, 'bob');
    const friend = await seen(() => byRole(el, 'option')[0], 'Bob');
    friend.click();
    expect(me.state.focus).to.equal(undefined);
    friend.click();
    expect(me.state.focus).to.deep.equal({ userID: bob.getLoginUser(), kind: 'chat' });
  });

  it('says that nothing was found; from right to left too', async () => {
    const { el, field } = await open('rtl');
    fill(field, 'xyzzy');
    await seen(() => el.matches(':state(empty)'), 'the empty state');
    expect(byRole(el, 'status').map(text)).to.include('Nothing found for “xyzzy”.');
    await expect(el).to.be.accessible();
  });
});
