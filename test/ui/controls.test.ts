import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, type TemplateResult } from 'lit';
import { spinner } from '../../src/ui/basics.js';
import { controls, emptyState, errorState, skeletonRows } from '../../src/ui/controls.js';
import { base } from '../../src/ui/tokens.js';

class ControlsHost extends LitElement {
  static override styles = [base, controls];
  static override properties = { content: { attribute: false } };
  declare content: TemplateResult;
  override render() {
    return this.content;
  }
}
const show = (content: TemplateResult) =>
  fixture<ControlsHost>(html`<controls-host .content=${content}></controls-host>`);

describe('controls', () => {
  before(() => {
    if (!customElements.get('controls-host')) customElements.define('controls-host', ControlsHost);
  });

  const all = html`<button class="btn">One</button><button class="btn primary">Two</button><button class="btn danger">Three</button><button class="btn ghost">Four</button>
    <button class="btn link">Five</button><span class="badge">6</span><div class="field"><label for="x">Seven</label><input class="input" id="x" aria-invalid="true" /><span class="error">Eight</span></div>
    <span class="hint">Nine</span>`;

  it('have contrast in a light and in a dark scheme, and targets of 24 px and more', async () => {
    for (const theme of ['light', 'dark']) {
      const el = await show(all);
      el.setAttribute('theme', theme);
      await expect(el).to.be.accessible();
      for (const button of el.shadowRoot!.querySelectorAll('button'))
        expect(button.getBoundingClientRect().height).to.be.at.least(24);
    }
  });

  it('have contrast on a dark page that forgot its color-scheme', async () => {
    const page = await fixture<HTMLElement>(html`<div><controls-host .content=${all}></controls-host></div>`);
    page.style.setProperty('background', '#14161a');
    page.style.setProperty('color', '#e8e8ea');
    await expect(page).to.be.accessible();
  });

  it('take the colour of the site', async () => {
    const el = await show(html`<button class="btn primary">Go</button>`);
    el.style.setProperty('--im-accent', 'rgb(1, 2, 3)');
    expect(getComputedStyle(el.shadowRoot!.querySelector('button')!).backgroundColor).to.equal('rgb(1, 2, 3)');
  });

  it('say that there is nothing, and offer one thing to do', async () => {
    const el = await show(
      emptyState({ icon: 'user', text: 'Nobody here.', action: html`<button class="btn">Find people</button>` }),
    );
    expect(el.shadowRoot!.querySelector('.empty')!.textContent).to.contain('Nobody here.');
    expect(el.shadowRoot!.querySelectorAll('button').length).to.equal(1);
    await expect(el).to.be.accessible();
  });

  it('say what failed, and try again', async () => {
    let tries = 0;
    const el = await show(errorState({ text: 'No connection.', label: 'Try again', retry: () => tries++ }));
    el.shadowRoot!.querySelector('button')!.click();
    expect(tries).to.equal(1);
    await expect(el).to.be.accessible();
  });

  it('hold the place of what is loading, silently', async () => {
    const el = await show(html`${skeletonRows(4)}${spinner()}`);
    expect(el.shadowRoot!.querySelectorAll('.skeletons .row').length).to.equal(4);
    expect(el.shadowRoot!.querySelectorAll('.skeletons[aria-hidden=true], .spinner[aria-hidden=true]').length).to.equal(
      2,
    );
  });
});
