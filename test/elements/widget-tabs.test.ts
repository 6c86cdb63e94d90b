import { expect, fixture, html } from '@open-wc/testing';
import { type Tab, tabRow } from '../../src/elements/widget-tabs.js';
import type { Translate } from '../../src/ui/localize.js';

const t = ((key: string) => key) as unknown as Translate;

describe('the tabs of the widget', () => {
  it('say how much is new, and follow the arrows, in both directions of reading', async () => {
    const turned: [Tab, boolean | undefined][] = [];
    const show = (chosen: Tab, rtl = false) =>
      fixture(
        html`<div>${tabRow({ t, chosen, rtl, counts: { chats: 2, requests: 120 }, turn: (tab, focus) => turned.push([tab, focus]) })}</div>`,
      );
    const el = await show('chats');
    const tabs = [...el.querySelectorAll<HTMLElement>('[role=tab]')];
    expect(tabs.map(({ ariaLabel }) => ariaLabel)).to.deep.equal(['chats (2)', 'friends', 'requestsTab (120)']);
    expect(tabs.map(({ tabIndex }) => tabIndex)).to.deep.equal([0, -1, -1]);
    expect(tabs[2]!.querySelector<HTMLElement>('.badge')!.dataset.n).to.equal('99+');
    const press = (place: Element, key: string) =>
      place.querySelector('[role=tablist]')!.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
    for (const key of ['ArrowRight', 'ArrowLeft', 'Home', 'End', 'x']) press(el, key);
    tabs[1]!.click();
    press(await show('requests'), 'ArrowRight');
    press(await show('chats', true), 'ArrowLeft');
    expect(turned).to.deep.equal([
      ['friends', true],
      ['requests', true],
      ['chats', true],
      ['requests', true],
      ['friends', undefined],
      ['chats', true],
      ['friends', true],
    ]);
  });
});
