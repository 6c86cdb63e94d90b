import { expect, fixture, html } from '@open-wc/testing';
import { fitPanel, isOwnEscape } from '../../src/elements/widget-layer.js';

describe('the layer of the widget', () => {
  it('takes the room that is seen, and none without a panel', async () => {
    const panel = await fixture<HTMLElement>(html`<div></div>`);
    fitPanel(panel);
    expect(panel.style.getPropertyValue('--_high')).to.equal(`${visualViewport!.height}px`);
    expect(panel.style.getPropertyValue('--_keys')).to.match(/^\d+(\.\d+)?px$/);
    fitPanel(null);
  });

  it('has the Escape that nothing inside wants [R15]', async () => {
    const seen: boolean[] = [];
    const panel = await fixture<HTMLElement>(
      html`<div popover="manual" @keydown=${(event: KeyboardEvent) => seen.push(isOwnEscape(event))}>
        <button></button>
        <div popover><input /></div>
      </div>`,
    );
    const press = (at: string, key: string) =>
      panel.querySelector(at)!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    press('button', 'Escape');
    press('button', 'a');
    press('input', 'Escape');
    expect(seen).to.deep.equal([true, false, false]);
  });
});
