import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/define/im-add-friend.js';
import '../../../src/define/im-blacklist.js';
import '../../../src/define/im-friend-list.js';
import '../../../src/define/im-requests.js';
import '../../../src/define/im-unread.js';
import '../../../src/define/im-user-card.js';
import type { Client } from '../../../src/core/api.js';
import { byRole, click, fill, seen, text, until, World } from '../people-world.js';

const words = (el: HTMLElement) =>
  [...el.shadowRoot!.querySelectorAll('.waits')].map(
    mark => mark.getAttribute('aria-label') ?? text(mark.querySelector('span')),
  );
const waits = (el: HTMLElement, ...wanted: string[]) =>
  seen(() => words(el).join() === wanted.join(), `${wanted.join() || 'nothing'}, there is ${words(el).join()}`);

describe('what waits for the network', () => {
  let world: World;
  let me: Client;
  let ann: Client;
  let idAnn: string;
  beforeEach(async () => {
    world = new World();
    [me, ann] = [await world.person('Robin'), await world.person('Ann')];
    idAnn = ann.getLoginUser();
  });
  const cut = async () => {
    world.server.setOnline(false);
    await until(me, ({ connection }) => connection.status !== 'connected');
  };
  const mend = async () => {
    world.server.setOnline(true);
    window.dispatchEvent(new Event('online'));
    await until(me, ({ connection, pending }) => connection.status === 'connected' && !pending.size);
  };
  const asked = async () => {
    await ann.addFriend({ toUserID: me.getLoginUser(), reqMsg: 'Hi' });
    await until(me, ({ requests }) => requests.size === 1);
  };

  it('an answer: the words in place of the buttons, Undo brings them back, and it is sent later', async () => {
    await asked();
    const el = await fixture(html`<im-requests .client=${me}></im-requests>`);
    const badge = await fixture<HTMLElement & { count: number }>(html`<im-unread .client=${me}></im-unread>`);
    await cut();
    await click(el as HTMLElement, 'button', 'Accept');
    await waits(el as HTMLElement, 'Will be accepted when you are online');
    expect(byRole(el as HTMLElement, 'button', 'Accept')).to.deep.equal([]);
    await seen(() => badge.count === 0, 'what is answered is not counted');
    await expect(el).to.be.accessible();
    await click(el as HTMLElement, 'button', 'Undo');
    await waits(el as HTMLElement);
    await click(el as HTMLElement, 'button', 'Decline');
    await waits(el as HTMLElement, 'Will be declined when you are online');
    await click(el as HTMLElement, 'button', 'Undo');
    await click(el as HTMLElement, 'button', 'Accept');
    await waits(el as HTMLElement, 'Will be accepted when you are online');
    await mend();
    await seen(() => text(el.shadowRoot!.querySelector('[part=outcome]')) === 'Accepted', 'the outcome');
    await waits(el as HTMLElement);
    expect(me.state.friends.has(idAnn)).to.equal(true);
  });

  it('a refusal by the server is explained once, in words and as an event', async () => {
    await asked();
    const el = await fixture<HTMLElement>(html`<im-requests .client=${me}></im-requests>`);
    const errors: string[] = [];
    el.addEventListener('im-error', ({ detail: { action, error } }) => errors.push(`${action} ${error.errCode}`));
    await cut();
    await click(el, 'button', 'Accept');
    await waits(el, 'Will be accepted when you are online');
    world.server.core.context.store.delete('requests', [idAnn, me.getLoginUser()]);
    await mend();
    await seen(
      () => text(el.shadowRoot!.querySelector('[part=notice]')).startsWith('Not done for Ann. '),
      'the notice',
    );
    expect(errors).to.deep.equal(['acceptFriendApplication 1004']);
    await waits(el);
  });

  it('friends: remark and pin as wished for, the deleted one marked, Undo in the menu', async () => {
    await world.befriend(me, ann);
    const el = await fixture<HTMLElement>(html`<im-friend-list .client=${me}></im-friend-list>`);
    await seen(() => byRole(el, 'listitem').length === 1, 'the row');
    await cut();
    await me.setFriendRemark({ toUserID: idAnn, remark: 'Annie' });
    await me.pinFriends({ toUserIDs: [idAnn], isPinned: true });
    await waits(el, 'Will be done when you are online');
    await seen(() => text(byRole(el, 'listitem')[0]!.querySelector('.name')) === 'Annie', 'the remark');
    expect(text(byRole(el, 'listitem')[0]!.querySelector('.section'))).to.equal('Pinned');
    expect(me.state.friends.get(idAnn)).to.include({ remark: '', isPinned: false });
    await me.deleteFriend(idAnn);
    await waits(el, 'Will be deleted when you are online');
    await expect(el).to.be.accessible();
    byRole(el, 'button', 'More about Annie')[0]!.click();
    const undo = await seen(
      () =>
        [
          ...(el.shadowRoot!.querySelector('im-menu')?.shadowRoot?.querySelectorAll<HTMLElement>('[role=menuitem]') ??
            []),
        ].find(item => text(item) === 'Undo'),
      'Undo',
    );
    undo.click();
    await waits(el);
    expect(text(byRole(el, 'listitem')[0]!.querySelector('.name'))).to.equal('Ann');
    expect(me.state.pending.size).to.equal(0);
  });

  it('an application is listed among the sent ones, on the card, and where people are found', async () => {
    await me.getUsersInfo([idAnn]);
    const finder = await fixture<HTMLElement>(html`<im-add-friend .client=${me}></im-add-friend>`);
    const card = await fixture<HTMLElement>(html`<im-user-card .client=${me} user-id=${idAnn}></im-user-card>`);
    const field = await seen(() => byRole(finder, 'searchbox')[0] as HTMLInputElement | undefined, 'the field');
    fill(field, idAnn);
    await seen(() => byRole(finder, 'button', 'Add')[0], 'Ann');
    await seen(() => byRole(card, 'button', 'Add')[0], 'the card');
    await cut();
    await click(finder, 'button', 'Add');
    await click(finder, 'button', 'Send request');
    await waits(finder, 'Will be sent when you are online');
    await waits(card, 'Will be sent when you are online');
    expect(byRole(card, 'button', 'Add')).to.deep.equal([]);
    const el = await fixture<HTMLElement>(html`<im-requests .client=${me} tab="sent"></im-requests>`);
    await waits(el, 'Will be sent when you are online');
    expect(byRole(el, 'tab').map(text)[1]).to.equal('Sent (1)');
    expect(text(el.shadowRoot!.querySelector('.name'))).to.equal('Ann');
    for (const shown of [finder, card, el]) await expect(shown).to.be.accessible();
    await mend();
    await seen(() => text(el.shadowRoot!.querySelector('[part=outcome]')) === 'Waiting for an answer', 'sent');
    for (const shown of [finder, card, el]) await waits(shown);
    await until(ann, ({ requests }) => requests.size === 1);
  });

  it('the blacklist: who will be unblocked; in Chinese', async () => {
    await me.addBlack({ toUserID: idAnn });
    const el = await fixture<HTMLElement>(html`<im-blacklist lang="zh-CN" .client=${me}></im-blacklist>`);
    await seen(() => byRole(el, 'listitem').length, 'the row');
    await seen(() => byRole(el, 'button', '移出黑名单').length, 'the words');
    await cut();
    await click(el, 'button', '移出黑名单');
    await waits(el, '联网后移出黑名单');
    await expect(el).to.be.accessible();
    await click(el, 'button', '撤销');
    await waits(el);
    await click(el, 'button', '移出黑名单');
    await mend();
    await seen(() => !byRole(el, 'listitem').length, 'nobody');
  });
});
