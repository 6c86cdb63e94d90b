/** What the widget's panel does as a layer above the page: room beside a phone's keyboard, and the Escape that is its own. */
import { drawing } from '../ui/drawing.js';

export const sizes = {
  larger: drawing('larger', 'M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7'),
  smaller: drawing('smaller', 'M13 5v6h6M13 11l7-7M11 19v-6H5M11 13l-7 7'),
};
/** Keeps the panel where the keyboard of a phone leaves room. */
export function fitPanel(panel: HTMLElement | null) {
  const { visualViewport: view } = window;
  // Of a page that is zoomed in, only a part is seen: that is no keyboard.
  if (!view || !panel || view.scale > 1.01) return;
  const { height, offsetTop } = view;
  panel.style.setProperty('--_high', `${height}px`);
  panel.style.setProperty('--_top', `${offsetTop}px`);
  panel.style.setProperty('--_keys', `${Math.max(0, innerHeight - height - offsetTop)}px`);
}

/** Escape is the panel's when nothing inside that opens and closes has it. */
export function isOwnEscape(event: KeyboardEvent): boolean {
  if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return false;
  const layer = event
    .composedPath()
    .find(node => node instanceof HTMLElement && (node.popover || node.localName === 'dialog'));
  return layer === event.currentTarget;
}

/** Puts the focus on the panel, and then where one signs in, if one has to. A finger would get a keyboard over the card. */
export async function focusOn(panel: HTMLElement, out: boolean) {
  panel.focus({ preventScroll: true });
  if (!out || !matchMedia('(hover: hover)').matches) return;
  await customElements.whenDefined('im-login-card');
  await new Promise(requestAnimationFrame);
  const card = panel.querySelector('im-login')?.shadowRoot?.querySelector<HTMLElement>('im-login-card');
  if (panel.matches(':focus')) card?.focus();
}
