/** Whether the leader of the tabs lives: asked by tabs that need it, told when it is silent for too long. */
import type { Clock } from './api.js';

/** ms between two questions. */
const ASK = 1000;
/** ms of silence that are too long. */
const SILENCE = 2000;

/**
 * @param needed - somebody looks at this tab, or it waits for an answer, and it does not lead itself.
 * @param silent - is told when the leader has not answered for too long.
 */
export function openPulse(clock: Clock, needed: () => boolean, ask: () => void, silent: () => void) {
  /** When the question was put that has no answer yet; 0 = none. */
  let asked = 0;
  let ticked = 0;
  let stop = () => {};
  function tick() {
    const now = clock.now();
    // This page slept itself: that says nothing of the leader.
    if (now - ticked > ASK * 1.5) asked = 0;
    ticked = now;
    stop = clock.after(ASK, tick);
    if (!needed()) asked = 0;
    else if (asked && now - asked >= SILENCE) {
      asked = 0;
      silent();
    } else {
      asked ||= now;
      ask();
    }
  }
  return {
    heard() {
      asked = 0;
    },
    start() {
      asked = 0;
      ticked = clock.now();
      stop = clock.after(ASK, tick);
    },
    stop() {
      stop();
    },
  };
}
