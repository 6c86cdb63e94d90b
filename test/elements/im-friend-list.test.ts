import { expect, fixture, fixtureCleanup, html, nextFrame, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { define } from '../../src/elements/base/define.js';
import { ImFriendList } from '../../src/elements/im-friend-list.js';
import type { Client } from '../../src/client.js';
import { eventually, FriendsWorld, until } from './friends-world.js';

define('im-friend-list', ImFriendList);

const list = async (client: Client | undefined, rows = 0) => {
  const element = await fixture<ImFriendList>(
    html`<im-friend-list .client=${client} style="inline-size: 320px; block-size: 560px"></im-friend-list>`,
  );
  if (rows) await eventually(() => names(element).length === rows, `${rows} rows, there are ${names(element).length}`);
  return element;
};
const all = <T extends HTMLElement = HTMLElement>(element: ImFriendList, selector: string) => [
  ...element.shadowRoot!.querySelectorAll<T>(selector),
];
const one = <T extends HTMLElement = HTMLElement>(element: ImFriendList, selector: string) =>
  element.shadowRoot!.querySelector<T>(selector)!;
const names = (element: ImFriendList) => all(element, 'li .name').map(name => name.textContent);
const row = (element: ImFriendList, name: string) => one<HTMLButtonElement>(element, `li[aria-label="${name}"] .open`);
const below = (element: ImFriendList, name: string) => one(element, `li[aria-label="${name}"] .sub`).textContent;
const focused = (element: ImFriendList) => element.shadowRoot!.activeElement;
const search = async (element: ImFriendList, text: string) => {
  const field = one<HTMLInputElement>(element, 'input[type=search]');
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await element.updateComplete;
};
/** Chooses an item of a friend's menu as a person would. */
const choose = async (element: ImFriendList, name: string, item: string) => {
  one(element, `li[aria-label="${name}"] .more`).click();
  const found = () =>
    [...(one(element, 'im-menu')?.shadowRoot?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])].find(
      each => each.textContent.trim() === item,
    );
  await eventually(found, `the item ${item}`);
  found()!.click();
};
const answer = async (element: ImFriendList, button: string) => {
  const dialog = one(element, 'im-dialog').shadowRoot!;
  await eventually(() => dialog.querySelector('dialog')!.open, 'the question');
  const text = dialog.querySelector('dialog')!.textContent;
  [...dialog.querySelectorAll('button')].find(each => each.textContent.trim() === button)!.click();
  return text;
};

