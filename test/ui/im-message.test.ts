import { expect, fixture, html } from '@open-wc/testing';
import type { MessageItem } from '../../src/protocol/chat-model.js';
import type { MessageView } from '../../src/ui/content/view.js';
import { ImMessage, stateOf } from '../../src/ui/im-message.js';
import { seen } from '../elements/people-world.js';
import { message, view, type Asked } from './spoken-by.js';

const show = async (item: MessageItem, shownWith: MessageView = view()) => {
  const element = await fixture<ImMessage>(html`<im-message .item=${item} .view=${shownWith}></im-message>`);
  return element.shadowRoot!;
};
const own = (more: Partial<MessageItem> = {}) => message(1, { sendID: 'robin', ...more });
const state = (root: ShadowRoot) => root.querySelector('.meta [role=img]')?.getAttribute('aria-label');

describe('im-message', () => {
  before(() => {
    ImMessage.define();
  });

  it('says what became of an own message, and nothing of another\u2019s [O17]', async () => {
    for (const [more, offline, word] of [
      [{ status: 1 }, false, 'Sending'],
      [{ status: 1 }, true, 'Waiting'],
      [{ status: 2 }, false, 'Sent'],
      [{ status: 2, isRead: true }, false, 'Read'],
      [{ status: 3 }, false, 'Not sent'],
    ] as const) {
      const root = await show(own(more), view({ offline }));
      expect(state(root)).to.match(new RegExp(`^${word}`));
      expect(root.querySelector('.m.own')).to.exist;
    }
    const root = await show(message(1, { isRead: true }));
    expect(state(root)).to.equal(undefined);
    expect(root.querySelector('.m.own')).not.to.exist;
    expect(stateOf(own({ status: 3, isRead: true }), true)).to.equal('failed');
  });

  it('offers to send again or discard what failed, and says why [O18]', async () => {
    const asked: Asked[] = [];
    const item = own({ status: 3, failure: { errCode: 10002 } } as Partial<MessageItem>);
    const root = await show(item, view({}, asked));
    expect((await seen(() => root.querySelector('.why .error'), 'why')).textContent).to.match(/too large/);
    for (const button of root.querySelectorAll<HTMLElement>('.why button')) button.click();
    expect(asked).to.deep.equal([
      ['resend', item],
      ['discard', item],
    ]);
    expect((await show(message(1, { status: 3 }))).querySelector('.why')).not.to.exist;
  });

  it('opens its menu by its button [O14]', async () => {
    const asked: Asked[] = [];
    const item = message(1);
    (await show(item, view({}, asked))).querySelector<HTMLElement>('.act')!.click();
    expect(asked).to.deep.equal([['menu', item]]);
  });

  it('shows a few emoji large, and no more than that', async () => {
    const large = async (content: string) =>
      !!(await show(message(1, { textElem: { content } }))).querySelector('.m.emoji');
    expect(await Promise.all(['😀', '👍🏽👩‍👩‍👧', '7', '😀 ok', '#', '😀'.repeat(40)].map(large))).to.deep.equal([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('is a line where something happened', async () => {
    const root = await show(message(1, { contentType: 1201 }));
    expect(root.querySelector('.line')!.textContent).to.contain('You are friends now');
    expect(root.querySelector('.bubble')).not.to.exist;
  });

  it('offers own words that were just taken back for editing, not those of long ago [O20]', async () => {
    const asked: Asked[] = [];
    const taken = new Map([['m1', 'Hlelo']]);
    const revoked = (revokeTime: number) =>
      own({
        contentType: 2101,
        notificationElem: { detail: JSON.stringify({ revokerID: 'robin', revokeTime }) },
      });
    const root = await show(revoked(Date.now()), view({ taken }, asked));
    (await seen(() => root.querySelector<HTMLElement>('button.link'), 'the offer')).click();
    expect(asked.map(([act]) => act)).to.deep.equal(['again']);
    expect((await show(revoked(Date.now() - 400_000), view({ taken }))).querySelector('button')).not.to.exist;
    expect((await show(revoked(Date.now()))).querySelector('button')).not.to.exist;
  });

  it('stays readable when its content is broken or unknown [O21]', async () => {
    const words = 'A message that can\u2019t be shown here';
    for (const more of [
      { contentType: 101, textElem: undefined },
      { contentType: 101, textElem: { content: 7 } },
      { contentType: 777 },
      { contentType: 114, quoteElem: { text: { a: 1 }, quoteMessage: 3 } },
    ]) {
      const root = await show(message(1, more as unknown as Partial<MessageItem>));
      await seen(() => root.querySelector('.bubble')!.textContent.includes(words), JSON.stringify(more));
    }
  });

  it('is accessible', async () => {
    const element = await fixture<HTMLElement>(
      html`<div role="log">
        <im-message role="article" aria-label="x" .item=${own()} .view=${view()}></im-message>
        <im-message role="article" aria-label="x" .item=${own({ status: 3 })} .view=${view()}></im-message>
      </div>`,
    );
    await expect(element).to.be.accessible();
  });
});
