import { expect, fixture, fixtureCleanup, html } from '@open-wc/testing';
import '../../src/define/im-chat.js';
import '../../src/define/im-friend-list.js';
import type { Client } from '../../src/client.js';
import type { ImChat } from '../../src/elements/im-chat.js';
import {
  ChatWorld,
  buttonIn,
  chatOf,
  choose,
  confirm,
  deep,
  field,
  messages,
  said,
  say,
  shown,
  type,
} from './chat-world.js';
import { byRole, seen, text, until } from './people-world.js';

const status = (chat: ImChat, words: string) =>
  deep(chat.shadowRoot!).find(each => each.getAttribute('role') === 'img' && each.ariaLabel === words);
const newest = (chat: ImChat) => messages(chat).at(-1)!;

describe('im-chat', () => {
  let me: Client;
  let anna: Client;
  let id: string;
  beforeEach(async () => {
    ({ me, anna, id } = await new ChatWorld().friends());
  });
  afterEach(() => {
    fixtureCleanup();
    me.dispose();
    anna.dispose();
  });

  it('alone on a page sends to a person, and shows what comes back [O1, O17, O25]', async () => {
    const chat = await chatOf(me, anna);
    type(chat, 'Hello Anna');
    await said(chat, 'Hello Anna');
    await seen(() => status(chat, 'Sent'), 'sent');
    expect(field(chat).value).to.equal('');
    await say(anna, me, 'Hello Robin');
    await said(chat, 'Hello Robin');
    expect(byRole(chat.shadowRoot!.querySelector('im-chat-log')!, 'log', 'Messages')).to.have.length(1);
    expect(newest(chat).getAttribute('role')).to.equal('article');
    expect(newest(chat).ariaLabel).to.match(/^Anna, .*: Hello Robin$/);
    await seen(() => text(chat.shadowRoot!.querySelector('.head')).includes('Online · Web'), 'presence');
    await expect(chat).to.be.accessible();
  });

  it('says to whoever is signed out that one has to sign in, in no more room than that takes', async () => {
    const chat = await chatOf(me, anna);
    const { clientHeight } = chat;
    await me.logout();
    await seen(() => text(chat.shadowRoot!.querySelector('.empty')) === 'Sign in to see this.', 'the words');
    expect(chat.matches(':state(signed-out)')).to.equal(true);
    expect(chat.clientHeight).to.be.within(40, clientHeight - 100);
    await expect(chat).to.be.accessible();
  });

  it('holds the end in view when what is below it takes room [O1]', async () => {
    for (let i = 0; i < 30; i++) await say(me, anna, `Line ${i}`);
    const chat = await chatOf(me, anna);
    await said(chat, 'Line 29');
    const scroller = await seen(
      () => chat.shadowRoot!.querySelector('im-chat-log')!.shadowRoot!.querySelector('.scroll'),
      'the log',
    );
    const left = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
    await seen(() => scroller.scrollTop > 0 && left() <= 1, 'the end');
    const { clientHeight } = scroller;
    chat.shadowRoot!.querySelector('im-composer')!.say('tooLong');
    await seen(() => scroller.clientHeight < clientHeight && left() <= 1, 'the end, above more');
    chat.style.setProperty('--im-chat-height', '300px');
    await seen(() => scroller.clientHeight < clientHeight - 100 && left() <= 1, 'the end of less');
  });

  it('tells whoever listens what came, in batches, outside of the log [O1]', async () => {
    const chat = await chatOf(me, anna);
    await said(chat, 'You are friends now.');
    await say(anna, me, 'One');
    await said(chat, 'One');
    const region = chat.shadowRoot!.querySelector('[aria-live=polite]')!;
    await seen(() => text(region) === 'Anna: One', 'the first');
    await Promise.all(['Two', 'Three', 'Four'].map(words => say(anna, me, words)));
    await seen(() => text(region) === '3 new messages', 'the others together');
  });

  it('shows that it was read, and marks as read what is seen [O12]', async () => {
    const mine = await chatOf(me, anna);
    type(mine, 'Did you see?');
    await seen(() => status(mine, 'Sent'), 'sent');
    await anna.openChat();
    await until(anna, ({ conversations }) => conversations.get(id)?.unreadCount === 1);
    await chatOf(anna, me);
    await until(anna, ({ conversations }) => conversations.get(id)?.unreadCount === 0);
    await seen(() => status(mine, 'Read'), 'read');
  });

  it('says that the other is typing [O13]', async () => {
    const mine = await chatOf(me, anna);
    const hers = await chatOf(anna, me);
    await say(anna, me, 'Hi');
    await said(mine, 'Hi');
    type(hers, 'I am wri', false);
    await seen(() => text(mine.shadowRoot!.querySelector('.head')).includes('typing …'), 'typing');
    type(hers, 'I am writing');
    await said(mine, 'I am writing');
    await seen(() => !text(mine.shadowRoot!.querySelector('.head small')).includes('typing'), 'no more');
  });

  it('says why a message was not sent, and sends it again [M4, O18, O19]', async () => {
    await anna.addBlack({ toUserID: me.getLoginUser() });
    const chat = await chatOf(me, anna);
    type(chat, 'Anybody there?');
    const message = await said(chat, 'Anybody there?');
    await seen(() => text(message.shadowRoot!.querySelector('.why')).includes('Anna blocked you.'), 'the reason');
    expect(newest(chat).ariaLabel).to.contain('(Not sent)');
    await expect(chat).to.be.accessible();
    await anna.removeBlack(me.getLoginUser());
    buttonIn(message, 'Resend')!.click();
    await seen(() => status(chat, 'Sent'), 'sent');
    expect(messages(chat).filter(each => shown(each).includes('Anybody there?'))).to.have.length(1);
  });

  it("says in the server's words why it refused a message [O22, O19]", async () => {
    const strict = new ChatWorld({
      options: { checkMessage: ({ content }) => (content.includes('foo') ? 'Please no “foo” here.' : undefined) },
    });
    const friends = await strict.friends();
    const chat = await chatOf(friends.me, friends.anna);
    type(chat, 'foo?');
    const message = await said(chat, 'foo?');
    await seen(() => text(message.shadowRoot!.querySelector('.why')).includes('Please no “foo” here.'), 'the reason');
    type(chat, 'bar');
    await seen(() => status(chat, 'Sent'), 'the next is sent');
    friends.me.dispose();
    friends.anna.dispose();
  });

  it('discards what was not sent [O17]', async () => {
    await anna.addBlack({ toUserID: me.getLoginUser() });
    const chat = await chatOf(me, anna);
    type(chat, 'Never mind');
    const message = await said(chat, 'Never mind');
    (await seen(() => buttonIn(message, 'Discard'), 'Discard')).click();
    await seen(() => !messages(chat).some(each => shown(each).includes('Never mind')), 'gone');
  });

  it('takes back, and lets the words be edited again [O10, O20]', async () => {
    const mine = await chatOf(me, anna);
    const hers = await chatOf(anna, me);
    type(mine, 'Hlelo');
    await said(hers, 'Hlelo');
    await seen(() => status(mine, 'Sent') ?? status(mine, 'Read'), 'sent');
    await choose(mine, await said(mine, 'Hlelo'), 'Take back');
    const line = await said(mine, 'You took back a message');
    await said(hers, 'Robin took back a message');
    buttonIn(line, 'Edit again')!.click();
    await seen(() => field(mine).value === 'Hlelo', 'the words again');
  });

  it('answers a message, and goes to what was answered [O8]', async () => {
    const first = await say(anna, me, 'Shall we meet?');
    const chat = await chatOf(me, anna);
    await choose(chat, await said(chat, 'Shall we meet?'), 'Reply');
    await seen(
      () =>
        text(chat.shadowRoot!.querySelector('im-composer')!.shadowRoot!.querySelector('.quote')).includes(
          'Shall we meet?',
        ),
      'the quote',
    );
    type(chat, 'Gladly');
    const answer = await said(chat, 'Gladly');
    expect(shown(answer)).to.contain('Shall we meet?');
    answer.shadowRoot!.querySelector<HTMLElement>('.quote')!.click();
    await seen(
      () =>
        messages(chat)
          .find(each => each.item!.clientMsgID === first.clientMsgID)
          ?.classList.contains('found'),
      'the first message',
    );
  });

  it('copies, and deletes for oneself [O11]', async () => {
    await say(anna, me, 'A secret');
    const chat = await chatOf(me, anna);
    let copied = '';
    const clipboard = navigator.clipboard as { writeText?: (words: string) => Promise<void> };
    clipboard.writeText = async words => {
      copied = words;
    };
    await choose(chat, await said(chat, 'A secret'), 'Copy');
    await seen(() => copied === 'A secret', 'copied');
    delete clipboard.writeText;
    await choose(chat, await said(chat, 'A secret'), 'Delete');
    await confirm(chat, 'Delete');
    await seen(() => !messages(chat).some(each => shown(each).includes('A secret')), 'gone');
  });

  it('is walked through by keyboard, with one tab stop [O14]', async () => {
    for (const words of ['One', 'Two', 'Three']) await say(anna, me, words);
    const chat = await chatOf(me, anna);
    await said(chat, 'Three');
    const log = chat.shadowRoot!.querySelector('im-chat-log')!;
    await seen(() => messages(chat).filter(({ tabIndex }) => tabIndex === 0).length === 1, 'one tab stop');
    // Keys go to what has the focus, also while the browser shows another page.
    const press = (key: string) =>
      log.shadowRoot!.activeElement!.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }),
      );
    newest(chat).focus();
    await seen(() => log.shadowRoot!.activeElement === newest(chat), 'the focus');
    press('ArrowUp');
    await seen(
      () => (log.shadowRoot!.activeElement as HTMLElement | null)?.ariaLabel?.endsWith('Two'),
      'the one before',
    );
    press('Home');
    await seen(() => log.shadowRoot!.activeElement === messages(chat)[0], 'the first');
    press('End');
    await seen(() => log.shadowRoot!.activeElement === newest(chat), 'the last');
    press('Escape');
    await seen(() => chat.shadowRoot!.activeElement?.localName === 'im-composer', 'the composer');
  });

  it('holds a draft [O1]', async () => {
    await say(anna, me, 'Hi');
    let chat = await chatOf(me, anna);
    await said(chat, 'Hi');
    type(chat, 'Half a sent', false);
    chat.remove();
    await until(me, ({ conversations }) => conversations.get(id)?.draftText === 'Half a sent');
    chat = await chatOf(me, anna);
    await seen(() => field(chat).value === 'Half a sent', 'the draft');
  });

  it('opens from a friend list, without a script [J9]', async () => {
    const place = await fixture<HTMLElement>(
      html`<div><im-friend-list .client=${me}></im-friend-list><im-chat .client=${me}></im-chat></div>`,
    );
    const [list, chat] = [place.querySelector('im-friend-list')!, place.querySelector('im-chat')!];
    await seen(() => text(chat.shadowRoot as unknown as Element).includes('Choose somebody'), 'nobody chosen');
    await expect(chat).to.be.accessible();
    (await seen(() => list.shadowRoot!.querySelector<HTMLElement>('.open'), 'the friend')).click();
    await seen(() => text(chat.shadowRoot!.querySelector('.head')).includes('Anna'), 'the conversation');
    expect(list.shadowRoot!.querySelector('im-user-card')).not.to.exist;
    await said(chat, 'You are friends now.');
  });

  it('offers to unblock instead of writing to the blocked [M3]', async () => {
    await me.addBlack({ toUserID: anna.getLoginUser() });
    const chat = await fixture<ImChat>(html`<im-chat .client=${me} user-id=${anna.getLoginUser()}></im-chat>`);
    (await seen(() => byRole(chat, 'button', 'Unblock')[0], 'Unblock')).click();
    await seen(() => chat.shadowRoot!.querySelector('im-composer'), 'the composer');
  });

  it('speaks Chinese, loaded with it [Q2]', async () => {
    await say(anna, me, '你好');
    const place = await fixture<HTMLElement>(
      html`<div lang="zh-CN"><im-chat .client=${me} user-id=${anna.getLoginUser()}></im-chat></div>`,
    );
    const chat = place.querySelector('im-chat')!;
    await seen(
      () =>
        chat.shadowRoot!.querySelector('im-composer')?.shadowRoot?.querySelector('textarea')?.ariaLabel === '输入消息',
      'Chinese',
    );
  });
});
