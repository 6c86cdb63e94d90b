import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define/im-conversation-list.js';
import type { Client } from '../../src/core/api.js';
import type { ImConversationList } from '../../src/elements/im-conversation-list.js';
import { receiveOptions } from '../../src/protocol/chat-model.js';
import { chatWith, say, talking } from './talk-world.js';
import { byRole, click, fill, seen, text, until, World } from './people-world.js';

const show = (client: Client, dir = 'ltr', search = false) =>
  fixture<ImConversationList>(
    html`<im-conversation-list dir=${dir} ?search=${search} .client=${client}></im-conversation-list>`,
  );
const names = (el: HTMLElement) => byRole(el, 'listitem').map(row => row.getAttribute('aria-label'));
const row = (el: HTMLElement, name: string) => seen(() => byRole(el, 'listitem', name)[0], `the row of ${name}`);
const preview = (el: HTMLElement, name: string) => text(byRole(el, 'listitem', name)[0]?.querySelector('.sub'));
const badge = (el: HTMLElement, name: string) =>
  text(byRole(el, 'listitem', name)[0]?.querySelector('.badge [aria-hidden]'));
const two = async (dir?: string, search = false) => {
  const all = await talking();
  const el = await show(all.me, dir, search);
  await seen(() => byRole(el, 'listitem').length === 2, 'two conversations');
  return { ...all, el };
};
async function act(el: HTMLElement, name: string, item: string) {
  await click(el, 'button', `More about ${name}`);
  const menu = await seen(() => el.shadowRoot!.querySelector('im-menu'), 'the menu');
  (await seen(() => byRole(menu, 'menuitem').find(found => text(found) === item), `the item ${item}`)).click();
}
const press = (target: Element, key: string) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));

