import { expect, fixtureCleanup } from '@open-wc/testing';
import '../../src/define/im-chat.js';
import type { Client } from '../../src/client.js';
import type { ImChat } from '../../src/elements/im-chat.js';
import { ChatWorld, chatOf, deep, messages, said, say, shown } from './chat-world.js';
import { byRole, seen, text } from './people-world.js';
import { chooseOf } from './chat-choose.js';

const field = (chat: ImChat) => chat.shadowRoot!.querySelector<HTMLInputElement>('.find input');
const count = (chat: ImChat) => text(chat.shadowRoot!.querySelector('.find [role=status]'));
function search(chat: ImChat, words: string) {
  const input = field(chat)!;
  input.value = words;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
const press = (chat: ImChat, key: string, shiftKey = false) =>
  field(chat)!.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }));
/** The message that is marked as the one that was found. */
const found = (chat: ImChat) => messages(chat).find(each => each.classList.contains('found'));

describe('the search in a conversation', () => {
  let me: Client;
  let anna: Client;
  beforeEach(async () => {
    ({ me, anna } = await new ChatWorld().friends());
    for (const words of ['A red tulip', 'A blue one', 'And another tulip', 'Nothing more']) await say(anna, me, words);
  });
  afterEach(() => {
    fixtureCleanup();
    me.dispose();
    anna.dispose();
  });
  async function open() {
    const chat = await chatOf(me, anna);
    await said(chat, 'Nothing more');
    await chooseOf(chat, 'Search');
    await seen(() => field(chat) && chat.shadowRoot!.activeElement === field(chat), 'the field with the focus');
    return chat;
  }

  it('says how many there are, and goes from hit to hit, by Enter and by buttons [O23]', async () => {
    const chat = await open();
    search(chat, 'tulip');
    await seen(() => count(chat) === '1 of 2', 'how many');
    await seen(() => found(chat) && shown(found(chat)!).includes('another'), 'the newest of them');
    press(chat, 'Enter');
    await seen(() => count(chat) === '2 of 2' && found(chat) && shown(found(chat)!).includes('red'), 'the one before');
    byRole(chat, 'button', 'Next')[0]!.click();
    await seen(() => count(chat) === '1 of 2', 'back by the button');
    expect(
      deep(chat.shadowRoot!).filter(each => each.localName === 'mark' || each.classList.contains('found')),
    ).to.have.length.greaterThan(0);
    await expect(chat).to.be.accessible();
  });

  it('says that nothing was found, and closes by Escape: the field below has the focus again [O23]', async () => {
    const chat = await open();
    search(chat, 'rose');
    await seen(() => count(chat) === 'Nothing found', 'that there is none');
    expect(byRole(chat, 'button', 'Next')[0]!).to.have.property('disabled', true);
    press(chat, 'Escape');
    await seen(() => !field(chat), 'gone');
    await seen(() => chat.shadowRoot!.activeElement?.localName === 'im-composer', 'the composer has the focus');
  });

  it('ends with the conversation', async () => {
    const chat = await open();
    search(chat, 'tulip');
    await seen(() => count(chat) === '1 of 2', 'hits');
    chat.userID = me.getLoginUser();
    await seen(() => !field(chat), 'gone');
  });
});