describe('im-friend-list', () => {
  let world: FriendsWorld;
  beforeEach(() => {
    world = new FriendsWorld();
  });
  afterEach(() => {
    fixtureCleanup();
    world.end();
  });

  it('shows friends by letter, the pinned first, with their number [J1, J2, J7, J18]', async () => {
    const { me, ids } = await world.circle('Zoë', 'Ada', '曾国藩', '刘德华', 'Émile', '7even', 'ben');
    await me.pinFriends({ toUserIDs: [ids[6]!], isPinned: true });
    const element = await list(me, 7);
    expect(names(element)).to.deep.equal(['ben', 'Ada', 'Émile', '刘德华', '曾国藩', 'Zoë', '7even']);
    expect(all(element, '.section').map(each => each.textContent)).to.deep.equal(['Pinned', 'A', 'E', 'L', 'Z', '#']);
    expect(one(element, '.count').textContent).to.equal('7 friends');
    expect(one(element, 'ul').getAttribute('aria-label')).to.equal('Friends');
    expect(one(element, 'li').getAttribute('aria-setsize')).to.equal('7');
    expect(row(element, 'ben')).to.exist;
    await expect(element).to.be.accessible();
  });

  it('follows what happens: new friends, new names, deleted ones [E5, E6, E7, F4]', async () => {
    const {
      me,
      friends: [ada],
      ids,
    } = await world.circle('Ada', 'Ben');
    const element = await list(me, 2);
    const kept = row(element, 'Ben').closest('li');
    const zoe = await world.person('Zoë');
    await world.befriend(zoe, me);
    await eventually(() => names(element).join() === 'Ada,Ben,Zoë', 'the new friend');
    await ada!.setSelfInfo({ nickname: 'Yara' });
    await eventually(() => names(element).join() === 'Ben,Yara,Zoë', 'the new name in its place');
    await me.deleteFriend(ids[0]!);
    await eventually(() => names(element).join() === 'Ben,Zoë', 'one fewer');
    expect(row(element, 'Ben').closest('li'), 'a row that stays is the same element').to.equal(kept);
    expect(one(element, '.count').textContent).to.equal('2 friends');
  });

  it('finds by remark, nickname and ID and marks what matched [J4, D3]', async () => {
    const { me, ids } = await world.circle('Ada Brook', 'Ben', 'Clara');
    await me.setFriendRemark({ toUserID: ids[1]!, remark: 'Brother' });
    const element = await list(me, 3);
    await search(element, ' bRo ');
    expect(names(element)).to.deep.equal(['Ada Brook', 'Brother']);
    expect(all(element, 'mark').map(mark => mark.textContent)).to.deep.equal(['Bro', 'Bro']);
    expect(one(element, '.count').textContent).to.equal('2 found');
    expect(all(element, '.section')).to.be.empty;
    await search(element, 'ben');
    expect(names(element), 'the nickname behind a remark').to.deep.equal(['Brother']);
    await search(element, ids[2]!);
    expect(names(element)).to.deep.equal(['Clara']);
    expect(one(element, 'mark').textContent).to.equal(ids[2]);
    await search(element, 'nobody');
    expect(names(element)).to.be.empty;
    expect(one(element, '.count').textContent).to.equal('No friend matches “nobody”.');
    one(element, 'input[type=search]').focus();
    await sendKeys({ press: 'Escape' });
    await eventually(() => names(element).length === 3, 'all again');
  });

  it('edits the remark in place: F2, Enter, Escape, and nothing left takes it away [J5, J6, D6]', async () => {
    const { me, ids } = await world.circle('Ada', 'Ben');
    const element = await list(me, 2);
    row(element, 'Ben').focus();
    await sendKeys({ press: 'F2' });
    await eventually(() => focused(element)?.getAttribute('aria-label') === 'Remark', 'the field');
    await sendKeys({ type: 'Aaron' });
    await sendKeys({ press: 'Enter' });
    await eventually(() => names(element).join() === 'Aaron,Ada', 'the remark, in its place');
    await eventually(() => focused(element) === row(element, 'Aaron'), 'the focus back on the row');
    await eventually(() => below(element, 'Aaron') === 'Ben · Online · Web', 'the nickname below');
    await sendKeys({ press: 'F2' });
    await sendKeys({ type: 'Never' });
    await sendKeys({ press: 'Escape' });
    await eventually(() => focused(element) === row(element, 'Aaron'), 'the old remark');
    await sendKeys({ press: 'F2' });
    await sendKeys({ press: 'Delete' });
    await sendKeys({ press: 'Enter' });
    await eventually(() => names(element).join() === 'Ada,Ben', 'the nickname again');
    expect(me.state.friends.get(ids[1]!)!.remark).to.equal('');
  });

  it('keeps the field and says why when a remark can’t be saved', async () => {
    const { me } = await world.circle('Ada');
    const element = await list(me, 1);
    await choose(element, 'Ada', 'Edit remark');
    await eventually(() => focused(element)?.matches('.remark'), 'the field');
    // Refused, not cut off: what waits for the network is saved.
    world.server.core.context.store.delete('friends', [me.getLoginUser(), [...me.state.friends.keys()][0]!]);
    await sendKeys({ type: 'Countess' });
    const failed = oneEvent(element, 'im-error');
    await sendKeys({ press: 'Enter' });
    expect((await failed).detail.action).to.equal('setFriendRemark');
    await eventually(() => one(element, '[role=alert]').textContent, 'the words');
    expect(one<HTMLInputElement>(element, '.remark').value).to.equal('Countess');
  });

  it('pins and unpins [J7, G6]', async () => {
    const { me } = await world.circle('Ada', 'Ben');
    const element = await list(me, 2);
    await choose(element, 'Ben', 'Pin');
    await eventually(() => names(element).join() === 'Ben,Ada', 'Ben first');
    await choose(element, 'Ben', 'Unpin');
    await eventually(() => names(element).join() === 'Ada,Ben', 'Ben in his place');
  });

  it('keeps the focus on a row that is pinned by keyboard [J7]', async () => {
    const { me } = await world.circle('Ada', 'Ben');
    const element = await list(me, 2);
    row(element, 'Ben').focus();
    for (const [item, order] of [
      ['Pin', 'Ben,Ada'],
      ['Unpin', 'Ada,Ben'],
    ] as const) {
      // As Shift+F10 does.
      row(element, 'Ben').dispatchEvent(
        new PointerEvent('contextmenu', { bubbles: true, composed: true, cancelable: true }),
      );
      const menu = () => one(element, 'im-menu')?.shadowRoot;
      await eventually(() => menu()?.activeElement, 'the menu');
      while (menu()!.activeElement!.textContent.trim() !== item) await sendKeys({ press: 'ArrowDown' });
      await sendKeys({ press: 'Enter' });
      await eventually(() => names(element).join() === order, `${item}: ${order}`);
      await eventually(() => focused(element) === row(element, 'Ben'), 'the focus on his name');
      await nextFrame();
      expect(focused(element)).to.equal(row(element, 'Ben'));
    }
  });

  it('blocks after a question, hides the blocked, and takes it back [M2, M3, E8, E9]', async () => {
    const { me, ids } = await world.circle('Ada', 'Ben');
    const element = await list(me, 2);
    await choose(element, 'Ben', 'Block');
    await answer(element, 'Cancel');
    expect(me.state.blacks.size).to.equal(0);
    await choose(element, 'Ben', 'Block');
    expect(await answer(element, 'Block')).to.contain('Block Ben?');
    await eventually(() => names(element).join() === 'Ada', 'Ben hidden');
    expect(me.state.friends.has(ids[1]!), 'still a friend').to.be.true;
    await eventually(() => one(element, '.notice button'), 'the undo');
    one(element, '.notice button').click();
    await eventually(() => names(element).join() === 'Ada,Ben', 'Ben again');
  });

  it('deletes after saying that it is one-way, and keeps the focus in the list [J8, D7, F2]', async () => {
    const { me, friends, ids } = await world.circle('Ada', 'Ben', 'Clara');
    const element = await list(me, 3);
    row(element, 'Ben').focus();
    await choose(element, 'Ben', 'Delete friend');
    expect(await answer(element, 'Delete friend')).to.contain('Only your list changes');
    await eventually(() => names(element).join() === 'Ada,Clara', 'Ben gone');
    await eventually(() => focused(element) === row(element, 'Clara'), 'the focus on the next row');
    expect(friends[1]!.state.friends.has(me.getLoginUser()), 'the other keeps me').to.be.true;
    expect(me.state.friends.has(ids[1]!)).to.be.false;
  });

  it('goes by keyboard: arrows, Home, End, letters, Escape, one tab stop [R15]', async () => {
    const { me } = await world.circle('Ada', 'Ben', 'Bert', 'Clara');
    const element = await list(me, 4);
    const stops = () => all(element, '.open[tabindex="0"]').map(each => each.textContent);
    expect(stops()).to.deep.equal(['Ada']);
    one(element, 'input[type=search]').focus();
    await sendKeys({ press: 'ArrowDown' });
    expect(focused(element)).to.equal(row(element, 'Ada'));
    await sendKeys({ press: 'End' });
    expect(focused(element)).to.equal(row(element, 'Clara'));
    await sendKeys({ press: 'ArrowUp' });
    expect(focused(element)).to.equal(row(element, 'Bert'));
    await element.updateComplete;
    expect(stops()).to.deep.equal(['Bert']);
    await sendKeys({ press: 'Home' });
    await sendKeys({ press: 'b' });
    expect(focused(element)).to.equal(row(element, 'Ben'));
    await sendKeys({ press: 'e' });
    await sendKeys({ press: 'r' });
    expect(focused(element)).to.equal(row(element, 'Bert'));
    await sendKeys({ press: 'Tab' });
    expect(focused(element)!.getAttribute('aria-label')).to.equal('More about Bert');
    await sendKeys({ press: 'Escape' });
    expect(focused(element)).to.equal(one(element, 'input[type=search]'));
  });

  it('says who was chosen; without a chat a card opens, unless the page prevents it [J9, I4]', async () => {
    const { me, ids } = await world.circle('Ada', 'Ben');
    const element = await list(me, 2);
    element.addEventListener(
      'im-friend-select',
      event => {
        event.preventDefault();
      },
      { once: true },
    );
    row(element, 'Ada').click();
    expect(me.state.focus).to.be.undefined;
    setTimeout(() => {
      row(element, 'Ben').focus();
      void sendKeys({ press: 'Enter' });
    });
    expect((await oneEvent(element, 'im-friend-select')).detail).to.deep.equal({ userID: ids[1] });
    expect(me.state.focus).to.deep.equal({ userID: ids[1], kind: 'chat' });
    await eventually(() => one(element, 'im-user-card')?.shadowRoot!.querySelector('.card:popover-open'), 'the card');
    expect(row(element, 'Ben').getAttribute('aria-current')).to.equal('true');
    await sendKeys({ press: 'Escape' });
    await eventually(() => focused(element) === row(element, 'Ben'), 'the focus back');
    expect(me.state.focus).to.be.undefined;
  });

  it('tells presence of those in view: platform, greyed when offline, last seen [I7, I8, I9, I10, J10]', async () => {
    const {
      me,
      friends: [ada, ben],
    } = await world.circle('Ada', 'Ben');
    await ben!.logout();
    const element = await list(me, 2);
    await eventually(() => below(element, 'Ada') === 'Online · Web', 'Ada online');
    await eventually(
      () => below(element, 'Ben').startsWith('Last seen'),
      `last seen, it says "${below(element, 'Ben')}"`,
    );
    expect(one(element, 'li[aria-label=Ben] .avatar.away')).to.exist;
    expect(one(element, 'li[aria-label=Ada] .avatar.away')).not.to.exist;
    expect(row(element, 'Ada').getAttribute('aria-description')).to.equal('Online · Web');
    await ada!.logout();
    await eventually(() => below(element, 'Ada').startsWith('Last seen'), 'Ada gone');
    element.remove();
    await eventually(() => !me.state.presence.size, 'nobody watched any more');
  });

  it('has words for every state: nobody signed in, nothing yet, loading, offline [J13, J14]', async () => {
    const out = await list(world.signedOut());
    await eventually(() => out.shadowRoot!.textContent.includes('Sign in'), 'the words');
    await expect(out).to.be.accessible();
    const late = await list(undefined);
    expect(one(late, '.skeletons')).to.exist;
    expect(late.matches(':state(loading)')).to.be.true;
    await expect(late).to.be.accessible();
    const me = await world.person('Me');
    late.client = me;
    await eventually(() => late.matches(':state(empty)'), 'empty');
    expect(late.shadowRoot!.textContent).to.contain('No friends yet');
    await expect(late).to.be.accessible();
    world.server.setOnline(false);
    await eventually(() => late.matches(':state(offline)'), 'offline');
    await expect(late).to.be.accessible();
  });

  it('says why it could not load, keeps what was there, and tries again [J12, J15]', async () => {
    let broken = false;
    world.end();
    world = new FriendsWorld({ lose: what => broken && what === 'request' });
    const { me } = await world.circle('Ada');
    const element = await list(me, 1);
    broken = true;
    one(element, '.bar .icon-btn').click();
    await eventually(() => element.matches(':state(error)'), 'the error');
    expect(one(element, '[part=error]').textContent).to.contain('No connection');
    expect(names(element)).to.deep.equal(['Ada']);
    await expect(element).to.be.accessible();
    broken = false;
    one(element, '[part=error] button').click();
    await eventually(() => !element.matches(':state(error)'), 'well again');
  });

  it('shows what the device remembers before the network answers', async () => {
    const { me } = await world.circle('Ada');
    await me.reload('friends');
    const element = await list(me, 1);
    world.server.setOnline(false);
    element.remove();
    const again = await list(me, 1);
    expect(names(again)).to.deep.equal(['Ada']);
    expect(again.matches(':state(loading)')).to.be.false;
  });

  it('keeps ten thousand friends light: few rows alive, letters to jump by, no scroll lost [J3, J16]', async () => {
    const me = await world.crowd(
      Array.from({ length: 10_000 }, (_, i) => `${String.fromCharCode(65 + (i % 26))}name ${i}`),
    );
    const element = await list(me);
    const rows = () => all(element, 'li').length;
    await eventually(() => rows() > 0 && one(element, 'ul').style.paddingBlock.startsWith('0px'), 'rows');
    expect(one(element, '.count').textContent).to.equal('10,000 friends');
    expect(names(element)[0]).to.equal('Aname 0');
    const scroller = one(element, '.scroll');
    await eventually(
      () => scroller.scrollHeight > 500_000 && one(element, '[role=slider]'),
      'the full height and the letters',
    );
    let most = 0;
    for (let i = 1; i <= 8; i++) {
      scroller.scrollTop = (scroller.scrollHeight / 8) * i;
      await nextFrame();
      await element.updateComplete;
      most = Math.max(most, rows());
    }
    expect(most).to.be.within(5, 60);
    await eventually(() => names(element).includes('Zname 9983'), 'the last');
    const slider = one(element, '[role=slider]');
    expect(slider.getAttribute('aria-label')).to.equal('Letters');
    slider.focus();
    await sendKeys({ press: 'm' });
    await eventually(() => names(element).includes('Mname 12'), 'the M');
    expect(slider.getAttribute('aria-valuetext')).to.equal('M');
    await search(element, 'name 999');
    await eventually(() => names(element).length === 11, 'those found');
    await search(element, '');
    await eventually(() => names(element)[0] === 'Aname 0', 'the top');
    row(element, 'Aname 0').focus();
    await sendKeys({ press: 'End' });
    await eventually(() => focused(element)?.textContent === 'Zname 9983', 'the last row focused');
    scroller.scrollTop = 0;
    await eventually(() => names(element).includes('Aname 0'), 'the top');
    expect(focused(element), 'the focus stays in the list').to.equal(one(element, 'ul'));
    await sendKeys({ press: 'ArrowUp' });
    await eventually(() => focused(element)?.textContent === 'Zname 9957', 'on from where it was');
    await expect(element).to.be.accessible();
  });

  it('speaks Chinese, goes right to left, and follows when that changes [R13]', async () => {
    const { me } = await world.circle('Ada');
    const element = await list(me, 1);
    element.lang = 'zh-CN';
    await eventually(() => one(element, '.count').textContent === '1 位好友', 'Chinese');
    await eventually(() => below(element, 'Ada') === '在线 · 网页', 'the presence in Chinese');
    await expect(element).to.be.accessible();
    element.dir = 'rtl';
    const right = (part: string) => one(element, part).getBoundingClientRect().right;
    await eventually(() => right('.line') - right('.avatar') <= 16, 'the picture at the right');
  });

  it('goes on after being moved, and two accounts don’t mix', async () => {
    const {
      me,
      friends: [ada],
    } = await world.circle('Ada');
    const mine = await list(me, 1);
    const hers = await list(ada, 1);
    expect([names(mine), names(hers)]).to.deep.equal([['Ada'], ['Me']]);
    mine.parentElement!.append(mine);
    await world.befriend(await world.person('Zoë'), me);
    await eventually(() => names(mine).join() === 'Ada,Zoë', 'the moved one follows');
    expect(names(hers)).to.deep.equal(['Me']);
    await until(me, ({ friends }) => friends.size === 2);
  });
});
