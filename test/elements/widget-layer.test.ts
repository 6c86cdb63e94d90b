import { expect, fixture, html } from '@open-wc/testing';
import { isOwnEscape } from '../../src/elements/widget-layer.js';

describe('the layer of the widget', () => {
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
