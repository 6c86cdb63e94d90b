import { fixtureCleanup } from '@open-wc/testing';
import '../../src/define/im-chat.js';
import type { Client } from '../../src/client.js';
import { chooseOf } from './chat-choose.js';
import { ChatWorld, chatOf, confirm, field, messages, said, say, shown } from './chat-world.js';
import { byRole, seen } from './people-world.js';

describe('the menu of a conversation', () => {
  let me: Client;
  let anna: Client;
  let id: string;
  beforeEach(async () => {
    ({ me, anna, id } = await new ChatWorld().friends());
    await say(anna, me, 'Are you there?');
  });
  afterEach(() => {
    fixtureCleanup();
    me.dispose();
    anna.dispose();
  });
  const conversation = () => me.state.conversations.get(id);

  it('pins and mutes, and takes that back [N6, N7]', async () => {
    const chat = await chatOf(me, anna);
    await said(chat, 'Are you there?');
    for (const [name, holds] of [
      ['Pin', () => conversation()?.isPinned === true],
      ['Unpin', () => conversation()?.isPinned === false],
      ['Mute', () => conversation()?.recvMsgOpt === 2],
      ['Unmute', () => conversation()?.recvMsgOpt === 0],
    ] as const) {
      await chooseOf(chat, name);
      await seen(holds, `done: ${name}`);
    }
  });

  it('clears the messages for oneself, after a question [N9]', async () => {
    const chat = await chatOf(me, anna);
    const hers = await chatOf(anna, me);
    await said(chat, 'Are you there?');
    await chooseOf(chat, 'Clear messages');
    await confirm(chat, 'Clear messages');
    await seen(() => !messages(chat).some(each => shown(each).includes('Are you there?')), 'gone here');
    await said(hers, 'Are you there?');
  });

  it('blocks and unblocks; then the field has the focus [M1, M3]', async () => {
    const chat = await chatOf(me, anna);
    await said(chat, 'Are you there?');
    await chooseOf(chat, 'Block');
    await confirm(chat, 'Block');
    await seen(() => me.state.blacks.has(anna.getLoginUser()), 'blocked');
    await seen(() => byRole(chat, 'button', 'Unblock').length, 'a way back in place of the field');
    await chooseOf(chat, 'Unblock');
    await seen(() => !me.state.blacks.size, 'unblocked');
    await seen(() => chat.shadowRoot!.activeElement?.localName === 'im-composer' && field(chat), 'the field again');
  });
});
