import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import { ImMenu } from '../../src/ui/im-menu.js';

const items = [
  { id: 'message', label: 'Message' },
  { id: 'mute', label: 'Mute', disabled: true },
  { id: 'pin', label: 'Pin' },
  { id: 'delete', label: 'Delete friend', danger: true },
];
const panel = (menu: ImMenu) => menu.shadowRoot!.querySelector<HTMLElement>('[role=menu]');
const trigger = (menu: ImMenu) =>
  (menu.querySelector<HTMLElement>('[slot=trigger]') ??
    menu.shadowRoot!.querySelector<HTMLElement>('button[aria-haspopup]'))!;
const focused = (menu: ImMenu) => (menu.shadowRoot!.activeElement as HTMLElement | null)?.dataset.id;
const press = (menu: ImMenu, key: string) =>
  (menu.shadowRoot!.activeElement ?? trigger(menu)).dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }),
  );
const closed = async (menu: ImMenu) => {
  while (menu.open) await new Promise(requestAnimationFrame);
  await menu.updateComplete;
};
const make = async (slotted = false) => {
  const menu = await fixture<ImMenu>(
    html`<im-menu label="More about Bob" .items=${items}>${slotted ? html`<button slot="trigger">Bob</button>` : ''}</im-menu>`,
  );
  return menu;
};

describe('<im-menu>', () => {
  before(() => {
    ImMenu.define();
  });

  it('is a button with a name and an expanded state, and accessible, closed and open', async () => {
    const menu = await make();
    expect([trigger(menu).ariaLabel, trigger(menu).ariaHasPopup, trigger(menu).ariaExpanded]).to.deep.equal([
      'More about Bob',
      'menu',
      'false',
    ]);
    await expect(menu).to.be.accessible();
    await menu.show();
    await menu.updateComplete;
    expect(trigger(menu).ariaExpanded).to.equal('true');
    expect(panel(menu)!.matches(':popover-open')).to.equal(true);
    await expect(menu).to.be.accessible();
  });

  it('opens again and again, by click, on the first item', async () => {
    const menu = await make(true);
    for (let round = 0; round < 3; round++) {
      trigger(menu).click();
      await menu.updateComplete;
      await menu.updateComplete;
      expect(focused(menu), `round ${round}`).to.equal('message');
      expect(trigger(menu).ariaExpanded).to.equal('true');
      menu.shadowRoot!.querySelector<HTMLElement>('[data-id=pin]')!.click();
      await closed(menu);
      expect(document.activeElement === trigger(menu), 'focus on the button').to.equal(true);
      expect(trigger(menu).ariaExpanded).to.equal('false');
    }
  });

  it('says what was chosen, to its own tree only', async () => {
    const menu = await make();
    await menu.show();
    const event = oneEvent<CustomEvent<{ id: string }>>(menu, 'im-menu-select');
    menu.shadowRoot!.querySelector<HTMLElement>('[data-id=delete]')!.click();
    const { detail, composed } = await event;
    expect([detail.id, composed]).to.deep.equal(['delete', false]);
  });

  it('chooses nothing that is disabled', async () => {
    const menu = await make();
    let chosen = 0;
    menu.addEventListener('im-menu-select', () => chosen++);
    await menu.show();
    menu.shadowRoot!.querySelector<HTMLElement>('[data-id=mute]')!.click();
    expect([chosen, menu.open]).to.deep.equal([0, true]);
  });

  it('moves by arrows, Home, End and letters, past what is disabled', async () => {
    const menu = await make();
    await menu.show();
    const path = ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp', 'End', 'Home', 'p', 'm'].map(key => {
      press(menu, key);
      return focused(menu);
    });
    expect(path).to.deep.equal(['pin', 'delete', 'message', 'delete', 'pin', 'delete', 'message', 'pin', 'pin']);
  });

  it('opens by arrow keys and the context-menu key; Escape and Tab close it', async () => {
    const menu = await make();
    for (const [open, close] of [
      ['ArrowDown', 'Escape'],
      ['ContextMenu', 'Tab'],
    ] as const) {
      trigger(menu).dispatchEvent(new KeyboardEvent('keydown', { key: open, bubbles: true, cancelable: true }));
      await menu.updateComplete;
      await menu.updateComplete;
      expect(focused(menu)).to.equal('message');
      press(menu, close);
      await closed(menu);
      expect(menu.shadowRoot!.activeElement === trigger(menu)).to.equal(true);
    }
  });

  it('opens and closes by a real mouse on its button', async () => {
    const menu = await make();
    const { left, top } = trigger(menu).getBoundingClientRect();
    const click = () => sendMouse({ type: 'click', position: [Math.round(left + 8), Math.round(top + 8)] });
    await click();
    while (!menu.shadowRoot!.querySelector('[popover]:popover-open')) await new Promise(requestAnimationFrame);
    await click();
    await closed(menu);
    await click();
    while (!menu.shadowRoot!.querySelector('[popover]:popover-open')) await new Promise(requestAnimationFrame);
  });

  it('stays on the screen, at a point too', async () => {
    const menu = await make();
    await menu.show({ x: innerWidth - 4, y: innerHeight - 4 });
    const { left, top, right, bottom } = panel(menu)!.getBoundingClientRect();
    expect(left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight).to.equal(true);
  });
});
