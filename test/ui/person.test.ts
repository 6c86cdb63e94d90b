import { expect, fixture, html } from '@open-wc/testing';
import { nameOf, person } from '../../src/ui/person.js';
import { english } from './translate.js';

describe('person', () => {
  const parts = { userID: 'u1', name: 'Ann <b>Keller</b>', faceURL: '', hosts: [], t: english, open: () => undefined };

  it('names the picture’s button, shows the name as text, and gives buttons something to be described by', async () => {
    const end = html`<button aria-describedby=${nameOf('u1')}>Add</button>`;
    const el = await fixture(html`<ul><li>${person({ ...parts, below: html`<p>u1</p>`, end })}</li></ul>`);
    expect(el.querySelector('.face')!.ariaLabel).to.equal('Profile of Ann <b>Keller</b>');
    expect(el.querySelector('b')).to.equal(null);
    const described = el.querySelector('.end button')!.getAttribute('aria-describedby');
    expect(el.querySelector(`#${described}`)!.textContent).to.equal('Ann <b>Keller</b>');
    await expect(el).to.be.accessible();
  });

  it('says when the picture was chosen', async () => {
    let opened = 0;
    const el = await fixture(html`<div>${person({ ...parts, open: () => opened++ })}</div>`);
    el.querySelector<HTMLElement>('.face')!.click();
    expect(opened).to.equal(1);
  });
});
