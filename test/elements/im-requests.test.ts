import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define/im-requests.js';
import type { Client } from '../../src/core/api.js';
import type { ImRequests } from '../../src/elements/im-requests.js';
import { byRole, click, fill, seen, text, until, World } from './people-world.js';

const show = (client: Client) => fixture<ImRequests>(html`<im-requests .client=${client}></im-requests>`);
const names = (el: HTMLElement) => byRole(el, 'listitem').map(row => text(row.querySelector('.name')));
const row = (el: HTMLElement, name: string) =>
  byRole(el, 'listitem').find(item => text(item.querySelector('.name')) === name);
const inRow = (el: HTMLElement, name: string, label: string) =>
  seen(
    () =>
      [...(row(el, name)?.querySelectorAll('button') ?? [])].find(
        button => (button.ariaLabel ?? text(button)) === label,
      ),
    `${label} of ${name}`,
  );
const tabs = (el: HTMLElement) => byRole(el, 'tab').map(text);

describe('<im-requests>', () => {
  const pair = async () => {
    const world = new World();
    const [me, ann] = [await world.person('Robin'), await world.person('Ann')];
    return { world, me, ann, el: await show(me) };
  };

  it('shows a new request live, counts it and tells it politely [K1 K4 K7 K9 K14]', async () => {
    const { me, ann, el } = await pair();
    expect(tabs(el)).to.deep.equal(['Received (0)', 'Sent (0)']);
    await ann.addFriend({ toUserID: me.getLoginUser(), reqMsg: 'It’s Ann' });
    await seen(() => row(el, 'Ann'), 'the request');
    expect(tabs(el)).to.deep.equal(['Received (1)', 'Sent (0)']);
    expect(text(row(el, 'Ann')!.querySelector('[part=message]'))).to.equal('It’s Ann');
    expect(text(row(el, 'Ann')!.querySelector('time'))).to.equal('now');
    await seen(
      () => text(el.shadowRoot!.querySelector('[aria-live]')) === 'New friend request from Ann',
      'the announcement',
    );
    await expect(el).to.be.accessible();
  });

  it('accepts with a reply, keeps the row in place and the focus on it [K5 K6 K8]', async () => {
    const { me, ann, el } = await pair();
    await ann.addFriend({ toUserID: me.getLoginUser(), reqMsg: 'Hi' });
    await seen(() => row(el, 'Ann'), 'the request');
    fill(byRole(el, 'textbox', 'Reply')[0]!, '  Nice to see you ');
    const accept = await inRow(el, 'Ann', 'Accept');
    accept.focus();
    accept.click();
    await seen(() => accept.ariaDisabled === 'true', 'busy while it runs');
    await seen(() => text(row(el, 'Ann')!.querySelector('[part=outcome]')) === 'Accepted', 'the outcome');
    expect(text(row(el, 'Ann')!.querySelector('[part=reply]'))).to.equal('Reply: Nice to see you');
    expect(tabs(el)[0], 'what is answered is not counted').to.equal('Received (0)');
    await seen(() => el.shadowRoot!.activeElement === row(el, 'Ann'), 'focus on the row');
    await until(ann, ({ friends }) => friends.has(me.getLoginUser()));
    const sent = await show(ann);
    sent.tab = 'sent';
    await seen(
      () => text(row(sent, 'Robin')?.querySelector('[part=reply]')) === 'Reply: Nice to see you',
      'the reply at the applicant',
    );
    await expect(el).to.be.accessible();
  });

  it('declines, and the applicant sees it [K2 K5 K6]', async () => {
    const { me, ann, el } = await pair();
    await ann.addFriend({ toUserID: me.getLoginUser() });
    const sent = await show(ann);
    sent.tab = 'sent';
    await seen(() => text(row(sent, 'Robin')?.querySelector('[part=outcome]')) === 'Waiting for an answer', 'waiting');
    (await inRow(el, 'Ann', 'Decline')).click();
    await seen(() => text(row(el, 'Ann')!.querySelector('[part=outcome]')) === 'Declined', 'the outcome');
    await seen(
      () => text(row(sent, 'Robin')!.querySelector('[part=outcome]')) === 'Declined',
      'the outcome at the applicant',
    );
    await expect(sent).to.be.accessible();
  });

  it('puts open requests first, then the newest [K3]', async () => {
    const { world, me, ann } = await pair();
    const bob = await world.person('Bob');
    const eve = await world.person('Eve');
    const dan = await world.person('Dan');
    const toUserID = me.getLoginUser();
    for (const [behind, person] of [
      [4e5, ann],
      [3e5, bob],
      [2e5, eve],
      [1e5, dan],
    ] as const) {
      world.behind = behind;
      await person.addFriend({ toUserID });
    }
    world.behind = 0;
    await me.acceptFriendApplication({ toUserID: dan.getLoginUser() });
    await me.refuseFriendApplication({ toUserID: bob.getLoginUser() });
    await until(me, ({ requests }) => [...requests.values()].filter(({ handleResult }) => handleResult).length === 2);
    const el = await show(me);
    await seen(() => names(el).length === 4, 'four requests');
    expect(names(el)).to.deep.equal(['Eve', 'Ann', 'Dan', 'Bob']);
  });

  it('removes with undo, and the focus goes on [K12]', async () => {
    const { me, ann, world, el } = await pair();
    const bob = await world.person('Bob');
    await ann.addFriend({ toUserID: me.getLoginUser() });
    await bob.addFriend({ toUserID: me.getLoginUser() });
    await seen(() => names(el).length === 2, 'two requests');
    // Who is asked answers first.
    expect(row(el, 'Bob')!.querySelector('[aria-label=Remove]')).to.equal(null);
    (await inRow(el, 'Bob', 'Decline')).click();
    const remove = await inRow(el, 'Bob', 'Remove');
    // The push may come before the answer to the call.
    await seen(() => row(el, 'Bob')!.ariaBusy === 'false', 'the answer');
    remove.focus();
    remove.click();
    await seen(() => !row(el, 'Bob'), 'the row gone');
    await seen(() => el.shadowRoot!.activeElement === row(el, 'Ann'), 'focus on the next row');
    expect(tabs(el)[0]).to.equal('Received (1)');
    const undo = [...el.shadowRoot!.querySelectorAll<HTMLElement>('.notice .btn')].at(-1)!;
    undo.focus();
    undo.click();
    await seen(() => el.shadowRoot!.activeElement === row(el, 'Bob') && row(el, 'Bob'), 'focus on the row again');
  });

  it('tells calmly that a request was answered elsewhere, and shows what came of it [K11]', async () => {
    const { world, me, ann } = await pair();
    await ann.addFriend({ toUserID: me.getLoginUser() });
    await until(me, ({ requests }) => requests.size === 1);
    const el = await show(me);
    const decline = await inRow(el, 'Ann', 'Decline');
    // Another of my devices accepts, while nothing comes through to this one's socket.
    world.server.killConnections();
    const other = world.client({ platformID: 1 });
    await other.login({ account: 'user1', password: 'a-good-password' });
    await other.acceptFriendApplication({ toUserID: ann.getLoginUser() });
    decline.click();
    await seen(() => text(row(el, 'Ann')?.querySelector('[part=outcome]')) === 'Accepted', 'what came of it');
    expect(el.shadowRoot!.querySelector('[role=alert]')).to.equal(null);
  });

  it('tells a failed answer in words, in its row, and keeps the reply [K5]', async () => {
    const { world, me, ann, el } = await pair();
    await ann.addFriend({ toUserID: me.getLoginUser() });
    await seen(() => row(el, 'Ann'), 'the request');
    fill(byRole(el, 'textbox', 'Reply')[0]!, 'Hello');
    world.server.setOnline(false);
    await until(me, ({ connection }) => connection.status === 'offline');
    (await inRow(el, 'Ann', 'Accept')).click();
    await seen(() => text(row(el, 'Ann')!.querySelector('[part=pending]')).startsWith('Will be accepted'), 'the words');
    expect([...me.state.pending.values()][0]?.args).to.deep.equal([
      { toUserID: ann.getLoginUser(), handleMsg: 'Hello' },
    ]);
    await seen(() => el.matches(':state(offline)'), 'offline told');
    await expect(el).to.be.accessible();
  });

  it('has tabs that work by arrow keys, Home and End', async () => {
    const { el } = await pair();
    const [received, sent] = byRole(el, 'tab') as [HTMLElement, HTMLElement];
    received.focus();
    const press = async (key: string) => {
      el.shadowRoot!.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
      await el.updateComplete;
      await el.updateComplete;
    };
    for (const [key, tab, at] of [
      ['ArrowRight', 'sent', sent],
      ['ArrowRight', 'received', received],
      ['End', 'sent', sent],
      ['Home', 'received', received],
    ] as const) {
      await press(key);
      await seen(() => el.tab === tab && el.shadowRoot!.activeElement === at, `${tab} after ${key}`);
      expect(at.ariaSelected).to.equal('true');
      expect(
        byRole(el, 'tab')
          .map(({ tabIndex }) => tabIndex)
          .sort(),
      ).to.deep.equal([-1, 0]);
    }
  });

  it('says that there is nothing, in both tabs [K13]', async () => {
    const { el } = await pair();
    await seen(() => el.matches(':state(empty)'), 'empty');
    expect(text(el.shadowRoot!.querySelector('.empty'))).to.contain('No requests.');
    el.tab = 'sent';
    await el.updateComplete;
    expect(text(el.shadowRoot!.querySelector('.empty'))).to.contain('You haven’t asked anyone yet.');
    await expect(el).to.be.accessible();
  });

  it('opens the applicant’s card, unless the page has its own idea [K10]', async () => {
    const { me, ann, el } = await pair();
    await ann.addFriend({ toUserID: me.getLoginUser() });
    const asked: string[] = [];
    el.addEventListener(
      'im-user-select',
      event => {
        asked.push(event.detail.userID);
        event.preventDefault();
      },
      { once: true },
    );
    await click(el, 'button', 'Profile of Ann');
    expect(asked).to.deep.equal([ann.getLoginUser()]);
    expect(me.state.focus).to.equal(undefined);
    await click(el, 'button', 'Profile of Ann');
    expect(me.state.focus).to.deep.equal({ userID: ann.getLoginUser(), kind: 'card' });
  });

  it('loads older requests when the end comes near', async () => {
    const world = new World();
    const me = await world.person('Robin');
    const people = await Promise.all(Array.from({ length: 70 }, (_, i) => world.person(`P${i}`)));
    for (const [i, person] of people.entries()) {
      world.behind = i * 1000;
      await person.addFriend({ toUserID: me.getLoginUser() });
      await me.refuseFriendApplication({ toUserID: person.getLoginUser() });
    }
    world.behind = 0;
    const again = world.client({ platformID: 2 });
    await again.login({ account: 'user1', password: 'a-good-password' });
    await until(again, ({ lists }) => lists.received.status === 'ready');
    expect(again.state.lists.received.more, 'there is more on the server').to.equal(true);
    const el = await show(again);
    el.style.setProperty('block-size', '300px');
    await seen(() => names(el).length, 'the first page');
    await seen(() => {
      el.shadowRoot!.querySelector('.panel')!.scrollTop = 1e6;
      return names(el).length === 70;
    }, 'all of them');
    expect(el.shadowRoot!.querySelector('.more')).to.equal(null);
  });
});
