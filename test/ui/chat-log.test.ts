import { expect, fixture, html } from '@open-wc/testing';
import { ImChatLog } from '../../src/ui/chat-log.js';
import type { LogWindow } from '../../src/ui/chat-rows.js';
import type { ImMessage } from '../../src/ui/im-message.js';
import { seen, text } from '../elements/people-world.js';
import { message, view } from './spoken-by.js';

const items = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => message(from + i));
const windowOf = (more: Partial<LogWindow>): LogWindow => ({
  items: [],
  older: false,
  newer: false,
  loading: '',
  unreadFrom: Infinity,
  ...more,
});

/** A log 400 px high, and what it asked for. */
async function logOf(window: Partial<LogWindow>) {
  const place = await fixture<HTMLElement>(html`<div></div>`);
  place.style.setProperty('display', 'grid');
  place.style.setProperty('block-size', '400px');
  place.style.setProperty('inline-size', '400px');
  const log = document.createElement('im-chat-log');
  const asked: string[] = [];
  for (const type of ['older', 'newer', 'newest', 'end']) log.addEventListener(type, () => asked.push(type));
  Object.assign(log, { view: view(), window: windowOf(window) });
  place.append(log);
  const scroller = await seen(() => log.shadowRoot!.querySelector<HTMLElement>('.scroll'), 'the log');
  return { log, scroller, asked };
}
/** Whether a message is in view, and was marked as found: that passes, and may have passed on a busy machine. */
function foundIn(log: ImChatLog, seq: number) {
  let found = false;
  return () => {
    found ||= !!one(log, seq)?.classList.contains('found');
    return found && inView(log, seq);
  };
}
const alive = (log: ImChatLog) => [...log.shadowRoot!.querySelectorAll<ImMessage>('im-message')];
const one = (log: ImChatLog, seq: number) => alive(log).find(({ item }) => item!.seq === seq);
const inView = (log: ImChatLog, seq: number) => {
  const box = one(log, seq)?.getBoundingClientRect();
  const room = log.getBoundingClientRect();
  return !!box && box.bottom > room.top && box.top < room.bottom;
};
/** Goes to where somebody reads older messages; gives the first one in view. */
async function readAt(log: ImChatLog, scroller: HTMLElement, top: number) {
  scroller.scrollTop = top;
  const room = log.getBoundingClientRect();
  return seen(
    () =>
      !log.atEnd &&
      alive(log).find(each => each.getBoundingClientRect().top >= room.top && inView(log, each.item!.seq)),
    'older messages',
  );
}

