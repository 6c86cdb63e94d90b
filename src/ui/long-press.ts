/** A finger held still on a row, told when it is lifted: a menu opened earlier would close again by the lifting. */
const HELD_MS = 500;
const STILL_PX = 10;

/** @param held - gets the element that was touched. Give both functions to the events: `down` to `pointerdown`, `up` to `pointerup`. */
export function longPress(held: (target: Element) => void) {
  let from: PointerEvent | undefined;
  return {
    down(event: PointerEvent) {
      from = event.pointerType === 'touch' ? event : undefined;
    },
    up(event: PointerEvent, target = event.target as Element) {
      const start = from;
      from = undefined;
      if (!start || start.pointerId !== event.pointerId || event.timeStamp - start.timeStamp < HELD_MS) return;
      if (Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > STILL_PX) return;
      // The click that follows is part of the press.
      const swallow = (click: Event) => {
        click.stopPropagation();
      };
      addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => {
        removeEventListener('click', swallow, { capture: true });
        if (target.isConnected) held(target);
      }, 50);
    },
  };
}
