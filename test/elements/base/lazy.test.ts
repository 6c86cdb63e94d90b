import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { lazy } from '../../../src/elements/base/lazy.js';

type Load = Parameters<typeof lazy>[2];
class LazyHost extends LitElement {
  static override properties = { tag: {} };
  declare tag: string;
  load: Load = () => Promise.reject(new Error('offline'));
  override render() {
    return lazy(this, this.tag, () => this.load()) ? 'there' : 'waiting';
  }
}
const part = (tag: string) => ({
  define: () => {
    customElements.define(tag, class extends HTMLElement {});
  },
});
const make = (tag: string, load: Load) => fixture<LazyHost>(html`<lazy-host .load=${load} .tag=${tag}></lazy-host>`);
const words = (el: LazyHost) => el.shadowRoot!.textContent;
const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise(requestAnimationFrame);
};

describe('lazy', () => {
  before(() => {
    if (!customElements.get('lazy-host')) customElements.define('lazy-host', LazyHost);
  });

  it('loads a part once for all who need it, and has them rendered', async () => {
    let loads = 0;
    let come!: () => void;
    const load: Load = () => {
      loads++;
      return new Promise(resolve => {
        come = () => {
          resolve(part('lazy-one'));
        };
      });
    };
    const [one, two] = [await make('lazy-one', load), await make('lazy-one', load)];
    expect([loads, words(one), words(two)]).to.deep.equal([1, 'waiting', 'waiting']);
    come();
    await until(() => words(one) === 'there' && words(two) === 'there');
    expect(words(await make('lazy-one', load))).to.equal('there');
    expect(loads).to.equal(1);
  });

  it('tells a failure, and tries again when the part is needed again', async () => {
    const told: unknown[] = [];
    const { warn } = console;
    console.warn = (...args: unknown[]) => {
      told.push(args[0]);
    };
    try {
      const el = await make('lazy-two', () => Promise.reject(new Error('offline')));
      await until(() => told.length > 0);
      expect(words(el)).to.equal('waiting');
      el.load = () => Promise.resolve(part('lazy-two'));
      el.requestUpdate();
      await until(() => words(el) === 'there');
    } finally {
      console.warn = warn;
    }
  });
});
