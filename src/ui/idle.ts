/** Work in small steps while the page has nothing better to do. */

/** Longer than this without an idle moment, and a step runs anyway. */
const PATIENCE_MS = 500;

/** Runs a generator to its end, a few steps per idle moment. */
export function whenIdle<R>(work: Generator<unknown, R>): Promise<R> {
  return new Promise(resolve => {
    const run = (left: () => number) => {
      do {
        const { done, value } = work.next();
        if (done) return void resolve(value);
      } while (left() > 6);
      next();
    };
    const next = () => {
      // Not in every Safari.
      if ('requestIdleCallback' in globalThis)
        requestIdleCallback(
          deadline => {
            run(() => deadline.timeRemaining());
          },
          { timeout: PATIENCE_MS },
        );
      else
        setTimeout(() => {
          run(() => 0);
        }, 4);
    };
    next();
  });
}
