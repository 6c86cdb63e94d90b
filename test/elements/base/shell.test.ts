import { expect, fixture, fixtureCleanup, html } from '@open-wc/testing';
import { html as template } from 'lit';
import { define } from '../../../src/elements/base/define.js';
import { registry } from '../../../src/elements/base/registry.js';
import { Shell, type Body } from '../../../src/elements/base/shell.js';
import { eventually, FriendsWorld } from '../friends-world.js';

let load: () => Promise<Body>;
class ShellHost extends Shell<Body> {
  protected override make() {
    return load();
  }
}
define('shell-host', ShellHost);
const body = (words: string): Body => ({ render: () => template`<button>${words}</button>` });
const words = (el: ShellHost) => el.shadowRoot!.textContent.trim();

describe('Shell', () => {
  let world: FriendsWorld;
  beforeEach(() => {
    world = new FriendsWorld();
  });
  afterEach(() => {
    fixtureCleanup();
    world.end();
  });

  it('keeps a place, marked as loading, and is complete with its inside', async () => {
    let come!: (inside: Body) => void;
    load = () => new Promise(resolve => (come = resolve));
    const coming = fixture<ShellHost>(html`<shell-host .client=${world.signedOut()}></shell-host>`);
    const el = await (async () => {
      await eventually(() => document.querySelector('shell-host')?.shadowRoot?.querySelector('.skeletons'), 'a place');
      return document.querySelector<ShellHost>('shell-host')!;
    })();
    expect([el.matches(':state(loading)'), el.offsetHeight > 40]).to.deep.equal([true, true]);
    await eventually(() => come, 'the load');
    come(body('inside'));
    await coming;
    expect([words(el), el.matches(':state(loading)')]).to.deep.equal(['inside', false]);
  });

  it('says that its inside could not be loaded, and tries again when asked to', async () => {
    const { warn } = console;
    console.warn = () => undefined;
    try {
      load = () => Promise.reject(new Error('offline'));
      const el = await fixture<ShellHost>(html`<shell-host .client=${world.signedOut()}></shell-host>`);
      expect(el.matches(':state(error)')).to.equal(true);
      load = async () => body('inside');
      el.shadowRoot!.querySelector('button')!.click();
      await eventually(() => words(el) === 'inside' && !el.matches(':state(error)'), 'the inside');
    } finally {
      console.warn = warn;
    }
  });

  it('loads nothing while it has no client, and comes when that does', async () => {
    let loads = 0;
    load = async () => body(`inside ${++loads}`);
    const el = await fixture<ShellHost>(html`<shell-host client="late"></shell-host>`);
    expect([loads, !!el.shadowRoot!.querySelector('.skeletons')]).to.deep.equal([0, true]);
    registry.set('late', world.signedOut());
    await eventually(() => words(el) === 'inside 1', 'the inside');
    registry.set('late', undefined);
  });
});
