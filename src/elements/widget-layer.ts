/** What the widget's panel does as a layer above the page: the Escape that is its own. */

/** Escape is the panel's when nothing inside that opens and closes has it. */
export function isOwnEscape(event: KeyboardEvent): boolean {
  if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return false;
  const layer = event
    .composedPath()
    .find(node => node instanceof HTMLElement && (node.popover || node.localName === 'dialog'));
  return layer === event.currentTarget;
}
