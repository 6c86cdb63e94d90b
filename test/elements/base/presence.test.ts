import { expect, fixture, html } from '@open-wc/testing';
import { define } from '../../../src/elements/base/define.js';
import { ImElement } from '../../../src/elements/base/im-element.js';
import { Presence } from '../../../src/elements/base/presence.js';
import type { Translate } from '../../../src/ui/localize.js';
import { eventually, FriendsWorld } from '../friends-world.js';

class TestPresence extends ImElement {
  readonly presence = new Presence(this);
}
define('test-presence', TestPresence);
const t = Object.assign((key: string, values = {}) => key + JSON.stringify(values), {
  error: () => '',
}) as unknown as Translate;

describe('presence', () => {
  let world: FriendsWorld;
  beforeEach(() => {
    world = new FriendsWorld();
  });
  afterEach(() => {
    world.end();
  });

  it('watches whom it is told, tells platforms in words, and lets go [I7, I9, I10]', async () => {
    const {
      me,
      friends: [ada],
      ids,
    } = await world.circle('Ada', 'Ben');
    const host = await fixture<TestPresence>(html`<test-presence .client=${me}></test-presence>`);
    const { presence } = host;
    const watched = () => [...me.state.presence.keys()].sort();
    expect(presence.text(ids[0]!, t, 'en'), 'not known yet').to.equal('');
    presence.watch(ids);
    await eventually(() => presence.platforms(ids[0]!)?.length && watched().length === 2, 'Ada online');
    expect(presence.text(ids[0]!, t, 'en')).to.equal('platformOnline{"platform":"web{}"}');
    expect(watched()).to.deep.equal([...ids].sort());
    await ada!.logout();
    await eventually(() => presence.text(ids[0]!, t, 'en').startsWith('lastSeen'), 'last seen');
    presence.watch([ids[1]!]);
    await eventually(() => !me.state.presence.has(ids[0]!), 'Ada let go');
    expect(watched()).to.deep.equal([ids[1]]);
  });

  it('watches the rows in view, and only those [I8]', async () => {
    const { me, ids } = await world.circle('Ada', 'Ben');
    const host = await fixture<TestPresence>(html`<test-presence .client=${me}></test-presence>`);
    const rows = await fixture<HTMLElement>(
      html`<ul style="block-size: 40px; overflow: auto"><li style="block-size: 60px" data-id=${ids[0]!}></li><li style="block-size: 60px" data-id=${ids[1]!}></li></ul>`,
    );
    host.presence.watchRows(rows.children);
    await eventually(() => me.state.presence.has(ids[0]!), 'the first');
    expect(me.state.presence.has(ids[1]!)).to.be.false;
    rows.scrollTop = 80;
    await eventually(() => me.state.presence.has(ids[1]!) && !me.state.presence.has(ids[0]!), 'the second instead');
  });
});
