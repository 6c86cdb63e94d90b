import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { Notice } from '../../src/ui/toast.js';

class NoticeHost extends LitElement {
  notice = new Notice(this);
  override render() {
    return this.notice.render();
  }
}
const region = (el: NoticeHost) => el.shadowRoot!.querySelector('[role=status]')!;

describe('Notice', () => {
  const { setTimeout: realSet, clearTimeout: realClear } = globalThis;
  let timers: Map<number, { run: () => void; ms: number }>;
  before(() => {
    if (!customElements.get('notice-host')) customElements.define('notice-host', NoticeHost);
  });
  beforeEach(() => {
    timers = new Map();
    let id = 0;
    Object.assign(globalThis, {
      setTimeout: (run: () => void, ms: number) =>
        ms < 1000 ? realSet(run, ms) : (timers.set(++id, { run, ms }), -id),
      clearTimeout: (given: number) => {
        if (given < 0) timers.delete(-given);
        else realClear(given);
      },
    });
  });
  afterEach(() => {
    Object.assign(globalThis, { setTimeout: realSet, clearTimeout: realClear });
  });
  const make = async () => fixture<NoticeHost>(html`<notice-host></notice-host>`);

  it('is a polite region that is there before its words, and goes after a while', async () => {
    const el = await make();
    expect(region(el).textContent.trim()).to.equal('');
    el.notice.show('Copied');
    await el.updateComplete;
    expect(region(el).textContent.trim()).to.equal('Copied');
    await expect(el).to.be.accessible();
    expect([...timers.values()].map(({ ms }) => ms)).to.deep.equal([6000]);
    [...timers.values()][0]!.run();
    await el.updateComplete;
    expect(region(el).textContent.trim()).to.equal('');
  });

  it('takes back, once', async () => {
    const el = await make();
    let undone = 0;
    el.notice.show('Removed', () => undone++);
    await el.updateComplete;
    el.shadowRoot!.querySelector('button')!.click();
    await el.updateComplete;
    expect([undone, region(el).textContent.trim(), timers.size]).to.deep.equal([1, '', 0]);
  });

  it('waits while the pointer or the focus is on it, and leaves no timer behind', async () => {
    const el = await make();
    el.notice.show('Removed', () => undefined);
    await el.updateComplete;
    region(el).dispatchEvent(new Event('pointerenter'));
    expect(timers.size).to.equal(0);
    region(el).dispatchEvent(new Event('pointerleave'));
    expect(timers.size).to.equal(1);
    el.remove();
    expect(timers.size).to.equal(0);
  });
});
