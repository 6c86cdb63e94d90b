import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define/im-blacklist.js';
import type { ImBlacklist } from '../../src/elements/im-blacklist.js';
import type { Client } from '../../src/core/api.js';
import { byRole, click, seen, text, until, World } from './people-world.js';

const show = (client: Client) => fixture<ImBlacklist>(html`<im-blacklist .client=${client}></im-blacklist>`);

describe('<im-blacklist>', () => {
  const filled = async () => {
    const world = new World();
    const me = await world.person('Robin');
    const ann = await world.person('Ann');
    const bob = await world.person('Bob');
    world.behind = 86_400_000;
    await me.addBlack({ toUserID: ann.getLoginUser() });
    world.behind = 0;
    await me.addBlack({ toUserID: bob.getLoginUser() });
    await until(me, ({ blacks }) => blacks.size === 2);
    return { world, me, ann, bob, el: await show(me) };
  };

  it('lists blocked people, the newest first, and is accessible [M1]', async () => {
    const { el } = await filled();
    await seen(() => byRole(el, 'listitem').length === 2, 'two people');
    expect(byRole(el, 'list', 'Blocked people')).to.have.length(1);
    expect(byRole(el, 'listitem').map(row => text(row.querySelector('.name')))).to.deep.equal(['Bob', 'Ann']);
    await expect(el).to.be.accessible();
  });

  it('unblocks, tells it, and takes it back by undo [M1]', async () => {
    const { el, me, bob } = await filled();
    await seen(() => byRole(el, 'button', 'Unblock').length === 2, 'two buttons');
    byRole(el, 'button', 'Unblock')[0]!.focus();
    byRole(el, 'button', 'Unblock')[0]!.click();
    await until(me, ({ blacks }) => blacks.size === 1);
    await seen(
      () => byRole(el, 'status').some(status => text(status).includes('Bob is no longer blocked')),
      'the notice',
    );
    await seen(() => el.shadowRoot!.activeElement, 'focus that stays in the element');
    await click(el, 'button', 'Undo');
    await until(me, ({ blacks }) => blacks.has(bob.getLoginUser()));
    await seen(() => byRole(el, 'listitem').length === 2, 'two people again');
  });

  it('says that nobody is blocked [M1]', async () => {
    const world = new World();
    const el = await show(await world.person('Robin'));
    await seen(() => el.matches(':state(empty)'), 'the empty state');
    expect(text(el.shadowRoot!.querySelector('.empty'))).to.equal('You haven’t blocked anyone.');
    await expect(el).to.be.accessible();
  });

  it('keeps the list while offline, and says that it will be done later', async () => {
    const { el, world, me } = await filled();
    world.server.setOnline(false);
    await until(me, ({ connection }) => connection.status === 'offline');
    await seen(() => el.matches(':state(offline)'), 'the offline state');
    expect(byRole(el, 'listitem')).to.have.length(2);
    const errors: string[] = [];
    el.addEventListener('im-error', ({ detail }) => errors.push(detail.action));
    byRole(el, 'button', 'Unblock')[0]!.click();
    await seen(() => text(el.shadowRoot!.querySelector('[part=pending]')).startsWith('Will be unblocked'), 'the words');
    expect(errors).to.deep.equal([]);
    expect(byRole(el, 'listitem')).to.have.length(2);
  });

  it('opens the card by default, and leaves it when the page prevents it', async () => {
    const { el, me, bob } = await filled();
    el.addEventListener('im-user-select', event => event.preventDefault(), { once: true });
    await click(el, 'button', 'Profile of Bob');
    expect(me.state.focus).to.equal(undefined);
    await click(el, 'button', 'Profile of Bob');
    expect(me.state.focus).to.deep.equal({ userID: bob.getLoginUser(), kind: 'card' });
  });

  it('asks to sign in when nobody is, and shows a skeleton before there is a client', async () => {
    const el = await show(new World().client());
    await seen(() => text(el.shadowRoot!.querySelector('.empty')) === 'Sign in to see this.', 'the words');
    const early = await fixture<ImBlacklist>(html`<im-blacklist client="nobody"></im-blacklist>`);
    expect(early.shadowRoot!.querySelector('.skeleton')).to.not.equal(null);
    expect(early.matches(':state(loading)')).to.equal(true);
  });
});
