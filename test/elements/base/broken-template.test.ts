import { expect, fixture, html } from '@open-wc/testing';
import { html as template } from 'lit';
import { ImElement } from '../../../src/elements/base/im-element.js';
import { seen } from '../people-world.js';

class BrokenTemplate extends ImElement {
  broken = false;
  override render() {
    if (this.broken) throw new TypeError('planted');
    return template`<p class="fine">All is well</p>`;
  }
}

/** What is reported to the page meanwhile: the test's runner must not take it for a failure of its own. */
async function reports(run: () => Promise<void>) {
  const told: unknown[] = [];
  const { reportError } = globalThis;
  globalThis.reportError = error => void told.push(error);
  try {
    await run();
  } finally {
    globalThis.reportError = reportError;
  }
  return told as Error[];
}

describe('a template that throws', () => {
  before(() => {
    if (!customElements.get('broken-template')) customElements.define('broken-template', BrokenTemplate);
  });
  const alerts = (el: Element) =>
    [...el.shadowRoot!.querySelectorAll('[role=alert]')].map(({ textContent }) => textContent);
  const draw = async (el: BrokenTemplate, broken: boolean) => {
    el.broken = broken;
    el.requestUpdate();
    await el.updateComplete;
  };

  it('is reported and told in words; what was there stays, and the next good one takes the words away [R16]', async () => {
    const page = await fixture<HTMLElement>(
      html`<div><broken-template></broken-template><broken-template></broken-template></div>`,
    );
    const [el, other] = page.querySelectorAll<BrokenTemplate>('broken-template') as unknown as [
      BrokenTemplate,
      BrokenTemplate,
    ];
    const told = await reports(async () => {
      await draw(el, true);
      await draw(el, true);
    });
    expect(told.map(({ message }) => message)).to.deep.equal(['planted', 'planted']);
    expect(alerts(el), 'said once').to.deep.equal(['Something went wrong. Please try again.']);
    expect(el.shadowRoot!.querySelector('.fine'), 'what was there').to.not.equal(null);
    await expect(el).to.be.accessible();
    await draw(other, false);
    expect(alerts(other), 'the neighbour').to.deep.equal([]);
    await draw(el, false);
    expect(alerts(el)).to.deep.equal([]);
  });

  it('leaves words even when it is the first, in the language of its place [R16]', async () => {
    const told = await reports(async () => {
      const page = await fixture<HTMLElement>(html`<div lang="zh-CN"></div>`);
      const el = document.createElement('broken-template') as BrokenTemplate;
      el.broken = true;
      page.append(el);
      await seen(() => alerts(el).join() === '出了点问题，请重试。', 'the words');
      await draw(el, false);
      expect(el.shadowRoot!.querySelector('.fine')).to.not.equal(null);
      expect(alerts(el)).to.deep.equal([]);
    });
    expect(told).to.not.have.length(0);
  });
});
