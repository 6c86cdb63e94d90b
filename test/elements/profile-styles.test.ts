import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define/im-profile.js';
import type { ImProfile } from '../../src/elements/im-profile.js';
import { field, inside } from './account-world.js';
import { seen, World } from './people-world.js';

describe('the looks of the profile', () => {
  it('fit a sidebar of 240 px, and put small fields side by side where there is room [R11]', async () => {
    const client = await new World().person('Robin-with-a-name-that-is-too-long-for-a-sidebar');
    const el = await fixture<ImProfile>(html`<im-profile .client=${client}></im-profile>`);
    await seen(() => inside(el).shadowRoot!.querySelector('#f-gender'), 'the fields');
    const aligned = () =>
      // Engines differ by a few pixels in how high a date field is.
      Math.abs(field(el, 'Gender').getBoundingClientRect().top - field(el, 'Birthday').getBoundingClientRect().top) <
      12;
    el.style.setProperty('inline-size', '240px');
    await seen(() => !aligned(), 'one below the other');
    expect(inside(el).scrollWidth).to.be.at.most(240);
    el.style.setProperty('inline-size', '720px');
    await seen(aligned, 'side by side');
  });
});
