import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/define/im-friend-list.js';
import type { ImFriendList } from '../../src/elements/im-friend-list.js';
import type { ImWidget } from '../../src/elements/im-widget.js';
import { registry } from '../../src/elements/base/registry.js';
import { byRole, seen, World } from './people-world.js';
import { launcher, opened, panelOf, part, visited, widget, write } from './widget-world.js';

describe('<im-widget>', () => {
  it('is one button that says how much is new, in its name and in the title [N3]', async () => {
    const { me, ann } = await visited();
    const title = (document.title = 'A page');
    const el = await widget(me);
    await seen(() => launcher(el).ariaLabel === 'Chat (4 unread)', 'three messages and a request');
    expect(launcher(el).querySelector<HTMLElement>('[part=badge]')!.dataset.n).to.equal('4');
    await expect(el).to.be.accessible();
    await seen(() => document.title === `(3) ${title}`, 'the number in the title');
    await write(ann, me, 'Hello?');
    await seen(() => launcher(el).ariaLabel === 'Chat (5 unread)', 'one more');
    el.keepTitle = true;
    await seen(() => document.title === title, 'the bare title');
  });

  it('opens by the button, takes the focus, closes by Escape and gives it back', async () => {
    const { me } = await visited();
    const el = await widget(me);
    launcher(el).focus();
    const panel = await opened(el);
    expect([el.open, el.hasAttribute('open'), launcher(el).ariaExpanded]).to.deep.equal([true, true, 'true']);
    await seen(() => el.shadowRoot!.activeElement === panel, 'the focus in the panel');
    await sendKeys({ press: 'Escape' });
    await seen(() => !panel.matches(':popover-open') && !el.open, 'closed');
    expect(el.shadowRoot!.activeElement).to.equal(launcher(el));
    await seen(() => !el.shadowRoot!.querySelector('im-conversation-list'), 'nothing left inside');
  });

  it('opens on a page whose client has no server: it can still be closed', async () => {
    sessionStorage.clear();
    const el = await fixture<ImWidget>(html`<im-widget client="nowhere" silent></im-widget>`);
    const panel = await opened(el, () => {
      el.show();
    });
    expect(el.matches(':state(loading)')).to.equal(false);
    el.close();
    await seen(() => !panel.matches(':popover-open'), 'closed');
  });

  it('asks before it opens and closes', async () => {
    const el = await widget((await visited()).me);
    const heard: string[] = [];
    let refuse = true;
    for (const type of ['im-widget-open', 'im-widget-close'] as const)
      el.addEventListener(type, event => {
        heard.push(`${type} ${event.detail.tab}`);
        if (refuse) event.preventDefault();
      });
    el.show();
    expect(el.open).to.equal(false);
    refuse = false;
    el.show();
    el.show();
    expect(el.open).to.equal(true);
    await panelOf(el);
    refuse = true;
    el.close();
    expect(el.open).to.equal(true);
    refuse = false;
    el.toggle();
    expect(el.open).to.equal(false);
    expect(heard).to.deep.equal([
      'im-widget-open chats',
      'im-widget-open chats',
      'im-widget-close chats',
      'im-widget-close chats',
    ]);
  });

  it('shows the sign-in card to who is signed out', async () => {
    const world = new World();
    const client = world.client();
    const el = await widget(client);
    expect(launcher(el).ariaLabel).to.equal('Chat');
    await opened(el);
    const login = await part(el, 'im-login');
    await seen(() => login.shadowRoot!.querySelector('im-login-card')?.shadowRoot?.querySelector('form'), 'the form');
    expect(byRole(el, 'tab')).to.have.length(0);
    await expect(el).to.be.accessible();
    await client.register({ user: { account: 'new', nickname: 'New', password: 'a-good-password' } });
    await seen(() => byRole(el, 'tab').length === 3, 'the tabs');
    await client.logout();
    await seen(() => !byRole(el, 'tab').length, 'signed out again');
  });

  it('opens the chat that is chosen elsewhere on the page', async () => {
    const { me, ann } = await visited();
    const el = await widget(me);
    const list = await fixture<ImFriendList>(html`<im-friend-list .client=${me}></im-friend-list>`);
    (await seen(() => list.shadowRoot!.querySelector<HTMLElement>('.open'), 'the friend')).click();
    const chat = await part(el, 'im-chat');
    expect([el.open, chat.userID]).to.deep.equal([true, ann.getLoginUser()]);
    await seen(() => chat.shadowRoot!.textContent.includes('Ann'), 'the chat with Ann');
  });

  it('makes its own client from an address, when the page has none of that name', async () => {
    const el = await fixture<ImWidget>(html`<im-widget client="of-its-own" server="https://chat.invalid"></im-widget>`);
    await seen(() => registry.get('of-its-own')?.server.includes('chat.invalid'), 'its client');
    expect(el.client).to.equal(registry.get('of-its-own'));
    const other = await fixture<ImWidget>(
      html`<im-widget client="of-its-own" server="https://other.invalid"></im-widget>`,
    );
    expect(other.shadowRoot!.querySelector('im-client')).to.equal(null);
    other.remove();
    el.remove();
    await seen(() => !registry.get('of-its-own'), 'its client is gone with it');
  });

  it('stands in the corner that it is told, in both directions, and takes a picture of the site', async () => {
    const { me } = await visited();
    const el = await widget(me);
    const at = () => {
      const { left, right, top, bottom } = launcher(el).getBoundingClientRect();
      return `${left < innerWidth - right ? 'left' : 'right'} ${top < innerHeight - bottom ? 'top' : 'bottom'}`;
    };
    expect(at()).to.equal('right bottom');
    el.placement = 'start-top';
    await el.updateComplete;
    expect(at()).to.equal('left top');
    document.documentElement.dir = 'rtl';
    try {
      expect(at()).to.equal('right top');
      await opened(el);
      await expect(el).to.be.accessible();
    } finally {
      document.documentElement.dir = '';
    }
    const own = await fixture<ImWidget>(html`<im-widget .client=${me}><b slot="button">Talk</b></im-widget>`);
    expect(launcher(own).querySelector('slot')!.assignedElements()[0]!.textContent).to.equal('Talk');
  });

  it('speaks Chinese [R13]', async () => {
    const { me } = await visited();
    const el = await widget(me);
    el.lang = 'zh-CN';
    el.requestUpdate();
    await seen(() => launcher(el).ariaLabel === '聊天（4 条未读）', 'the name in Chinese');
    await opened(el);
    await seen(
      () =>
        byRole(el, 'tab')
          .map(({ ariaLabel }) => ariaLabel)
          .join() === '聊天 (3),好友,申请 (1)',
      'the tabs',
    );
  });
});
