import { expect } from '@open-wc/testing';
import { card, inside } from './account-world.js';
import { byRole, seen, World } from './people-world.js';

describe('the looks of the sign-in card', () => {
  it('fit a sidebar of 240 px and a page [R11]', async () => {
    const el = await card(new World({ options: { superCode: '424242' } }).client());
    await seen(() => byRole(inside(el), 'button', 'E-mail')[0], 'methods');
    for (const width of [240, 1200]) {
      el.style.setProperty('inline-size', `${width}px`);
      await new Promise(requestAnimationFrame);
      expect(el.scrollWidth, `${width}`).to.be.at.most(width);
      expect(el.shadowRoot!.querySelector('.card')!.getBoundingClientRect().width, `${width}`).to.equal(
        Math.min(width, 400),
      );
    }
  });

  it('can be read on a dark page that forgot its color-scheme, the chosen method too [R14]', async () => {
    const el = await card(new World({ options: { superCode: '424242' } }).client());
    el.parentElement!.style.setProperty('background', '#15171c');
    el.parentElement!.style.setProperty('color', '#e6e6ea');
    await seen(() => byRole(inside(el), 'button', 'Phone')[0], 'methods');
    await expect(el).to.be.accessible();
  });

  it('mirror themselves', async () => {
    const el = await card(new World().client());
    el.dir = 'rtl';
    const box = inside(el).shadowRoot!.querySelector('.box:has(.icon-btn)')!.getBoundingClientRect();
    const eye = inside(el).shadowRoot!.querySelector('.box .icon-btn')!.getBoundingClientRect();
    expect(eye.left - box.left).to.be.below(box.right - eye.right);
  });
});
