import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { base } from '../../src/ui/tokens.js';

class TokensHost extends LitElement {
  static override styles = [base];
  override render() {
    return html`<button>One</button><span class="sr">Two</span>`;
  }
}
const make = async () => {
  const page = await fixture<HTMLElement>(html`<div><tokens-host></tokens-host></div>`);
  page.style.setProperty('color', 'rgb(10, 20, 30)');
  page.style.setProperty('font', '700 17px monospace');
  return { page, el: page.querySelector<TokensHost>('tokens-host')! };
};

describe('tokens', () => {
  before(() => {
    if (!customElements.get('tokens-host')) customElements.define('tokens-host', TokensHost);
  });

  it('take colour and font of the page, and no ground of their own', async () => {
    const { el } = await make();
    const { color, fontSize, backgroundColor } = getComputedStyle(el);
    expect([color, fontSize, backgroundColor]).to.deep.equal(['rgb(10, 20, 30)', '17px', 'rgba(0, 0, 0, 0)']);
    expect(getComputedStyle(el.shadowRoot!.querySelector('button')!).fontSize).to.equal('17px');
  });

  it('can be forced to a scheme, with ground and text together [R14]', async () => {
    const { el } = await make();
    for (const theme of ['light', 'dark']) {
      el.setAttribute('theme', theme);
      const { colorScheme, color, backgroundColor } = getComputedStyle(el);
      expect(colorScheme).to.equal(theme);
      expect(color === backgroundColor).to.equal(false);
      expect(backgroundColor).to.not.equal('rgba(0, 0, 0, 0)');
    }
  });

  it('can be set by the site', async () => {
    const { el } = await make();
    el.style.setProperty('--im-text', 'rgb(1, 1, 1)');
    el.style.setProperty('--im-surface', 'rgb(2, 2, 2)');
    el.style.setProperty('--im-font-size', '20px');
    const { color, backgroundColor, fontSize } = getComputedStyle(el);
    expect([color, backgroundColor, fontSize]).to.deep.equal(['rgb(1, 1, 1)', 'rgb(2, 2, 2)', '20px']);
  });

  it('hide what is hidden, and what is only for ears', async () => {
    const { el } = await make();
    expect(el.shadowRoot!.querySelector('.sr')!.getBoundingClientRect().width).to.equal(1);
    el.hidden = true;
    expect(el.getClientRects().length).to.equal(0);
  });
});
