import { expect, fixtureCleanup } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/define/im-chat.js';
import type { Client } from '../../src/client.js';
import type { ImChat } from '../../src/elements/im-chat.js';
import { ChatWorld, chatOf, confirm, deep, messages, say } from './chat-world.js';
import { fill, seen, text, until } from './people-world.js';

const head = (chat: ImChat) => chat.shadowRoot!.querySelector<HTMLElement>('.head')!;
/** Chooses in the menu of the head. */
async function menu(chat: ImChat, item: string) {
  (await seen(() => head(chat).querySelector<HTMLElement>('[aria-haspopup=menu]'), 'the menu')).click();
  const found = await seen(
    () =>
      deep(head(chat)).find(
        each => each.getAttribute('role') === 'menuitem' && text(each) === item && each.getClientRects().length,
      ) as HTMLElement | undefined,
    `"${item}" in the menu`,
  );
  found.click();
}

describe('the head of a chat', () => {
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

  it('says who it is: the remark, and the name when there is none [J5]', async () => {
    const chat = await chatOf(me, anna);
    expect(text(head(chat).querySelector('b'))).to.equal('Anna');
    await me.setFriendRemark({ toUserID: anna.getLoginUser(), remark: 'My sister' });
    await seen(() => text(head(chat).querySelector('b')) === 'My sister', 'the remark');
    expect(head(chat).querySelector<HTMLElement>('.who')!.title).to.equal('Profile of My sister');
  });

  it('pins and mutes, and takes it back [N6, N7]', async () => {
    const chat = await chatOf(me, anna);
    await menu(chat, 'Pin');
    await until(me, ({ conversations }) => !!conversations.get(id)?.isPinned);
    await menu(chat, 'Unpin');
    await until(me, ({ conversations }) => !conversations.get(id)?.isPinned);
    await menu(chat, 'Mute');
    await until(me, ({ conversations }) => !!conversations.get(id)?.recvMsgOpt);
    await menu(chat, 'Unmute');
    await until(me, ({ conversations }) => !conversations.get(id)?.recvMsgOpt);
  });

  it('clears after a question [O11]', async () => {
    await say(anna, me, 'Soon gone');
    const chat = await chatOf(me, anna);
    await seen(() => messages(chat).length, 'the message');
    await menu(chat, 'Clear messages');
    await confirm(chat, 'Clear messages');
    await seen(() => !messages(chat).length, 'nothing left');
  });

  it('searches in the conversation, and steps through what it found [O23]', async () => {
    for (const words of ['An apple', 'A pear', 'Two apples']) await say(anna, me, words);
    const chat = await chatOf(me, anna);
    await seen(() => messages(chat).length >= 3, 'the messages');
    await menu(chat, 'Search');
    const input = await seen(() => chat.shadowRoot!.querySelector<HTMLInputElement>('.find input'), 'the field');
    await seen(() => chat.shadowRoot!.activeElement === input, 'the focus in it');
    const told = (words: string) =>
      seen(() => text(chat.shadowRoot!.querySelector('.find [role=status]')) === words, words);
    const marked = (words: string) =>
      seen(
        () => messages(chat).some(each => each.classList.contains('found') && each.item!.textElem?.content === words),
        words,
      );
    fill(input, 'apple');
    await told('1 of 2');
    await marked('Two apples');
    await sendKeys({ press: 'Enter' });
    await told('2 of 2');
    await marked('An apple');
    fill(input, 'plum');
    await told('Nothing found');
    await sendKeys({ press: 'Escape' });
    await seen(() => !chat.shadowRoot!.querySelector('.find'), 'no search');
  });
});
