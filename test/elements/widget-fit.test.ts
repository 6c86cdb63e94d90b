import { expect, fixture, html } from '@open-wc/testing';
import { fitPanel } from '../../src/elements/widget-fit.js';

describe('the room of the widget\u2019s panel', () => {
  it('is what is seen, and none without a panel', async () => {
    const panel = await fixture<HTMLElement>(html`<div></div>`);
    fitPanel(panel);
    expect(panel.style.getPropertyValue('--_high')).to.equal(`${visualViewport!.height}px`);
    expect(panel.style.getPropertyValue('--_keys')).to.match(/^\d+(\.\d+)?px$/);
    fitPanel(null);
  });
});
