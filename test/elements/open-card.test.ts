import { expect, fixture, html } from '@open-wc/testing';
import { define } from '../../src/elements/base/define.js';
import { ImElement } from '../../src/elements/base/im-element.js';
import { ensureCard } from '../../src/elements/open-card.js';
import { FriendsWorld } from './friends-world.js';

class TestHost extends ImElement {}
define('test-card-host', TestHost);

describe('open-card', () => {
  let world: FriendsWorld;
  beforeEach(() => {
    world = new FriendsWorld();
  });
  afterEach(() => {
    world.end();
  });
  const cards = (host: TestHost) => host.renderRoot.querySelectorAll('im-user-card').length;

  it('gives the page one card, when one is wanted and nobody has it', async () => {
    const me = await world.person('Me');
    const host = await fixture<TestHost>(html`<test-card-host .client=${me}></test-card-host>`);
    const other = await fixture<TestHost>(html`<test-card-host .client=${me}></test-card-host>`);
    ensureCard(host);
    expect(cards(host), 'nobody is wanted').to.equal(0);
    me.setFocus({ userID: 'x', kind: 'card' });
    ensureCard(host);
    ensureCard(host);
    ensureCard(other);
    expect([cards(host), cards(other)]).to.deep.equal([1, 0]);
    expect(host.renderRoot.querySelector('im-user-card')!.client).to.equal(me);
    host.remove();
    ensureCard(other);
    expect(cards(other), 'the card went with its host').to.equal(1);
  });
});
