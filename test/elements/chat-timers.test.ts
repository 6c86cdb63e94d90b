import { expect, fixtureCleanup } from '@open-wc/testing';
import '../../src/define/im-chat.js';
import { durationText } from '../../src/elements/chat-timers.js';
import type { ImChat } from '../../src/elements/im-chat.js';
import { ChatWorld, chatOf, confirm, deep, messages, said, say, shown } from './chat-world.js';
import { byRole, seen, text, until } from './people-world.js';

/** Opens the dialog from the menu above the messages. */
async function timers(chat: ImChat) {
  const menu = chat.shadowRoot!.querySelector<HTMLElement>('.head im-menu')!;
  menu.querySelector('button')!.click();
  const item = () => menu.shadowRoot && byRole(menu, 'menuitem', 'Disappearing messages')[0];
  (await seen(item, 'the item')).click();
  return seen(() => chat.shadowRoot!.querySelector('im-dialog.timers select')?.closest('im-dialog'), 'the dialog');
}
function pick(place: Element, name: string, words: string) {
  const field = place.querySelector<HTMLSelectElement>(`[name=${name}]`)!;
  field.value = [...field.options].find(option => option.text === words)!.value;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}
const lists = (place: Element) =>
  [...place.querySelectorAll('select')].map(({ options }) => [...options].map(option => option.text));

describe('chat-timers', () => {
  afterEach(() => {
    fixtureCleanup();
  });

  it('lets messages disappear after they were read, for both, who are told; and deletes by age [O27]', async () => {
    const { me, anna, id } = await new ChatWorld().friends();
    const [mine, hers] = [await chatOf(me, anna), await chatOf(anna, me)];
    const place = await timers(mine);
    expect(lists(place)).to.deep.equal([
      ['Never', '30 seconds', '5 minutes', '1 hour', '1 day'],
      ['Never', '1 day', '1 week', '1 month'],
    ]);
    await seen(() => deep(mine.shadowRoot!).some(each => each.matches('dialog[open]')), 'the open dialog');
    await expect(mine).to.be.accessible();
    pick(place, 'burn', '30 seconds');
    pick(place, 'clear', '1 week');
    await confirm(mine, 'Save');
    for (const chat of [mine, hers]) await said(chat, 'Messages disappear after they were read.');
    await until(me, ({ conversations }) => {
      const { isPrivateChat, burnDuration, isMsgDestruct, msgDestructTime } = conversations.get(id)!;
      return isPrivateChat && burnDuration === 30 && isMsgDestruct && msgDestructTime === 604_800;
    });
    await until(anna, ({ conversations }) => conversations.get(id)!.isPrivateChat);
    expect(anna.state.conversations.get(id)!.isMsgDestruct).to.equal(false);

    // So that nobody has to wait for half a minute.
    await me.setConversationBurnDuration({ conversationID: id, burnDuration: 1 });
    await until(me, ({ conversations }) => conversations.get(id)!.burnDuration === 1);
    await say(me, anna, 'Gone in a second');
    const gone = (chat: ImChat) => !messages(chat).some(each => shown(each).includes('Gone in a second'));
    await said(hers, 'Gone in a second');
    await seen(() => gone(hers) && gone(mine), 'it vanished for both');

    const again = await timers(mine);
    expect([...again.querySelectorAll('select')].map(({ selectedOptions: [one] }) => one!.text)).to.deep.equal([
      '1 second',
      '1 week',
    ]);
    pick(again, 'burn', 'Never');
    pick(again, 'clear', 'Never');
    await confirm(mine, 'Save');
    for (const chat of [mine, hers]) await said(chat, 'Messages stay.');
    await until(me, ({ conversations }) => !conversations.get(id)!.isMsgDestruct);
    me.dispose();
    anna.dispose();
  });

  it('says why nothing was set, and keeps the dialog [O27]', async () => {
    const { me, anna } = await new ChatWorld().friends();
    const chat = await chatOf(me, anna);
    await anna.addBlack({ toUserID: me.getLoginUser() });
    const place = await timers(chat);
    pick(place, 'burn', '1 hour');
    await confirm(chat, 'Save');
    await seen(() => text(place.querySelector('[role=alert]')), 'the reason');
    expect(deep(chat.shadowRoot!).some(each => each.matches('dialog[open]'))).to.equal(true);
    me.dispose();
    anna.dispose();
  });

  it('says durations in any language', () => {
    expect(durationText(90, 'en')).to.equal('90 seconds');
    expect(durationText(7200, 'en')).to.equal('2 hours');
    expect(durationText(604_800, 'zh-CN')).to.equal('1周');
  });
});
