/** How fast the frames of one connection are handled: a burst at once, then so many a second. Slowed, never refused. */
import type { Runtime } from './runtime.js';

/** Frames handled at once: more than a client sends when it starts, fewer than answers may wait to be written. */
const BURST = 200;
/** Frames a second from then on. */
const PER_SECOND = 50;

export class Pace {
  readonly #runtime: Runtime;
  readonly #perMs: number;
  #left = BURST;
  #time: number;

  /** @param factor - multiplies the rate; Infinity: no limit. */
  constructor(runtime: Runtime, factor: number) {
    this.#runtime = runtime;
    this.#perMs = (PER_SECOND * factor) / 1000;
    this.#time = runtime.now();
  }

  /** Takes one frame's turn. @returns ms until it has come; 0 = now. The next may be taken when it has. */
  take(): number {
    if (this.#perMs === Infinity) return 0;
    const now = this.#runtime.now();
    this.#left = Math.min(BURST, this.#left + Math.max(0, now - this.#time) * this.#perMs) - 1;
    this.#time = now;
    return this.#left < 0 ? Math.ceil(-this.#left / this.#perMs) : 0;
  }
}
