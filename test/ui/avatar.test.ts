import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { avatar, avatarStyles, hueOf, pictureURL, type AvatarOptions } from '../../src/ui/avatar.js';
import type { Translate } from '../../src/ui/localize.js';
import { base } from '../../src/ui/tokens.js';

const t = Object.assign((key: string) => key, { error: () => '' }) as unknown as Translate;

class AvatarHost extends LitElement {
  static override styles = [base, avatarStyles];
  static override properties = { options: { attribute: false } };
  declare options: Partial<AvatarOptions>;
  override render() {
    return avatar({ userID: 'u1', name: 'Ann', faceURL: '', t, ...this.options });
  }
}
const show = async (options: Partial<AvatarOptions>) =>
  (await fixture<AvatarHost>(html`<avatar-host .options=${options}></avatar-host>`)).shadowRoot!;

describe('avatar', () => {
  before(() => {
    if (!customElements.get('avatar-host')) customElements.define('avatar-host', AvatarHost);
  });

  it('is the first letter on a colour of the user, whole characters of every script [I13]', async () => {
    for (const [name, letter] of [
      ['ann', 'A'],
      [' 赵六', '赵'],
      ['😀x', '😀'],
      ['', 'U'],
    ] as const)
      expect((await show({ name })).querySelector('text')!.textContent, name).to.equal(letter);
    expect(hueOf('alice')).to.equal(hueOf('alice'));
    expect(new Set(['a', 'b', 'c', 'd', 'e'].map(hueOf)).size).to.equal(5);
  });

  it('keeps white letters readable on every colour', async () => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
    const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    for (let hue = 0; hue < 360; hue += 15) {
      const fill = (await show({}))
        .querySelector('rect')!
        .getAttribute('fill')!
        .replace(/[\d.]+\)$/, `${hue})`);
      canvas.fillStyle = fill;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
      const luminance = 0.2126 * linear(r! / 255) + 0.7152 * linear(g! / 255) + 0.0722 * linear(b! / 255);
      expect(1.05 / (luminance + 0.05), fill).to.be.above(4.5);
    }
  });

  it('loads pictures from the page and the given origins only', () => {
    const hosts = ['https://im.example.com'];
    expect(pictureURL('https://im.example.com/a.jpg', hosts)).to.equal('https://im.example.com/a.jpg');
    expect(pictureURL('/a.jpg', hosts)).to.equal(`${location.origin}/a.jpg`);
    for (const bad of [
      'https://evil.example.com/a.jpg',
      'http://im.example.com/a.jpg',
      'javascript:alert(1)',
      'data:image/png;base64,x',
      'https://im.example.com.evil.com/',
      'http://[',
      '',
    ])
      expect(pictureURL(bad, hosts), bad).to.equal('');
  });

  it('shows the picture when it has come, without telling the page, else the letter', async () => {
    const good = URL.createObjectURL(new Blob());
    const root = await show({ faceURL: '/no-such-picture.jpg' });
    const img = root.querySelector('img')!;
    expect([img.alt, img.referrerPolicy, img.loading]).to.deep.equal(['', 'no-referrer', 'lazy']);
    await new Promise(done => {
      img.addEventListener('error', done, { once: true });
    });
    expect(img.classList.contains('loaded')).to.equal(false);
    img.dispatchEvent(new Event('load'));
    expect(img.classList.contains('loaded')).to.equal(true);
    expect((await show({ faceURL: good.replace('blob:', '') })).querySelectorAll('img').length).to.equal(1);
    expect((await show({ faceURL: 'https://evil.example.com/x.png' })).querySelectorAll('img').length).to.equal(0);
  });

  it('tells presence by a dot with a name, and greys who is away [J10]', async () => {
    expect((await show({})).querySelectorAll('.dot').length).to.equal(0);
    const on = (await show({ platforms: [5] })).querySelector('.dot')!;
    expect([on.getAttribute('role'), on.ariaLabel, on.matches('.on')]).to.deep.equal(['img', 'online', true]);
    const away = await show({ platforms: [] });
    expect([away.querySelector('.dot')!.ariaLabel, away.querySelectorAll('.away').length]).to.deep.equal([
      'offline',
      1,
    ]);
  });

  it('has the size asked for, without style attributes', async () => {
    const root = await show({ size: 72, faceURL: '/x.jpg', platforms: [] });
    expect(root.querySelector('.avatar')!.getBoundingClientRect().width).to.equal(72);
    expect(root.querySelectorAll('[style]').length).to.equal(0);
  });
});
