/** The element with the focus, inside whatever shadow it is. */
export function deepActive(): HTMLElement | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active === document.body ? null : (active as HTMLElement | null);
}
