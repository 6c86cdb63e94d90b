import { expect, fixtureCleanup } from '@open-wc/testing';
import '../../src/define/im-chat.js';
import type { Client } from '../../src/client.js';
import { ChatWorld, chatOf, messages, said, say, shown, type } from './chat-world.js';
import { seen } from './people-world.js';

describe('the opening of a conversation', () => {
  let me: Client;
  let anna: Client;
  let bob: Client;
  let id: string;
  beforeEach(async () => {
    const world = new ChatWorld();
    ({ me, anna, id } = await world.friends());
    bob = await world.person('Bob');
    await world.befriend(me, bob);
  });
  afterEach(() => {
    fixtureCleanup();
    for (const each of [me, anna, bob]) each.dispose();
  });

  it('keeps its messages as long as it is shown, and lets them go then [O2]', async () => {
    await say(anna, me, 'From Anna');
    const chat = await chatOf(me, anna);
    await said(chat, 'From Anna');
    expect(me.state.messages.has(id)).to.equal(true);
    chat.remove();
    await seen(() => !me.state.messages.has(id), 'let go');
  });

  it('shows whom it is changed to, and nothing of the one before, however fast [O2]', async () => {
    await say(anna, me, 'From Anna');
    await say(bob, me, 'From Bob');
    const chat = await chatOf(me, anna);
    for (const each of [bob, anna, bob, anna, bob]) {
      chat.userID = each.getLoginUser();
      await chat.updateComplete;
    }
    await said(chat, 'From Bob');
    expect(messages(chat).some(each => shown(each).includes('From Anna'))).to.equal(false);
    await seen(() => [...me.state.messages.keys()].join() !== '' && !me.state.messages.has(id), 'only one is open');
  });

  it('brings back the draft of each [N8]', async () => {
    const chat = await chatOf(me, anna);
    await seen(() => me.state.messages.has(id), 'opened');
    type(chat, 'Dear Anna', false);
    await chat.updateComplete;
    chat.userID = bob.getLoginUser();
    const field = () => chat.shadowRoot!.querySelector('im-composer')?.shadowRoot?.querySelector('textarea')?.value;
    await seen(() => field() === '', 'an empty field');
    chat.userID = anna.getLoginUser();
    await seen(() => field() === 'Dear Anna', 'the draft');
  });
});
