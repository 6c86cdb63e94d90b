import { expect, fixtureCleanup } from '@open-wc/testing';
import '../../src/define/im-chat.js';
import type { ImChat } from '../../src/elements/im-chat.js';
import { ChatWorld, chatOf, choose, confirm, deep, said, say } from './chat-world.js';
import { fill, seen, text, until } from './people-world.js';

const dialogOf = (chat: ImChat) =>
  seen(() => chat.shadowRoot!.querySelector('im-dialog.to ul')?.parentElement, 'people');
const names = (place: Element) => [...place.querySelectorAll('li')].map(text);
const box = (place: Element, name: string) =>
  [...place.querySelectorAll('li')].find(each => text(each).includes(name))!.querySelector('input')!;
const texts = (client: Awaited<ReturnType<ChatWorld['person']>>, userID: string) =>
  [...client.state.conversations.values()].find(one => one.userID === userID)?.latestMsg ?? '';

describe('chat-forward', () => {
  afterEach(() => {
    fixtureCleanup();
  });

  it('forwards a message to several people, found by name, those one wrote to first [O8]', async () => {
    const world = new ChatWorld();
    const { me, anna } = await world.friends();
    const [boris, clara, dora] = [await world.person('Boris'), await world.person('Clara'), await world.person('Dora')];
    for (const friend of [boris, clara, dora]) await world.befriend(me, friend);
    await me.addBlack({ toUserID: dora.getLoginUser() });
    await say(anna, me, 'Tea at four');
    const chat = await chatOf(me, anna);
    await choose(chat, await said(chat, 'Tea at four'), 'Forward');
    const place = await dialogOf(chat);
    await seen(() => deep(chat.shadowRoot!).some(each => each.matches('dialog[open]')), 'the dialog');
    expect(names(place).map(name => name.replace(/^.(?=[A-Z])/, ''))).to.include.members(['Anna', 'Boris', 'Clara']);
    expect(names(place)[0]).to.contain('Anna');
    expect(names(place).join()).not.to.contain('Dora');
    await expect(chat).to.be.accessible();

    await confirm(chat, 'Send');
    await seen(() => text(place.querySelector('[role=alert]')).includes('Choose at least one.'), 'what is missing');
    fill(place.querySelector('input[type=search]')!, 'bor');
    await seen(() => names(place).length === 1, 'Boris alone');
    box(place, 'Boris').click();
    fill(place.querySelector('input[type=search]')!, 'nobody');
    await seen(() => !names(place).length && text(place).includes('1 chosen'), 'nobody else, and the choice kept');
    fill(place.querySelector('input[type=search]')!, '');
    await seen(() => names(place).length === 3, 'all');
    expect(box(place, 'Boris').checked).to.equal(true);
    box(place, 'Clara').click();
    await confirm(chat, 'Send');
    await seen(() => text(chat.shadowRoot!.querySelector('.notice')).includes('Forwarded to 2 people.'), 'said');
    for (const friend of [boris, clara]) {
      await friend.openChat();
      await until(friend, () => texts(friend, me.getLoginUser()).includes('Tea at four'));
    }
    for (const client of [me, anna, boris, clara, dora]) client.dispose();
  });

  it('does not offer to forward what disappears [O8, O27]', async () => {
    const { me, anna, id } = await new ChatWorld().friends();
    await anna.openChat();
    await anna.setConversationPrivateChat({ conversationID: id, isPrivate: true });
    await until(anna, ({ conversations }) => !!conversations.get(id)?.isPrivateChat);
    await say(anna, me, 'Between us');
    const chat = await chatOf(me, anna);
    const message = await said(chat, 'Between us');
    message.focus();
    message.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
    const items = () =>
      deep(chat.shadowRoot!)
        .filter(each => each.getAttribute('role') === 'menuitem')
        .map(text);
    await seen(() => items().includes('Copy'), 'the menu');
    expect(items()).not.to.include('Forward');
    me.dispose();
    anna.dispose();
  });
});
