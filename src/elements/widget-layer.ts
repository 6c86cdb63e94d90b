/** What the widget's panel does as a layer above the page: the Escape that is its own, and where the focus goes. */

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
