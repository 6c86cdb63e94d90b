import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { strings as en } from '../../src/locales/en.js';
import { CodeButton } from '../../src/ui/code-button.js';
import { Localize } from '../../src/ui/localize.js';

class CodeHost extends LitElement {
  code = new CodeButton(this);
  words = new Localize(this, en);
  send = () => Promise.resolve(true);
  override render() {
    return this.code.render(this.words.t, () => this.send());
  }
}
const button = (el: CodeHost) => el.shadowRoot!.querySelector('button')!;
const label = (el: CodeHost) => button(el).textContent.trim();

describe('CodeButton', () => {
  const real = { setInterval: globalThis.setInterval, clearInterval: globalThis.clearInterval, now: Date.now };
  let tick: (() => void) | undefined;
  let now = 0;
  before(() => {
    if (!customElements.get('code-host')) customElements.define('code-host', CodeHost);
  });
  beforeEach(() => {
    now = real.now();
    tick = undefined;
    Date.now = () => now;
    Object.assign(globalThis, {
      setInterval: (run: () => void) => {
        tick = run;
        return 1;
      },
      clearInterval: () => {
        tick = undefined;
      },
    });
  });
  afterEach(() => {
    Date.now = real.now;
    Object.assign(globalThis, { setInterval: real.setInterval, clearInterval: real.clearInterval });
  });
  const make = () => fixture<CodeHost>(html`<code-host></code-host>`);
  const pass = async (el: CodeHost, s: number) => {
    now += s * 1000;
    tick?.();
    await el.updateComplete;
  };

  it('sends, counts 60 s down by the clock, and sends again [H5]', async () => {
    const el = await make();
    let sent = 0;
    el.send = async () => {
      sent++;
      return true;
    };
    expect(label(el)).to.equal('Send code');
    button(el).click();
    button(el).click();
    await Promise.resolve();
    await el.updateComplete;
    expect([sent, label(el), button(el).disabled]).to.deep.equal([1, 'Again in 60 s', true]);
    await pass(el, 59);
    expect(label(el)).to.equal('Again in 1 s');
    await pass(el, 1);
    expect([label(el), button(el).disabled, tick]).to.deep.equal(['Send again', false, undefined]);
    button(el).click();
    expect(sent).to.equal(2);
  });

  it('does not wait after a failure, and not for another address', async () => {
    const el = await make();
    el.send = async () => false;
    button(el).click();
    await Promise.resolve();
    await el.updateComplete;
    expect([label(el), tick]).to.deep.equal(['Send code', undefined]);
    el.send = async () => true;
    button(el).click();
    await Promise.resolve();
    await el.updateComplete;
    el.code.reset();
    el.requestUpdate();
    await el.updateComplete;
    expect([label(el), tick]).to.deep.equal(['Send code', undefined]);
  });

  it('leaves no timer behind', async () => {
    const el = await make();
    button(el).click();
    await Promise.resolve();
    await el.updateComplete;
    expect(tick).to.be.a('function');
    el.remove();
    expect(tick).to.equal(undefined);
  });
});
