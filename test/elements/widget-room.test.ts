import { expect } from '@open-wc/testing';
import { seen, World } from './people-world.js';
import { opened, widget } from './widget-world.js';

describe('the room of the panel', () => {
  it('is that which the window shows, and the focus of who is signed out is in the first field', async () => {
    const me = await new World().person('Robin');
    await me.logout();
    const el = await widget(me);
    const panel = await opened(el);
    const { height } = window.visualViewport!;
    expect(panel.style.getPropertyValue('--_high')).to.equal(`${height}px`);
    panel.style.setProperty('--_high', '1px');
    window.visualViewport!.dispatchEvent(new Event('resize'));
    expect(panel.style.getPropertyValue('--_high')).to.equal(`${height}px`);
    const card = await seen(
      () => el.shadowRoot!.querySelector('im-login')?.shadowRoot?.querySelector('im-login-card'),
      'the card',
    );
    if (matchMedia('(hover: hover)').matches)
      await seen(() => card.shadowRoot!.activeElement?.matches('input'), 'the focus in the account');
    el.remove();
    panel.style.setProperty('--_high', '1px');
    window.visualViewport!.dispatchEvent(new Event('resize'));
    expect(panel.style.getPropertyValue('--_high'), 'off the page').to.equal('1px');
  });
});
