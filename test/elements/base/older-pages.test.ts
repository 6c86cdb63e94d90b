import { expect, fixture, html } from '@open-wc/testing';
import { css, html as template } from 'lit';
import { ImElement } from '../../../src/elements/base/im-element.js';
import { OlderPages } from '../../../src/elements/base/older-pages.js';
import { seen } from '../people-world.js';

class PagesHost extends ImElement {
  static override styles = css`p { block-size: 40px; margin: 0; } .more { block-size: 20px; }`;
  rows = 5;
  end = 60;
  answer = '';
  loads = 0;
  older = new OlderPages(this, async () => {
    this.loads++;
    await Promise.resolve();
    if (!this.answer) this.rows += 5;
    return this.answer;
  });
  override render() {
    return template`${Array.from({ length: this.rows }, () => template`<p></p>`)}${this.rows < this.end ? this.older.render('Try again') : ''}`;
  }
}
customElements.define('pages-host', PagesHost);

const show = () => fixture<PagesHost>(html`<pages-host></pages-host>`);

describe('OlderPages', () => {
  it('loads until the end is out of sight, and goes on when it comes near', async () => {
    const el = await show();
    await seen(() => el.rows * 40 > innerHeight + 240, 'a window full');
    const { rows } = el;
    expect(rows).to.be.below(el.end);
    window.scrollTo(0, document.body.scrollHeight);
    await seen(() => el.rows > rows, 'more after scrolling');
  });

  it('stops after a failure, says it, and tries again when asked', async () => {
    const el = await show();
    el.answer = 'No connection.';
    await seen(() => el.shadowRoot!.querySelector('.error'), 'the failure');
    const { loads, rows } = el;
    el.requestUpdate();
    await el.updateComplete;
    await new Promise(resolve => setTimeout(resolve, 16));
    expect(el.loads, 'not tried again by itself').to.equal(loads);
    expect(el.shadowRoot!.querySelector('.error')!.textContent).to.equal('No connection.');
    el.answer = '';
    el.shadowRoot!.querySelector('button')!.click();
    await seen(() => el.rows > rows, 'more');
  });
});
