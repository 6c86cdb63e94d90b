import { expect, fixture, html } from '@open-wc/testing';
import type { ImWidget } from '../../src/elements/im-widget.js';
import { byRole, click, seen, text, World } from './people-world.js';
import { launcher, opened, panelOf, part, tab, visited, widget } from './widget-world.js';

const said = (el: Element) => {
  const walk = (node: Element): string =>
    [...(node.shadowRoot ?? node).querySelectorAll('*')]
      .map(each => (each.shadowRoot ? walk(each) : ''))
      .concat((node.shadowRoot ?? node).textContent)
      .join(' ');
  return walk(el);
};

describe('the panel of the widget', () => {
  it('has chats, friends and requests with their numbers, without a finding of axe in any [N3]', async () => {
    const { me } = await visited();
    const el = await widget(me);
    await opened(el);
    await tab(el, /^Chats \(3\)$/);
    await seen(() => said(el).includes('Are you there?'), 'the conversation');
    await expect(el).to.be.accessible();
    (await tab(el, /^Friends$/)).click();
    await seen(() => said(el).includes('1 friend'), 'the friends');
    await expect(el).to.be.accessible();
    await click(el, 'button', 'Add friend');
    await seen(() => said(el).includes('part of a name'), 'the field that finds people');
    await expect(el).to.be.accessible();
    (await tab(el, /^Requests \(1\)$/)).click();
    await seen(() => said(el).includes('From plot 17'), 'the request');
    await expect(el).to.be.accessible();
  });

  it('opens a conversation, marks it as read, and goes back to the list [N10, R11]', async () => {
    const { me, ann } = await visited();
    const el = await widget(me);
    await opened(el);
    const list = await part(el, 'im-conversation-list');
    (await seen(() => list.shadowRoot!.querySelector<HTMLElement>('.open'), 'the row')).click();
    const chat = await part(el, 'im-chat');
    expect(chat.userID).to.equal(ann.getLoginUser());
    expect(list.checkVisibility(), 'the list gives way').to.equal(false);
    await seen(() => said(chat).includes('The kettle is on'), 'the messages');
    await expect(el).to.be.accessible();
    if (document.hasFocus()) await seen(() => !me.state.unread, 'read');
    await click(el, 'button', 'Back to the list');
    await seen(() => !el.shadowRoot!.querySelector('im-chat'), 'no chat');
    expect((await part(el, 'im-conversation-list')).checkVisibility()).to.equal(true);
    expect(me.state.focus).to.equal(undefined);
  });

  it('shows the blocked people from its options, and goes back [M1]', async () => {
    const { me, bob } = await visited();
    await me.addBlack({ toUserID: bob.getLoginUser() });
    const el = await widget(me);
    await opened(el);
    await click(el, 'button', 'Options');
    const item = () => {
      const menu = el.shadowRoot!.querySelector<HTMLElement>('.bar im-menu');
      return menu?.shadowRoot && byRole(menu, 'menuitem', 'Blocked people')[0];
    };
    (await seen(item, 'the item')).click();
    const list = await part(el, 'im-blacklist');
    await seen(() => said(list).includes('Bob'), 'Bob');
    await expect(el).to.be.accessible();
    await click(el, 'button', 'Back to the list');
    await seen(() => el.shadowRoot!.querySelector('im-conversation-list'), 'the chats again');
    expect(el.shadowRoot!.querySelector('im-blacklist')).to.equal(null);
  });

  it('stays at a chat while a card of a person is open', async () => {
    const { me, ann, bob } = await visited();
    const el = await widget(me);
    me.setFocus({ userID: ann.getLoginUser(), kind: 'chat' });
    await part(el, 'im-chat');
    me.setFocus({ userID: bob.getLoginUser(), kind: 'card' });
    await el.updateComplete;
    me.setFocus(undefined);
    await el.updateComplete;
    expect((await part(el, 'im-chat')).userID).to.equal(ann.getLoginUser());
  });

  it('remembers in this tab of the browser whether it was open, where, and whose chat', async () => {
    const { me, ann } = await visited();
    const first = await widget(me);
    await opened(first);
    (await tab(first, /^Friends/)).click();
    me.setFocus({ userID: ann.getLoginUser(), kind: 'chat' });
    await part(first, 'im-chat');
    first.remove();
    me.setFocus(undefined);
    const again = await fixture<ImWidget>(html`<im-widget silent .client=${me}></im-widget>`);
    const panel = await panelOf(again);
    await seen(() => panel.matches(':popover-open'), 'open again');
    expect((await part(again, 'im-chat')).userID).to.equal(ann.getLoginUser());
    expect(again.shadowRoot!.activeElement, 'nobody asked for the focus').to.equal(null);
    await click(again, 'button', 'Back to the list');
    expect((await tab(again, /^Friends/)).ariaSelected).to.equal('true');
  });

  it('puts the focus of who is signed out where one signs in', async () => {
    const me = await new World().person('Robin');
    await me.logout();
    const el = await widget(me);
    await opened(el);
    const field = () =>
      el.shadowRoot!.querySelector('im-login')?.shadowRoot?.querySelector('im-login-card')?.shadowRoot;
    if (matchMedia('(hover: hover)').matches)
      await seen(() => field()?.activeElement?.matches('input'), 'the focus in the account');
  });

  it('forgets the chat with who signs out', async () => {
    const { me, ann } = await visited();
    const el = await widget(me);
    me.setFocus({ userID: ann.getLoginUser(), kind: 'chat' });
    await part(el, 'im-chat');
    await me.logout();
    await seen(() => !el.shadowRoot!.querySelector('im-chat'), 'no chat');
    await me.register({ user: { account: 'next', nickname: 'Next', password: 'a-good-password' } });
    await tab(el, /^Chats$/);
    expect(el.shadowRoot!.querySelector('im-chat')).to.equal(null);
  });

  it('leads from an empty list of chats to the friends', async () => {
    const el = await widget(await new World().person('Alone'));
    await opened(el);
    const list = await part(el, 'im-conversation-list');
    list.dispatchEvent(new CustomEvent('im-conversation-new', { detail: {}, bubbles: true, cancelable: true }));
    await seen(() => el.shadowRoot!.querySelector('im-friend-list'), 'the friends');
  });

  it('becomes larger and smaller, and closes by its own button', async () => {
    const { me } = await visited();
    const el = await widget(me);
    const panel = await opened(el);
    const button = await seen(() => el.shadowRoot!.querySelector<HTMLElement>('.size'), 'the button');
    expect(button.ariaLabel).to.equal('Larger');
    button.click();
    await seen(() => panel.classList.contains('wide') && button.ariaLabel === 'Smaller', 'larger');
    await part(el, 'im-chat');
    await expect(el).to.be.accessible();
    button.click();
    await seen(() => !el.shadowRoot!.querySelector('im-chat'), 'smaller');
    await click(el, 'button', 'Close');
    await seen(() => !panel.matches(':popover-open'), 'closed');
  });

  it('has sounds and notifications behind its menu', async () => {
    const { me } = await visited();
    const el = await widget(me, { silent: false });
    await opened(el);
    localStorage.removeItem('im-elements/sound');
    const menu = await part(el, 'im-menu');
    const choose = async (name: string) => {
      await (await seen(() => 'show' in menu && menu, 'the menu')).show();
      (await seen(() => byRole(menu, 'menuitem', name)[0], name)).click();
    };
    await choose('Turn off sounds');
    await choose('Turn on sounds');
    expect(localStorage.getItem('im-elements/sound')).to.equal('');
    const { requestPermission } = Notification;
    Notification.requestPermission = async () => 'denied';
    try {
      await choose('Turn on notifications');
      await seen(() => text(el.shadowRoot!.querySelector('.notice')).includes('browser blocks notifications'), 'words');
    } finally {
      Notification.requestPermission = requestPermission;
    }
    launcher(el).click();
  });
});
