import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { letterIndex } from '../../src/ui/letter-index.js';
import type { Translate } from '../../src/ui/localize.js';

const t = Object.assign((key: string) => key, { error: () => '', errorKey: () => 'eOther' as const }) as Translate;
const index = async (current: number) => {
  const went: number[] = [];
  const place = await fixture<HTMLElement>(
    html`<div>${letterIndex({
      t,
      letters: ['A', 'B', 'M', 'Z', '#'],
      current,
      go: to => {
        went.push(to);
      },
    })}</div>`,
  );
  return { slider: place.querySelector<HTMLElement>('[role=slider]')!, went };
};

describe('letter-index', () => {
  it('is a slider that tells its letter', async () => {
    const { slider } = await index(2);
    expect(
      ['aria-valuetext', 'aria-valuenow', 'aria-valuemax', 'aria-orientation'].map(name => slider.getAttribute(name)),
    ).to.deep.equal(['M', '2', '4', 'vertical']);
    await expect(slider).to.be.accessible();
  });
  it('moves by arrows, Home, End and by typing a letter [J3]', async () => {
    const { slider, went } = await index(2);
    slider.focus();
    for (const press of ['ArrowDown', 'ArrowUp', 'Home', 'End', 'z', 'q']) await sendKeys({ press });
    expect(went).to.deep.equal([3, 1, 0, 4, 3]);
  });
  it('stays within its ends', async () => {
    const first = await index(0);
    first.slider.focus();
    await sendKeys({ press: 'ArrowUp' });
    expect(first.went).to.deep.equal([0]);
  });
  it('is dragged by a finger', async () => {
    const { slider, went } = await index(0);
    slider.style.setProperty('block-size', '100px');
    slider.setPointerCapture = () => undefined;
    const { top } = slider.getBoundingClientRect();
    const touch = (type: string, y: number, buttons = 1) =>
      slider.dispatchEvent(new PointerEvent(type, { clientY: top + y, buttons, pointerId: 1, bubbles: true }));
    touch('pointerdown', 50);
    touch('pointermove', 95);
    touch('pointermove', 300);
    touch('pointermove', 10, 0);
    expect(went).to.deep.equal([2, 4, 4]);
  });
});
