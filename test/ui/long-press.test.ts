import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import { longPress } from '../../src/ui/long-press.js';

describe('long-press', () => {
  const setup = async () => {
    const held: Element[] = [];
    let clicks = 0;
    const press = longPress(target => {
      held.push(target);
    });
    const row = await fixture<HTMLElement>(
      html`<p @pointerdown=${press.down} @pointerup=${press.up} @click=${() => clicks++}>row</p>`,
    );
    /** A touch that lasts `ms`: the events carry their own times. */
    const touch = async (ms: number, { x = 0, pointerType = 'touch' } = {}) => {
      const event = (type: string, timeStamp: number, clientX = 0) => {
        const made = new PointerEvent(type, { pointerType, pointerId: 3, clientX, bubbles: true });
        Object.defineProperty(made, 'timeStamp', { value: timeStamp });
        row.dispatchEvent(made);
      };
      event('pointerdown', 1000);
      event('pointerup', 1000 + ms, x);
      row.click();
      await aTimeout(80);
    };
    return { held, touch, row, clicks: () => clicks };
  };

  it('tells a finger that was held still, and takes the click with it', async () => {
    const { held, touch, row, clicks } = await setup();
    await touch(600);
    expect([held, clicks()]).to.deep.equal([[row], 0]);
    await touch(100);
    expect([held.length, clicks()]).to.deep.equal([1, 1]);
  });
  it('leaves scrolling fingers and mice alone', async () => {
    const { held, touch, clicks } = await setup();
    await touch(600, { x: 40 });
    await touch(600, { pointerType: 'mouse' });
    expect([held.length, clicks()]).to.deep.equal([0, 2]);
  });
});
