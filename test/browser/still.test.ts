// What test/browser/still.ts promises: accessible() waits for what moves, in shadows too, and still finds what is wrong.
import { expect, fixture, html } from '@open-wc/testing';

/** An element whose text in its shadow is in these styles. */
async function text(style: string) {
  const host = await fixture<HTMLElement>(html`<div></div>`);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    p { color: #000; background: #fff; ${style} }
    @keyframes in { from { opacity: 0.1; } to { opacity: 1; } }
    @keyframes pulse { from { opacity: 0.1; } to { opacity: 0.2; } }`);
  const outer = host.attachShadow({ mode: 'open' });
  outer.innerHTML = '<div></div>';
  const root = outer.firstElementChild!.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet];
  root.innerHTML = '<p>Plain words</p>';
  return { host, p: root.querySelector('p')! };
}

async function failure(host: HTMLElement) {
  try {
    await expect(host).to.be.accessible();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

describe('accessible()', () => {
  it('waits for an animation, and for a transition that begins at its end', async () => {
    const { host, p } = await text('opacity: 0.1; transition: opacity 0.3s; animation: in 0.3s;');
    p.addEventListener('animationend', () => {
      expect(getComputedStyle(p).opacity).to.equal('0.1');
      p.style.setProperty('opacity', '1');
    });
    await expect(host).to.be.accessible();
    expect(getComputedStyle(p).opacity).to.equal('1');
  });

  it('waits for a transition that was begun by the line before', async () => {
    const { host, p } = await text('opacity: 0.1; transition: opacity 0.3s;');
    void p.offsetWidth;
    p.style.setProperty('opacity', '1');
    await expect(host).to.be.accessible();
  });

  it('does not wait for what has no end', async () => {
    const { host } = await text('animation: pulse 0.3s infinite alternate;');
    await expect(host).to.be.accessible();
  });

  it('finds a contrast that stays too low, also after a transition to it', async () => {
    const { host, p } = await text('transition: color 0.3s;');
    void p.offsetWidth;
    p.style.setProperty('color', '#aaa');
    expect(await failure(host)).to.match(/color-contrast/);
    await expect(host).not.to.be.accessible();
  });

  it('leaves alone what is paused', async () => {
    const { host, p } = await text('animation: in 0.3s paused;');
    expect(await failure(host)).to.match(/color-contrast/);
    expect(p.getAnimations().length).to.equal(1);
  });
});
