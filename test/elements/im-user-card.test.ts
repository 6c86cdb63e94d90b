import { expect, fixture, fixtureCleanup, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { define } from '../../src/elements/base/define.js';
import { ImUserCard } from '../../src/elements/im-user-card.js';
import type { Client } from '../../src/client.js';
import { eventually, FriendsWorld, until } from './friends-world.js';

define('im-user-card', ImUserCard);

const shadow = (card: ImUserCard) => card.shadowRoot!;
const text = (card: ImUserCard) => shadow(card).querySelector('.card')?.textContent.replace(/\s+/g, ' ') ?? '';
const button = (card: ImUserCard, name: string) =>
  [...shadow(card).querySelectorAll('button')].find(each => (each.ariaLabel ?? each.textContent.trim()) === name);
const says = (card: ImUserCard, words: string) =>
  eventually(() => text(card).includes(words), `"${words}" on the card; it says "${text(card)}"`);
const isOpen = (card: ImUserCard) => !!shadow(card).querySelector('.card:popover-open');
const items = async (card: ImUserCard) => {
  await eventually(() => shadow(card).querySelector('im-menu')?.shadowRoot?.querySelector('button'), 'the menu');
  const menu = shadow(card).querySelector('im-menu')!;
  if (!menu.shadowRoot!.querySelector('[role=menuitem]')) menu.shadowRoot!.querySelector('button')!.click();
  await eventually(() => menu.shadowRoot!.querySelector('[role=menuitem]'), 'its items');
  return [...menu.shadowRoot!.querySelectorAll<HTMLElement>('[role=menuitem]')];
};
const choose = async (card: ImUserCard, item: string) => {
  (await items(card)).find(each => each.textContent.trim() === item)!.click();
};
const inPage = (client: Client, userID: string) =>
  fixture<ImUserCard>(html`<im-user-card .client=${client} user-id=${userID}></im-user-card>`);

describe('im-user-card', () => {
  let world: FriendsWorld;
  beforeEach(() => {
    world = new FriendsWorld();
  });
  afterEach(() => {
    fixtureCleanup();
    world.end();
  });

  it('tells who a friend is: name, ID, since when and how, presence [I4, I9, G11, E7]', async () => {
    const {
      me,
      friends: [ada],
      ids,
    } = await world.circle('Ada');
    const card = await inPage(me, ids[0]!);
    await says(card, 'Online · Web');
    expect(text(card)).to.contain(ids[0]).and.contain('by request').and.contain(String(new Date().getFullYear()));
    expect(shadow(card).querySelector('.letter text')!.textContent).to.equal('A');
    await ada!.setSelfInfo({ nickname: 'Ada Lovelace' });
    await says(card, 'Ada Lovelace');
    await expect(card).to.be.accessible();
  });

  it('says that there is nobody with an ID', async () => {
    const me = await world.person('Me');
    const card = await inPage(me, 'nobody-at-all');
    await says(card, 'No such user');
    expect(text(card)).to.contain('nobody-at-all');
    expect(shadow(card).querySelector('.avatar, .acts'), 'nothing to do with them').to.equal(null);
    await expect(card).to.be.accessible();
  });

  it('shows the picture from the own origin, and a letter for what may not be loaded [I13]', async () => {
    const me = await world.person('Me');
    const other = await world.person('Bea', { faceURL: 'https://elsewhere.example/bea.png' });
    const card = await inPage(me, other.getLoginUser());
    await says(card, 'Bea');
    expect(shadow(card).querySelector('img')).not.to.exist;
    expect(shadow(card).querySelector('.letter text')!.textContent).to.equal('B');
  });

  it('copies the ID [I5]', async () => {
    const { me, ids } = await world.circle('Ada');
    const card = await inPage(me, ids[0]!);
    await says(card, 'Ada');
    let copied = '';
    const clipboard = navigator.clipboard as { writeText?: (words: string) => Promise<void> };
    clipboard.writeText = async words => {
      copied = words;
    };
    button(card, 'Copy ID')!.click();
    await says(card, 'Copied');
    expect(copied).to.equal(ids[0]);
    clipboard.writeText = () => Promise.reject(new Error('not allowed'));
    button(card, 'Copy ID')!.click();
    await eventually(() => getSelection()!.rangeCount && getSelection()!.type === 'Range', 'the ID selected instead');
    delete clipboard.writeText;
  });

  it('asks a stranger, says so, and the other may accept on the card [D5, D10, E1, E3]', async () => {
    const [me, bea] = await world.people('Me', 'Bea');
    const mine = await inPage(me!, bea!.getLoginUser());
    const hers = await inPage(bea!, me!.getLoginUser());
    await says(mine, 'Bea');
    button(mine, 'Add')!.click();
    await eventually(() => shadow(mine).activeElement?.getAttribute('aria-label') === 'Greeting', 'the greeting');
    await sendKeys({ type: 'It’s me' });
    await sendKeys({ press: 'Enter' });
    await says(mine, 'Requested');
    await says(hers, 'Wants to be your friend');
    expect(text(hers)).to.contain('It’s me');
    await expect(hers).to.be.accessible();
    button(hers, 'Accept')!.click();
    await says(hers, 'Friends since');
    await says(mine, 'Friends since');
  });

  it('declines [D11]', async () => {
    const [me, bea] = await world.people('Me', 'Bea');
    await bea!.addFriend({ toUserID: me!.getLoginUser() });
    const card = await inPage(me!, bea!.getLoginUser());
    await says(card, 'Wants to be your friend');
    button(card, 'Decline')!.click();
    await eventually(() => button(card, 'Add'), 'a stranger again');
  });

  it('offers what fits: for a friend, for the blocked, for oneself [J6]', async () => {
    const { me, ids } = await world.circle('Ada');
    const card = await inPage(me, ids[0]!);
    await says(card, 'Ada');
    const labels = async () => (await items(card)).map(each => each.textContent.trim());
    expect(await labels()).to.deep.equal(['Edit remark', 'Pin', 'Block', 'Delete friend', 'Report']);
    await sendKeys({ press: 'Escape' });
    button(card, 'Edit remark')!.click();
    await eventually(() => shadow(card).activeElement?.getAttribute('aria-label') === 'Remark', 'the field');
    await sendKeys({ type: 'Countess' });
    await sendKeys({ press: 'Enter' });
    await says(card, 'Countess');
    expect(text(card), 'the nickname below').to.contain('Ada');
    await me.addBlack({ toUserID: ids[0]! });
    await says(card, 'Blocked');
    expect(await labels()).to.deep.equal(['Unblock', 'Report']);
    await sendKeys({ press: 'Escape' });
    button(card, 'Unblock')!.click();
    await eventually(() => !me.state.blacks.size, 'not blocked any more');
    card.userID = me.getLoginUser();
    await says(card, 'You');
    expect(shadow(card).querySelector('im-menu')).not.to.exist;
  });

  it('reports as an event, and offers to block unless the page takes it', async () => {
    const { me, ids } = await world.circle('Ada');
    const card = await inPage(me, ids[0]!);
    await says(card, 'Ada');
    card.addEventListener(
      'im-report',
      event => {
        event.preventDefault();
      },
      { once: true },
    );
    const reported = oneEvent(card, 'im-report');
    await choose(card, 'Report');
    expect((await reported).detail).to.deep.equal({ userID: ids[0] });
    const dialog = () => shadow(card).querySelector('im-dialog')!.shadowRoot!.querySelector('dialog')!;
    expect(dialog().open).to.be.false;
    await choose(card, 'Report');
    await eventually(() => dialog().open, 'the question');
    expect(dialog().textContent).to.contain('Block Ada?');
  });

  it('follows the focus, beside what had it, closes by Escape and gives the focus back [K10]', async () => {
    const { me, ids } = await world.circle('Ada', 'Ben');
    const card = await fixture<ImUserCard>(html`<im-user-card .client=${me}></im-user-card>`);
    const second = await fixture<ImUserCard>(html`<im-user-card .client=${me}></im-user-card>`);
    const from = await fixture<HTMLButtonElement>(html`<button>Ada</button>`);
    from.focus();
    me.setFocus({ userID: ids[0]!, kind: 'card' });
    await eventually(() => isOpen(card), 'the card open');
    expect(isOpen(second), 'only the first follows').to.be.false;
    expect(card.matches(':state(open)')).to.be.true;
    const dialog = shadow(card).querySelector('[role=dialog]')!;
    expect(dialog.getAttribute('aria-label')).to.equal('Ada');
    expect(shadow(card).activeElement).to.equal(dialog);
    await Promise.all(dialog.getAnimations().map(({ finished }) => finished));
    await expect(card).to.be.accessible();
    me.setFocus({ userID: ids[1]!, kind: 'chat' });
    await says(card, 'Ben');
    expect(isOpen(card), 'a chat that nobody shows opens the card').to.be.true;
    await sendKeys({ press: 'Escape' });
    await eventually(() => !isOpen(card) && document.activeElement === from, 'closed, and the focus back');
    expect(me.state.focus).to.be.undefined;
    card.remove();
    me.setFocus({ userID: ids[0]!, kind: 'card' });
    await eventually(() => isOpen(second), 'the other takes over');
    button(second, 'Close')!.click();
    await until(me, ({ focus }) => !focus);
  });

  it('opens from the element it is for', async () => {
    const { me, ids } = await world.circle('Ada');
    const place = await fixture<HTMLElement>(
      html`<div><button id="opener"><b>Ada</b></button><im-user-card .client=${me} user-id=${ids[0]!} for="opener"></im-user-card></div>`,
    );
    const card = place.querySelector('im-user-card')!;
    expect(isOpen(card)).to.be.false;
    place.querySelector('b')!.click();
    await eventually(() => isOpen(card), 'open');
    await sendKeys({ press: 'Escape' });
    await eventually(() => !isOpen(card), 'closed');
    place.querySelector('button')!.click();
    await eventually(() => isOpen(card), 'open again');
    card.hide();
    await eventually(() => !isOpen(card), 'closed by the page');
  });

  it('says what went wrong and tries again; acts without an answer are kept', async () => {
    let broken = true;
    world.end();
    world = new FriendsWorld({ lose: what => broken && what === 'request' });
    broken = false;
    const [me, bea] = await world.people('Me', 'Bea');
    broken = true;
    const card = await inPage(me!, bea!.getLoginUser());
    await says(card, 'No connection');
    expect(card.matches(':state(error)')).to.be.true;
    await expect(card).to.be.accessible();
    broken = false;
    button(card, 'Try again')!.click();
    await says(card, 'Bea');
    broken = true;
    await choose(card, 'Block');
    const dialog = shadow(card).querySelector('im-dialog')!.shadowRoot!;
    await eventually(() => dialog.querySelector('dialog')!.open, 'the question');
    [...dialog.querySelectorAll('button')].find(each => each.textContent.trim() === 'Block')!.click();
    await eventually(
      () => shadow(card).querySelector('[part=pending]')?.textContent.includes('Will be blocked'),
      'the words',
    );
  });
});
