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
      const { left, top, width: w, height: h } = panel.getBoundingClientRect();
      return [left, top, w, h].map(Math.round).join();
    };
    try {
      await setViewport({ width: 390, height: 700 });
      await seen(() => box() === '0,0,390,700', 'the whole phone');
      await setViewport({ width: 1200, height: 900 });
      await seen(() => box() === '780,108,400,704', 'the corner');
      panel.classList.add('wide');
      await seen(() => box().split(',')[2] === '1040', 'the wide panel');
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
