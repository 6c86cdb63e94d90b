import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define/im-profile.js';
import type { Client } from '../../src/core/api.js';
import type { ImProfile } from '../../src/elements/im-profile.js';
import type { ImCropPicture } from '../../src/ui/crop-picture.js';
import { encode } from '../../src/ui/encode.js';
import { answer, field, fillIn, inside } from './account-world.js';
import { byRole, click, seen, text, until, World } from './people-world.js';

const show = async (client: Client) => {
  const el = await fixture<ImProfile>(html`<im-profile .client=${client}></im-profile>`);
  await seen(() => byRole(inside(el), 'button', 'Choose picture')[0], 'the button');
  return el;
};
const told = (el: HTMLElement, words: string) =>
  seen(() => byRole(inside(el), 'status').some(status => text(status) === words), words);
function choose(el: HTMLElement, file: File) {
  const input = inside(el).shadowRoot!.querySelector<HTMLInputElement>('input[type=file]')!;
  const data = new DataTransfer();
  data.items.add(file);
  input.files = data.files;
  input.dispatchEvent(new Event('change'));
}
async function picture(width: number, height: number) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#f00';
  context.fillRect(0, 0, width / 2, height);
  context.fillStyle = '#00f';
  context.fillRect(width / 2, 0, width / 2, height);
  return new File([(await encode(canvas, 'image/jpeg'))!], 'me.jpg', { type: 'image/jpeg' });
}
/** The dialog, where an answer is given. */
const cropOf = (el: HTMLElement) =>
  seen(() => {
    const crop = inside(el).shadowRoot!.querySelector<ImCropPicture>('im-crop-picture');
    return crop?.shadowRoot?.querySelector('im-dialog')?.shadowRoot?.querySelector('dialog[open]') ? crop : undefined;
  }, 'the open dialog');

describe('the own picture', () => {
  it('is chosen, cut to a square, uploaded, seen by others, and removed again [I3, R5]', async () => {
    const world = new World({ options: { policy: 0 } });
    const client = await world.person('Robin', 'robin');
    const other = await world.person('Bob');
    await world.befriend(client, other);
    const el = await show(client);
    expect(byRole(inside(el), 'button', 'Remove picture').length).to.equal(0);
    fillIn(el, { Name: 'Rob' });
    choose(el, await picture(1200, 600));
    const crop = await cropOf(el);
    await expect(crop).to.be.accessible();
    await answer(crop, 'Save');
    await told(el, 'Saved');
    const { faceURL } = client.state.profile!;
    await until(other, ({ friends }) => friends.get(client.getLoginUser())?.faceURL === faceURL);
    expect(inside(el).shadowRoot!.querySelector('im-crop-picture'), 'the dialog is gone').to.equal(null);
    expect([field(el, 'Picture address').value, field(el, 'Name').value]).to.deep.equal([faceURL, 'Rob']);
    const bitmap = await createImageBitmap(await (await fetch(faceURL)).blob());
    expect([bitmap.width, bitmap.height]).to.deep.equal([256, 256]);

    const shown = () => inside(el).shadowRoot!.querySelector('.avatar img.loaded');
    await seen(() => shown()?.getAttribute('src') === faceURL, 'the picture');
    await click(inside(el), 'button', 'Save');
    await until(client, ({ profile }) => profile?.nickname === 'Rob');

    (await seen(() => byRole(inside(el), 'button', 'Remove picture')[0], 'the button')).click();
    await until(client, ({ profile }) => profile?.faceURL === '');
    await until(other, ({ friends }) => friends.get(client.getLoginUser())?.faceURL === '');
  });

  it('says so at once when the file is no picture, and in the dialog when it can’t be uploaded', async () => {
    const world = new World();
    const client = await world.person('Robin');
    const el = await show(client);
    choose(el, new File(['no'], 'no.png', { type: 'image/png' }));
    await told(el, 'This file isn’t a picture that can be shown here.');
    choose(el, await picture(300, 300));
    const crop = await cropOf(el);
    client.uploadFile = () => Promise.reject(new Error('no'));
    await answer(crop, 'Save');
    await seen(() => text(crop.shadowRoot!.querySelector('[role=alert]')), 'words');
    await expect(crop).to.be.accessible();
    await answer(crop, 'Cancel');
    await seen(() => !inside(el).shadowRoot!.querySelector('im-crop-picture'), 'no dialog');
    expect(client.state.profile!.faceURL).to.equal('');
  });

  it('is not offered where files can’t be uploaded', async () => {
    const client = await new World().person('Robin');
    const el = await show(client);
    client.store.set('capabilities', new Set([...client.state.capabilities].filter(name => name !== 'file.upload')));
    await seen(() => !byRole(inside(el), 'button', 'Choose picture').length, 'no button');
  });
});
