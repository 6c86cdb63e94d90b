import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { LitElement } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Roving } from '../../src/ui/roving.js';

class TestRows extends LitElement {
  rows = ['Ada', 'Ben', 'Bert', 'Clara'];
  left = 0;
  scrolled: number[] = [];
  from = 0;
  readonly roving: Roving<string> = new Roving<string>(this, {
    list: () => this.renderRoot.querySelector('ul'),
    rows: () => this.rows,
    idOf: row => row,
    nameOf: row => row,
    letterOf: row => row[0]!,
    scrollTo: index => {
      this.scrolled.push(index);
    },
    leave: () => {
      this.left++;
    },
  });
  override render() {
    const stop = this.roving.stop(this.from, this.rows.length);
    return html`<ul tabindex="-1" @focusin=${this.roving.onFocus} @keydown=${this.roving.onKey}>
      ${repeat(
        this.rows.slice(this.from),
        row => row,
        row => html`<li data-id=${row}><button data-focus tabindex=${row === stop ? 0 : -1}>${row}</button></li>`,
      )}
    </ul>`;
  }
}
customElements.define('test-rows', TestRows);

describe('roving', () => {
  let element: TestRows;
  const focused = () => element.shadowRoot!.activeElement?.textContent?.trim();
  const go = (row: string) => {
    element.shadowRoot!.querySelector<HTMLElement>(`[data-id=${row}] button`)!.focus();
  };
  beforeEach(async () => {
    element = await fixture<TestRows>(html`<test-rows></test-rows>`);
  });

  it('knows where the focus is before it is rendered again [R15]', () => {
    go('Ben');
    const button = element.shadowRoot!.activeElement!;
    button.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
    expect(focused()).to.equal('Bert');
  });

  it('moves by arrows, Home, End, pages and letters, and has one tab stop [R15]', async () => {
    go('Ada');
    const seen: (string | undefined)[] = [];
    for (const press of ['ArrowDown', 'End', 'ArrowDown', 'Home', 'PageDown', 'PageUp', 'b', 'c']) {
      await sendKeys({ press });
      seen.push(focused());
    }
    expect(seen.slice(0, 6)).to.deep.equal(['Ben', 'Clara', 'Clara', 'Ada', 'Clara', 'Ada']);
    expect(seen[6]).to.equal('Ben');
    await element.updateComplete;
    expect(element.shadowRoot!.querySelectorAll('[tabindex="0"]')).to.have.length(1);
    await sendKeys({ press: 'Escape' });
    expect(element.left).to.equal(1);
  });

  it('gives the focus to the next row when one goes, to the last at the end, and leaves when none is left', async () => {
    go('Bert');
    await element.updateComplete;
    element.rows = ['Ada', 'Ben', 'Clara'];
    element.requestUpdate();
    await element.updateComplete;
    expect(focused()).to.equal('Clara');
    element.rows = ['Ada'];
    element.requestUpdate();
    await element.updateComplete;
    expect(focused()).to.equal('Ada');
    element.rows = [];
    element.requestUpdate();
    await element.updateComplete;
    expect(element.left).to.equal(1);
  });

  it('asks for rows that are not alive, keeps the focus in the list, and gives it over when they are', async () => {
    element.from = 2;
    element.requestUpdate();
    await element.updateComplete;
    go('Bert');
    await sendKeys({ press: 'ArrowUp' });
    expect(element.scrolled).to.deep.equal([1]);
    element.from = 0;
    element.requestUpdate();
    await element.updateComplete;
    expect(focused()).to.equal('Ben');
    element.from = 2;
    element.requestUpdate();
    await element.updateComplete;
    expect(element.shadowRoot!.activeElement!.localName).to.equal('ul');
  });
});
