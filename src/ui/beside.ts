/** Puts a top-layer panel beside the element it belongs to, wherever there is room. */
const GAP = 8;

/** @param anchor - its box is kept clear; without one the panel stands in the middle. */
export function placeBeside(panel: HTMLElement, anchor: DOMRectReadOnly | undefined, rtl: boolean) {
  const { offsetWidth: width, offsetHeight: height } = panel;
  const fit = (at: number, size: number, room: number) => Math.max(GAP, Math.min(at, room - size - GAP));
  let x = (innerWidth - width) / 2;
  let y = (innerHeight - height) / 2;
  if (anchor?.width) {
    const before = anchor.left - width - GAP;
    const after = anchor.right + GAP;
    const sides = (rtl ? [before, after] : [after, before]).filter(at => at >= GAP && at + width + GAP <= innerWidth);
    x = sides[0] ?? (rtl ? anchor.right - width : anchor.left);
    y = sides.length
      ? anchor.top - GAP
      : anchor.bottom + GAP + height > innerHeight
        ? anchor.top - GAP - height
        : anchor.bottom + GAP;
  }
  panel.style.setProperty('left', `${fit(x, width, innerWidth)}px`);
  panel.style.setProperty('top', `${fit(y, height, innerHeight)}px`);
}
