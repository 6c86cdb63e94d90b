import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { define } from '../../../src/elements/base/define.js';
import { ImElement } from '../../../src/elements/base/im-element.js';
import { Later, lazy } from '../../../src/elements/base/lazy.js';
import { FriendsWorld } from '../friends-world.js';

class LaterHost extends ImElement {}
define('later-host', LaterHost);

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

describe('Later', () => {
  let world: FriendsWorld;
  beforeEach(() => {
    world = new FriendsWorld();
  });
  afterEach(() => {
    world.end();
  });
  const hosted = async () => fixture<LaterHost>(html`<later-host .client=${world.signedOut()}></later-host>`);

  it('does what it was needed for when it has come, and at once from then on; it is made once', async () => {
    const host = await hosted();
    let made = 0;
    let come!: () => void;
    const gate = new Promise<void>(resolve => (come = resolve));
    const later = new Later(host, async () => {
      await gate;
      return ++made;
    });
    const got: number[] = [];
    const uses = [later.use(part => got.push(part)), later.use(part => got.push(part))];
    later.soon();
    expect(got).to.deep.equal([]);
    come();
    await Promise.all(uses);
    await new Promise(resolve => setTimeout(resolve, 30));
    expect(got).to.deep.equal([1, 1]);
    void later.use(part => got.push(part));
    expect(got, 'at once').to.deep.equal([1, 1, 1]);
    expect(made).to.equal(1);
  });

  it('comes with the first move near it, not before', async () => {
    const host = await hosted();
    let loads = 0;
    const later = new Later(host, async () => ++loads);
    later.soon();
    host.dispatchEvent(new PointerEvent('pointerenter'));
    await new Promise(requestAnimationFrame);
    expect(loads).to.equal(0);
    host.dispatchEvent(new PointerEvent('pointermove'));
    await until(() => later.value === 1);
    host.dispatchEvent(new KeyboardEvent('keydown'));
    await new Promise(requestAnimationFrame);
    expect(loads).to.equal(1);
  });

  it('listens to what outlives its host only while that is on the page', async () => {
    const host = await hosted();
    const target = new EventTarget();
    const near = () => target.dispatchEvent(new PointerEvent('pointermove'));
    let loads = 0;
    const later = new Later(host, async () => ++loads);
    later.soon(target);
    later.soon(target);
    host.remove();
    near();
    await new Promise(requestAnimationFrame);
    expect(loads, 'gone').to.equal(0);
    const place = document.createElement('div');
    document.body.append(place);
    place.append(host);
    near();
    await until(() => later.value === 1);
    near();
    await new Promise(requestAnimationFrame);
    expect(loads, 'back').to.equal(1);
    place.remove();
  });

  it('listens when its host comes, where it was told to off the page', async () => {
    const host = await hosted();
    const target = new EventTarget();
    const later = new Later(host, async () => 'part');
    host.remove();
    later.soon(target);
    target.dispatchEvent(new KeyboardEvent('keydown'));
    await new Promise(requestAnimationFrame);
    expect(later.value).to.equal(undefined);
    document.body.append(host);
    target.dispatchEvent(new KeyboardEvent('keydown'));
    await until(() => later.value === 'part');
    host.remove();
  });

  it('tells a failed load as im-error, and tries again when the part is needed again', async () => {
    const host = await hosted();
    let broken = true;
    const later = new Later(host, async () => {
      if (broken) throw new Error('offline');
      return 'part';
    });
    const told: string[] = [];
    host.addEventListener('im-error', ({ detail }) => told.push(detail.action));
    let got = '';
    const use = () =>
      later.use(part => {
        got = part;
      });
    await use();
    expect([told, got, !!later.error]).to.deep.equal([['import'], '', true]);
    broken = false;
    await use();
    expect([told.length, got, later.error]).to.deep.equal([1, 'part', undefined]);
  });
});