describe('<im-conversation-list>', () => {
  it('lists conversations, the newest first, with what was said last, when, and how much is unread [N1, N2, N4, N5]', async () => {
    const { el, me, ann } = await two();
    expect(byRole(el, 'list', 'Conversations')).to.have.length(1);
    expect(names(el)).to.deep.equal(['Ann', 'Bob']);
    await seen(() => preview(el, 'Ann') === 'The market opens at eight', 'the last message');
    expect(preview(el, 'Bob')).to.equal('You: See you at noon');
    const unread = me.state.conversations.get(chatWith(me, ann))!.unreadCount;
    expect(unread).to.be.at.least(2);
    expect([badge(el, 'Ann'), badge(el, 'Bob')]).to.deep.equal([`${unread}`, '']);
    expect(byRole(el, 'button', 'Ann')[0]!.getAttribute('aria-description')).to.contain(
      `${unread} unread messages, The market opens at eight`,
    );
    await seen(() => byRole(el, 'listitem', 'Ann')[0]?.querySelector('.dot.on'), 'that Ann is online');
    expect(text((await row(el, 'Ann')).querySelector('time'))).to.match(/\d+:\d\d/);
    await expect(el).to.be.accessible();
  });

  it('follows new messages, read marks, typing and drafts live [N2, N4, N8, N10]', async () => {
    const { el, me, ann, bob } = await two();
    await say(bob, me, 'I am late');
    await seen(() => names(el).join() === 'Bob,Ann' && preview(el, 'Bob') === 'I am late', 'Bob on top');
    await me.setConversationDraft({ conversationID: chatWith(me, ann), draftText: 'Dear Ann' });
    await seen(() => preview(el, 'Ann') === 'Draft: Dear Ann', 'the draft');
    expect(names(el)).to.deep.equal(['Ann', 'Bob']);
    await ann.changeInputStates({ conversationID: chatWith(me, ann), focus: true });
    await seen(() => preview(el, 'Ann') === 'typing …', 'typing');
    await me.setConversationDraft({ conversationID: chatWith(me, ann), draftText: '' });
    await say(ann, me, 'Hello again');
    await seen(() => preview(el, 'Ann') === 'Hello again', 'the message instead');
    await act(el, 'Ann', 'Mark as read');
    await seen(() => badge(el, 'Ann') === '', 'no badge');
    await expect(el).to.be.accessible();
  });

  it('tells what became of one’s own message: failed with a mark [O5]', async () => {
    const { el, me, bob } = await two();
    expect((await row(el, 'Bob')).querySelector('.tick')!.getAttribute('aria-label')).to.equal('Sent');
    await bob.addBlack({ toUserID: me.getLoginUser() });
    await say(me, bob, 'Are you angry?').catch(() => undefined);
    await seen(() => byRole(el, 'listitem', 'Bob')[0]?.querySelector('.tick.failed'), 'the failed mark');
    expect(byRole(el, 'button', 'Bob')[0]!.getAttribute('aria-description')).to.contain(
      'Not sent: You: Are you angry?',
    );
    await expect(el).to.be.accessible();
  });

  it('pins, mutes and hides by its menu [N6, N7, N9]', async () => {
    const { el, me, bob, ann } = await two();
    await act(el, 'Bob', 'Pin');
    await seen(() => names(el).join() === 'Bob,Ann', 'Bob pinned on top');
    expect((await row(el, 'Bob')).querySelector('.flag')!.getAttribute('aria-label')).to.equal('Pinned');
    await act(el, 'Ann', 'Mute');
    await until(me, ({ conversations }) => conversations.get(chatWith(me, ann))!.recvMsgOpt === receiveOptions.mute);
    await seen(() => byRole(el, 'listitem', 'Ann')[0]?.querySelector('.muted-chat'), 'Ann muted');
    await expect(el).to.be.accessible();
    await act(el, 'Bob', 'Unpin');
    await seen(() => names(el).join() === 'Ann,Bob', 'the newest first again');
    await act(el, 'Bob', 'Hide');
    await seen(() => names(el).join() === 'Ann', 'Bob hidden');
    await seen(() => byRole(el, 'status').some(status => text(status).includes('Bob is back')), 'the notice');
    await say(bob, me, 'Knock knock');
    await seen(() => names(el).join() === 'Bob,Ann', 'Bob back with a message');
  });

  it('deletes after a question, by menu and by key; the focus stays [N9]', async () => {
    const { el, me, ann } = await two();
    const asked = () => el.shadowRoot!.querySelector('im-dialog')!;
    byRole(el, 'button', 'Ann')[0]!.focus();
    press(byRole(el, 'button', 'Ann')[0]!, 'Delete');
    await seen(() => asked()?.shadowRoot?.querySelector('dialog')?.open, 'the question');
    expect(asked().heading).to.equal('Delete the chat with Ann?');
    await click(asked(), 'button', 'Cancel');
    expect(names(el)).to.deep.equal(['Ann', 'Bob']);
    await act(el, 'Ann', 'Delete chat');
    await seen(() => asked().shadowRoot!.querySelector('dialog')!.open, 'the question again');
    await click(asked(), 'button', 'Delete chat');
    await seen(() => names(el).join() === 'Bob', 'only Bob');
    expect(me.state.conversations.get(chatWith(me, ann))!.latestMsgSendTime).to.equal(0);
    await seen(() => el.shadowRoot!.activeElement, 'focus that stays in the element');
  });

  it('emits what was chosen, sets the focus of the page, marks the open one, opens a card where there is no chat [N1]', async () => {
    const { el, me, ann } = await two();
    const chosen: object[] = [];
    el.addEventListener('im-conversation-select', event => {
      chosen.push(event.detail);
      if (chosen.length === 1) event.preventDefault();
    });
    await click(el, 'button', 'Ann');
    expect(me.state.focus).to.equal(undefined);
    await click(el, 'button', 'Ann');
    const userID = ann.getLoginUser();
    expect(chosen[1]).to.deep.equal({ conversationID: chatWith(me, ann), userID });
    expect(me.state.focus).to.deep.equal({ userID, kind: 'chat' });
    await seen(() => byRole(el, 'button', 'Ann')[0]!.getAttribute('aria-current') === 'true', 'the open one marked');
    await seen(() => el.shadowRoot!.querySelector('im-user-card'), 'a card');
  });

  it('has one tab stop, that arrows, Home, End and letters move [N1]', async () => {
    const { el } = await two();
    const at = () => el.shadowRoot!.activeElement?.textContent;
    el.focus();
    await seen(() => at() === 'Ann', 'the focus on the first');
    press(el.shadowRoot!.activeElement!, 'ArrowDown');
    expect(at()).to.equal('Bob');
    press(el.shadowRoot!.activeElement!, 'Home');
    expect(at()).to.equal('Ann');
    press(el.shadowRoot!.activeElement!, 'b');
    expect(at()).to.equal('Bob');
    await el.updateComplete;
    expect(el.shadowRoot!.querySelectorAll('[data-focus][tabindex="0"]')).to.have.length(1);
  });

  it('opens the menu by a right click and by the key for it', async () => {
    const { el } = await two();
    const open = () => el.shadowRoot!.querySelector('im-menu')?.open;
    const target = byRole(el, 'button', 'Ann')[0]!;
    target.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, composed: true, cancelable: true }));
    await seen(open, 'the menu');
    const menu = el.shadowRoot!.querySelector('im-menu')!;
    await seen(() => byRole(menu, 'menuitem').length, 'its items');
    expect(byRole(menu, 'menuitem').map(text)).to.deep.equal(['Pin', 'Mute', 'Mark as read', 'Hide', 'Delete chat']);
    menu.hide();
    await seen(() => !open(), 'no menu');
  });

  it('says that there is nothing yet, and offers a search over friends [N1]', async () => {
    const world = new World();
    const [me, ann] = [await world.person('Robin'), await world.person('Ann')];
    await me.openChat();
    await until(me, ({ conversationList }) => conversationList.status === 'ready');
    const el = await show(me);
    await seen(() => el.matches(':state(empty)'), 'the empty state');
    expect(text(el.shadowRoot!.querySelector('.empty .muted'))).to.equal(
      'No conversations yet. Say hello to a friend.',
    );
    await expect(el).to.be.accessible();
    await world.befriend(me, ann);
    await me.hideAllConversations();
    await click(el, 'button', 'New message');
    (await seen(() => byRole(el, 'option').find(found => text(found.querySelector('.name')) === 'Ann'), 'Ann')).click();
    expect(me.state.focus).to.deep.equal({ userID: ann.getLoginUser(), kind: 'chat' });
  });

  it('keeps the list while offline, and shows that messages come [N11]', async () => {
    const { el, world, me } = await two();
    world.server.setOnline(false);
    await until(me, ({ connection }) => connection.status === 'offline');
    await seen(() => el.matches(':state(offline)'), 'the offline state');
    expect(names(el)).to.deep.equal(['Ann', 'Bob']);
    await expect(el).to.be.accessible();
    me.store.set('sync', { status: 'syncing', progress: 40, first: true });
    const bar = await seen(() => el.shadowRoot!.querySelector('progress'), 'the bar');
    expect([bar.value, bar.getAttribute('aria-label')]).to.deep.equal([40, 'Getting messages']);
  });

  it('shows skeletons while it loads, an error with a way on, and the rows it had [N11, N12]', async () => {
    const { el, me } = await two();
    const { conversations } = me.state;
    me.store.set('conversations', new Map());
    me.store.set('conversationList', { status: 'loading' });
    await seen(() => el.matches(':state(loading)'), 'the loading state');
    await expect(el).to.be.accessible();
    me.store.set('conversations', conversations);
    me.store.set('conversationList', { status: 'error' });
    await seen(() => el.matches(':state(error)'), 'the error state');
    expect(names(el)).to.deep.equal(['Ann', 'Bob']);
    await click(el, 'button', 'Try again');
    await seen(() => !el.matches(':state(error)'), 'no error any more');
    expect(me.state.conversationList.status).to.equal('ready');
  });

  it('has five thousand rows of which few are alive [N1]', async () => {
    const { el, me, ann } = await two();
    const one = me.state.conversations.get(chatWith(me, ann))!;
    me.store.set(
      'conversations',
      new Map(
        Array.from({ length: 5000 }, (_, i) => [
          `si_${i}`,
          { ...one, conversationID: `si_${i}`, userID: `u${i}`, showName: `Friend ${i}`, latestMsgSendTime: 5000 - i },
        ]),
      ),
    );
    await seen(() => byRole(el, 'listitem', 'Friend 0')[0], 'the first');
    expect(byRole(el, 'listitem').length).to.be.below(60);
    await seen(() => el.shadowRoot!.querySelector('.scroll')!.scrollHeight > 5000 * 60, 'the height of all, measured');
    byRole(el, 'button', 'Friend 0')[0]!.focus();
    press(byRole(el, 'button', 'Friend 0')[0]!, 'End');
    await seen(() => el.shadowRoot!.activeElement?.textContent === 'Friend 4999', 'the focus on the last');
    expect(byRole(el, 'listitem').length).to.be.below(60);
  });

  it('searches in place of the list, where that is wanted [O23, J4]', async () => {
    const { el } = await two('rtl', true);
    await expect(el).to.be.accessible();
    fill(await seen(() => byRole(el, 'searchbox', 'Search')[0], 'the search'), 'market');
    await seen(() => byRole(el, 'option').length === 1, 'one message');
    expect(byRole(el, 'list', 'Conversations')).to.have.length(0);
    await expect(el).to.be.accessible();
  });
});
