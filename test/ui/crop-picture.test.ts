import { expect, fixture, html } from '@open-wc/testing';
import { ImCropPicture } from '../../src/ui/crop-picture.js';
import { encode } from '../../src/ui/encode.js';
import { english } from './translate.js';

/** Red on the left, blue on the right; green in the very middle. */
async function picture(width: number, height: number) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#f00';
  context.fillRect(0, 0, width / 2, height);
  context.fillStyle = '#00f';
  context.fillRect(width / 2, 0, width / 2, height);
  context.fillStyle = '#0f0';
  context.fillRect(width / 2 - 20, height / 2 - 20, 40, 40);
  return (await encode(canvas, 'image/png'))!;
}
const at = (el: ImCropPicture, x: number, y: number) => {
  const [red = 0, green = 0, blue = 0] = el
    .shadowRoot!.querySelector('canvas')!
    .getContext('2d')!
    .getImageData(x, y, 1, 1).data;
  return red > 200 ? 'red' : green > 200 ? 'green' : blue > 200 ? 'blue' : 'none';
};
const stage = (el: ImCropPicture) => el.shadowRoot!.querySelector<HTMLElement>('.stage')!;
const dialog = (el: ImCropPicture) => el.shadowRoot!.querySelector('im-dialog')!.shadowRoot!.querySelector('dialog')!;
const press = (el: ImCropPicture, name: string) =>
  [...dialog(el).querySelectorAll('button')].find(({ textContent }) => textContent.trim() === name)!.click();
const open = async (file: Blob, save: (picture: Blob) => Promise<string | undefined>) => {
  const el = await fixture<ImCropPicture>(html`<im-crop-picture .t=${english}></im-crop-picture>`);
  const done = el.crop(file, save);
  const end = Date.now() + 60_000;
  while (!dialog(el).open && Date.now() < end) await new Promise(requestAnimationFrame);
  return { el, done };
};

describe('the square of a picture', () => {
  before(() => {
    ImCropPicture.define();
  });

  it('begins in the middle, comes nearer, and is moved by keys and by the pointer [I3]', async () => {
    const { el, done } = await open(await picture(800, 400), () => Promise.resolve(undefined));
    expect([at(el, 10, 10), at(el, 128, 128), at(el, 246, 10)]).to.deep.equal(['red', 'green', 'blue']);
    const range = el.shadowRoot!.querySelector<HTMLInputElement>('input[type=range]')!;
    range.value = '4';
    range.dispatchEvent(new Event('input'));
    await el.updateComplete;
    expect(at(el, 90, 128), 'the middle is larger').to.equal('green');
    for (let i = 0; i < 40; i++)
      stage(el).dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    expect(at(el, 10, 128)).to.equal('blue');
    const box = stage(el).getBoundingClientRect();
    const point = (type: string, x: number) =>
      new PointerEvent(type, { clientX: box.left + x, clientY: box.top + 100, bubbles: true, pointerId: 1 });
    stage(el).setPointerCapture = () => undefined;
    stage(el).dispatchEvent(point('pointerdown', 0));
    for (let i = 0; i < 30; i++) {
      stage(el).dispatchEvent(point('pointermove', 200));
      stage(el).dispatchEvent(point('pointerup', 200));
      stage(el).dispatchEvent(point('pointerdown', 0));
    }
    expect(at(el, 10, 128), 'pulled to the right: what is left of it').to.equal('red');
    press(el, 'Cancel');
    expect(await done).to.equal(false);
  });

  it('gives out a small square, and stays open with words when it could not be saved', async () => {
    const given: Blob[] = [];
    const { el, done } = await open(await picture(100, 300), picture => {
      given.push(picture);
      return Promise.resolve(given.length === 1 ? 'No room.' : undefined);
    });
    await expect(el).to.be.accessible();
    press(el, 'Save');
    while (!el.shadowRoot!.querySelector('.error')) await new Promise(requestAnimationFrame);
    expect(el.shadowRoot!.querySelector('[role=alert]')!.textContent.trim()).to.equal('No room.');
    expect(dialog(el).open).to.equal(true);
    press(el, 'Save');
    expect(await done).to.equal(true);
    const { width, height } = await createImageBitmap(given[1]!);
    expect([width, height]).to.deep.equal([256, 256]);
    expect(given[1]!.size).to.be.below(20_000);
  });

  it('throws for what is no picture', async () => {
    const el = await fixture<ImCropPicture>(html`<im-crop-picture .t=${english}></im-crop-picture>`);
    let failed = false;
    await el.crop(new Blob(['no']), () => Promise.resolve(undefined)).catch(() => (failed = true));
    expect(failed).to.equal(true);
  });
});