describe('im-chat-log', () => {
  before(() => {
    ImChatLog.define();
  });

  it('opens at the end of thousands of messages, of which at most 60 are alive [O14, O24]', async () => {
    const { log, scroller } = await logOf({ items: items(1, 2000) });
    await seen(() => inView(log, 2000), 'the last');
    expect(alive(log).length).to.be.within(5, 60);
    for (const part of [0.75, 0.5, 0.25]) {
      const before = alive(log)[0]!.item!.seq;
      scroller.scrollTop = scroller.scrollHeight * part;
      await seen(() => alive(log).at(-1)!.item!.seq < before, 'others');
      expect(alive(log).length).to.be.within(5, 60);
    }
    scroller.scrollTop = 0;
    await seen(() => inView(log, 1), 'the first');
    expect(alive(log).length).to.be.within(5, 60);
  });

  it('opens at the first unread message, below its divider [O12]', async () => {
    const { log } = await logOf({ items: items(1, 100), unreadFrom: 60 });
    await seen(() => inView(log, 61), 'the first unread');
    const divider = log.shadowRoot!.querySelector('.unread')!;
    expect(text(divider)).to.equal('New messages');
    expect(divider.parentElement!.querySelector<ImMessage>('im-message')!.item!.seq).to.equal(61);
    expect(inView(log, 100)).to.equal(false);
  });

  it('says which day begins', async () => {
    const { log } = await logOf({ items: items(1, 3) });
    await seen(() => one(log, 3), 'the messages');
    const days = [...log.shadowRoot!.querySelectorAll('.day')].map(text);
    expect(days).to.have.length(1);
    expect(days[0]).to.contain('2024');
  });

  it('asks for older messages near the top, once, and moves nothing when they come [O24]', async () => {
    const { log, scroller, asked } = await logOf({ items: items(101, 200), older: true });
    await seen(() => inView(log, 200), 'the end');
    expect(asked.filter(each => each === 'older')).to.deep.equal([]);
    const reads = await readAt(log, scroller, 120);
    await seen(() => asked.includes('older'), 'the wish');
    const { seq } = reads.item!;
    const place = () => one(log, seq)!.getBoundingClientRect().top;
    let before = NaN;
    await seen(() => before === (before = place()), 'the messages at rest');
    log.window = windowOf({ items: items(51, 200), older: true });
    await log.updateComplete;
    const moved: number[] = [];
    await seen(() => {
      moved.push(Math.abs(place() - before));
      return (
        moved.length > 2 &&
        log.shadowRoot!.querySelector(`[data-id=m${seq}]`)?.getAttribute('data-index') === `${seq - 51}`
      );
    }, 'the older ones above');
    expect(Math.max(...moved)).to.be.at.most(1);
    expect(asked.filter(each => each === 'older').length, 'once for each page').to.be.at.most(2);
  });

  it('stays at the end when something comes, and where it is when somebody reads older ones [O14]', async () => {
    const { log, scroller } = await logOf({ items: items(1, 100) });
    await seen(() => inView(log, 100), 'the end');
    log.window = windowOf({ items: items(1, 101) });
    await seen(() => inView(log, 101), 'what came');
    const reads = await readAt(log, scroller, 1000);
    const before = reads.getBoundingClientRect().top;
    log.window = windowOf({ items: items(1, 103) });
    await log.updateComplete;
    expect(reads.isConnected && Math.abs(reads.getBoundingClientRect().top - before)).to.be.at.most(1);
    expect(inView(log, 103)).to.equal(false);
  });

  it('stays at the end when older ones come before its first frame has passed [O14]', async () => {
    for (const frames of [0, 1, 2]) {
      const { log, scroller } = await logOf({ items: items(2, 31) });
      await log.updateComplete;
      for (let i = 0; i < frames; i++) await new Promise(requestAnimationFrame);
      log.window = windowOf({ items: items(1, 31), unreadFrom: 0 });
      let rested = 0;
      await seen(() => {
        const left = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
        return (rested = log.atEnd && left <= 1 ? rested + 1 : 0) > 5;
      }, `the end, ${frames} frames later`);
      expect(inView(log, 31)).to.equal(true);
    }
  });

  it('leads to the newest, and says how many are new [O14]', async () => {
    const { log, scroller, asked } = await logOf({ items: items(1, 100) });
    await seen(() => inView(log, 100), 'the end');
    expect(log.shadowRoot!.querySelector('.newest')).not.to.exist;
    await readAt(log, scroller, 1000);
    const button = await seen(() => log.shadowRoot!.querySelector<HTMLElement>('.newest'), 'the button');
    expect([button.ariaLabel, text(button)]).to.deep.equal(['To the newest message', '']);
    log.count = 3;
    await seen(() => button.ariaLabel === 'To the newest message, 3 new' && text(button) === '3', 'the count');
    await expect(log).to.be.accessible();
    let left = 0;
    log.leave = () => left++;
    button.click();
    await seen(() => inView(log, 100) && !log.shadowRoot!.querySelector('.newest'), 'the end again');
    expect(left).to.equal(1);
    expect(asked).to.include('newest');
    expect(asked.filter(each => each === 'end').length).to.be.at.least(2);
  });

  it('goes to a message that is asked for, now or when it comes [O8]', async () => {
    const { log } = await logOf({ items: items(101, 200) });
    await seen(() => inView(log, 200), 'the end');
    expect(log.show(120)).to.equal(true);
    await seen(foundIn(log, 120), 'the message');
    expect(log.show(20)).to.equal(false);
    log.window = windowOf({ items: items(1, 60), newer: true });
    await seen(foundIn(log, 20), 'the one that came');
  });

  it('opens the menu of a message by key and by right click, links keep the browser\u2019s', async () => {
    const { log } = await logOf({ items: [message(1), message(2, { textElem: { content: 'https://example.com/' } })] });
    const asked: string[] = [];
    log.view = view({ act: (act, item) => asked.push(`${act} ${item.seq}`) });
    const link = await seen(() => one(log, 2)?.shadowRoot!.querySelector('a'), 'a link');
    const event = () => new MouseEvent('contextmenu', { bubbles: true, composed: true, cancelable: true });
    expect(one(log, 1)!.dispatchEvent(event())).to.equal(false);
    expect(link.dispatchEvent(event())).to.equal(true);
    one(log, 2)!.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'F10', shiftKey: true, bubbles: true, cancelable: true }),
    );
    expect(asked).to.deep.equal(['menu 1', 'menu 2']);
  });
});
