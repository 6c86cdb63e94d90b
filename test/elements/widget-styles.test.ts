import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { seen } from './people-world.js';
import { opened, visited, widget } from './widget-world.js';

describe('the looks of the widget', () => {
  it('fill the screen of a phone, and stand beside the button on others [R11]', async () => {
    const [width, height] = [innerWidth, innerHeight];
    const el = await widget((await visited()).me);
    const panel = await opened(el);
    const box = () => {
      const { left, top, right, bottom } = panel.getBoundingClientRect();
      return [left, top, innerWidth - right, innerHeight - bottom].map(Math.round).join();
    };
    try {
      // Lying and standing. Windows of some engines can't be so narrow.
      for (const size of [
        { width: 700, height: 400 },
        { width: 390, height: 700 },
      ]) {
        await setViewport(size);
        const small = () => innerWidth < 480 || innerHeight <= 420;
        await seen(() => small() === (box() === '0,0,0,0'), 'the whole phone');
      }
      await setViewport({ width: 1200, height: 900 });
      await seen(() => /^\d+,\d+,20,88$/.test(box()) && panel.offsetWidth === 400, 'the corner');
      panel.classList.add('wide');
      await seen(() => panel.offsetWidth === Math.min(1040, innerWidth - 40), 'the wide panel');
    } finally {
      await setViewport({ width, height });
    }
  });

  it('moves by opacity and transform alone', async () => {
    const el = await widget((await visited()).me);
    const { transitionProperty } = getComputedStyle(await opened(el));
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    expect(transitionProperty).to.match(still ? /^none$/ : /^opacity, transform(, display)?(, overlay)?$/);
  });
});
