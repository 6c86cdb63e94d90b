import { expect } from '@open-wc/testing';
import { whenIdle } from '../../src/ui/idle.js';

describe('idle', () => {
  it('runs a work to its end, lets the page in between, and gives the result', async () => {
    let steps = 0;
    let between = 0;
    const timer = setInterval(() => between++, 1);
    const result = await whenIdle(
      (function* () {
        for (; steps < 40; steps++) {
          const end = performance.now() + 3;
          while (performance.now() < end);
          yield;
        }
        return 'done';
      })(),
    );
    clearInterval(timer);
    expect([result, steps]).to.deep.equal(['done', 40]);
    expect(between).to.be.above(1);
  });
  it('works where there is no idle callback', async () => {
    const page = globalThis as { requestIdleCallback?: unknown };
    const own = Object.getOwnPropertyDescriptor(globalThis, 'requestIdleCallback');
    delete page.requestIdleCallback;
    try {
      expect(
        await whenIdle(
          (function* () {
            yield;
            yield;
            return 7;
          })(),
        ),
      ).to.equal(7);
    } finally {
      if (own) Object.defineProperty(globalThis, 'requestIdleCallback', own);
    }
  });
});
