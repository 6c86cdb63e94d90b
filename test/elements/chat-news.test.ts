import { expect, fixtureCleanup } from '@open-wc/testing';
import '../../src/define/im-chat.js';
import type { Client } from '../../src/client.js';
import type { ImChat } from '../../src/elements/im-chat.js';
import { ChatWorld, chatOf, said, say, type } from './chat-world.js';
import { seen, text } from './people-world.js';

const region = (chat: ImChat) => text(chat.shadowRoot!.querySelector('[aria-live=polite]'));

describe('news of a chat', () => {
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

  it('are what comes, not what was there, and not what one said oneself [O1]', async () => {
    await say(anna, me, 'Long ago');
    const chat = await chatOf(me, anna);
    await said(chat, 'Long ago');
    type(chat, 'My own');
    await said(chat, 'My own');
    await say(anna, me, 'New');
    await seen(() => region(chat), 'something said');
    expect(region(chat)).to.equal('Anna: New');
  });

  it('are also what failed [O18]', async () => {
    await anna.addBlack({ toUserID: me.getLoginUser() });
    const chat = await chatOf(me, anna);
    type(chat, 'Hello?');
    await seen(() => region(chat) === 'Not sent: Hello?', 'the failure');
  });

  it('are read when they are in view, and not while older ones are read [O12]', async () => {
    for (let i = 1; i <= 30; i++) await say(anna, me, `Message ${i}`);
    const chat = await chatOf(me, anna);
    const log = await seen(() => chat.shadowRoot!.querySelector('im-chat-log'), 'the log');
    log.showEnd();
    await seen(() => log.atEnd && me.state.conversations.get(id)?.unreadCount === 0, 'all read');
    const scroller = log.shadowRoot!.querySelector('.scroll')!;
    await seen(() => {
      if (log.atEnd) scroller.scrollTop = 0;
      return !log.atEnd;
    }, 'older ones');
    await say(anna, me, 'Unseen');
    await seen(() => log.shadowRoot!.querySelector('.newest b')?.textContent === '1', 'one new');
    expect(me.state.conversations.get(id)!.unreadCount).to.equal(1);
    log.shadowRoot!.querySelector<HTMLElement>('.newest')!.click();
    await seen(() => me.state.conversations.get(id)!.unreadCount === 0, 'read');
  });
});
