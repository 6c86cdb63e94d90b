import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { html as template } from 'lit';
import type { Client } from '../../../src/core/api.js';
import { ImElement } from '../../../src/elements/base/im-element.js';
import { registry } from '../../../src/elements/base/registry.js';
import { ImError } from '../../../src/protocol/errors.js';
import { World } from '../people-world.js';

class BaseProbe extends ImElement {
  renders = 0;
  status = this.select(['session'], ({ session }) => session.userID);
  override render() {
    this.renders++;
    return template`${this.status.value ?? 'no client'}`;
  }
  ask = () => this.emit('im-error', { error: new ImError(500, 'x'), action: 'ask' });
  run = (act: (client: Client) => Promise<unknown>) => this.attempt('doing', act);
  flag = (on: boolean) => {
    this.mark('pending', on);
  };
  say = () => [this.t('cancel'), this.locale];
}
const make = (name = 'default', client?: Client) =>
  fixture<BaseProbe>(html`<base-probe client=${name} .client=${client}></base-probe>`);
const words = (el: BaseProbe) => el.shadowRoot!.textContent;

describe('ImElement', () => {
  before(() => {
    if (!customElements.get('base-probe')) customElements.define('base-probe', BaseProbe);
  });

  it('finds its client by name, whenever that comes, goes or is replaced', async () => {
    const world = new World();
    const el = await make('later');
    expect(words(el)).to.equal('no client');
    const [ann, bob] = [await world.person('Ann'), await world.person('Bob')];
    registry.set('later', ann);
    await el.updateComplete;
    expect(words(el)).to.equal(ann.getLoginUser());
    registry.set('later', bob);
    await el.updateComplete;
    expect(words(el)).to.equal(bob.getLoginUser());
    el.client = ann;
    await el.updateComplete;
    expect(words(el), 'a given one wins').to.equal(ann.getLoginUser());
    el.client = undefined;
    registry.set('later', undefined);
    await el.updateComplete;
    expect(words(el)).to.equal('no client');
  });

  it('adopts a client that was set before it was defined', async () => {
    const early = document.createElement('base-probe-late') as BaseProbe;
    const client = new World().client();
    early.client = client;
    document.body.append(early);
    customElements.define('base-probe-late', class extends BaseProbe {});
    await early.updateComplete;
    expect(early.client === client && !Object.hasOwn(early, 'client')).to.equal(true);
    early.remove();
  });

  it('renders again only when what it picked differs, and goes on after a move', async () => {
    const client = await new World().person('Ann');
    const el = await make('default', client);
    const { renders } = el;
    client.store.set('session', { ...client.state.session, account: 'other' });
    client.store.set('users', new Map());
    await el.updateComplete;
    expect(el.renders).to.equal(renders);
    const place = document.createElement('div');
    document.body.append(place);
    place.append(el);
    client.store.set('session', { ...client.state.session, userID: 'somebody' });
    await el.updateComplete;
    expect(words(el)).to.equal('somebody');
    el.remove();
    client.store.set('session', { ...client.state.session, userID: 'nobody' });
    document.body.append(el);
    await el.updateComplete;
    expect(words(el), 'what it missed').to.equal('nobody');
    el.remove();
    place.remove();
  });

  it('is not rendered off the page, where its controllers would take up again what they let go', async () => {
    const client = await new World().person('Ann');
    const el = await make('default', client);
    const { renders } = el;
    const asked: string[] = [];
    el.addController({ hostUpdate: () => asked.push('update'), hostUpdated: () => asked.push('updated') });
    el.requestUpdate();
    el.remove();
    await el.updateComplete;
    el.requestUpdate();
    await el.updateComplete;
    expect([el.renders, asked]).to.deep.equal([renders, []]);
    document.body.append(el);
    await el.updateComplete;
    expect([el.renders, asked]).to.deep.equal([renders + 1, ['update', 'updated']]);
    el.remove();
  });

  it('speaks in events that cross shadow roots and can be cancelled', async () => {
    const el = await make();
    document.addEventListener(
      'im-error',
      event => {
        event.preventDefault();
      },
      { once: true },
    );
    expect(el.ask()).to.equal(false);
    expect(el.ask()).to.equal(true);
  });

  it('tells the page what failed, and gives it', async () => {
    const el = await make('default', new World().client());
    expect(await el.run(async () => undefined)).to.equal(undefined);
    const event = oneEvent<CustomEvent<{ action: string; error: ImError }>>(el, 'im-error');
    const error = await el.run(() => Promise.reject(new ImError(1002, 'NoPermissionError')));
    expect([error?.errCode, (await event).detail.error === error, (await event).detail.action]).to.deep.equal([
      1002,
      true,
      'doing',
    ]);
    expect((await el.run(() => Promise.reject(new TypeError('odd'))))?.errCode).to.equal(10005);
  });

  it('has states for CSS, and speaks the language of its place', async () => {
    const el = await make();
    el.flag(true);
    expect(el.matches(':state(pending)')).to.equal(true);
    el.flag(false);
    expect(el.matches(':state(pending)')).to.equal(false);
    expect(el.say()).to.deep.equal(['Cancel', 'en']);
  });
});
