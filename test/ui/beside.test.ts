import { expect, fixture, html } from '@open-wc/testing';
import { placeBeside } from '../../src/ui/beside.js';

describe('beside', () => {
  const panel = async () => {
    const element = await fixture<HTMLElement>(html`<div></div>`);
    for (const [name, value] of [
      ['position', 'fixed'],
      ['width', '200px'],
      ['height', '100px'],
    ] as const)
      element.style.setProperty(name, value);
    return element;
  };
  const box = (left: number, top: number, width = 100, height = 40) => new DOMRect(left, top, width, height);
  const at = (element: HTMLElement) => [element.style.left, element.style.top].map(Number.parseFloat);

  it('goes to the end side, to the other when there is no room, and mirrors', async () => {
    const element = await panel();
    placeBeside(element, box(10, 100), false);
    expect(at(element)).to.deep.equal([118, 92]);
    placeBeside(element, box(innerWidth - 120, 100), false);
    expect(at(element)[0]).to.equal(innerWidth - 120 - 208);
    placeBeside(element, box(300, 100), true);
    expect(at(element)[0]).to.equal(92);
  });
  it('goes below or above what is as wide as the page, and stays inside', async () => {
    const element = await panel();
    placeBeside(element, box(0, 100, innerWidth), false);
    expect(at(element)).to.deep.equal([8, 148]);
    placeBeside(element, box(0, innerHeight - 50, innerWidth), false);
    expect(at(element)).to.deep.equal([8, innerHeight - 50 - 108]);
    placeBeside(element, box(10, innerHeight + 500), false);
    expect(at(element)[1]).to.equal(innerHeight - 108);
  });
  it('stands in the middle without an anchor', async () => {
    const element = await panel();
    placeBeside(element, undefined, false);
    expect(at(element)).to.deep.equal([(innerWidth - 200) / 2, (innerHeight - 100) / 2]);
  });
});
