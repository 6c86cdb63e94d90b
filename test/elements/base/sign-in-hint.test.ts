import { expect, fixture, fixtureCleanup, html } from '@open-wc/testing';
import '../../../src/define/im-blacklist.js';
import '../../../src/define/im-friend-list.js';
import '../../../src/define/im-login.js';
import '../../../src/define/im-requests.js';
import { eventually, FriendsWorld } from '../friends-world.js';

const says = (page: Element) =>
  [...page.children]
    .filter(({ shadowRoot }) => shadowRoot?.textContent.includes('Sign in to see this.'))
    .map(({ localName }) => localName);

describe('SignInHint', () => {
  let world: FriendsWorld;
  beforeEach(() => {
    world = new FriendsWorld();
  });
  afterEach(() => {
    fixtureCleanup();
    world.end();
  });

  it('is said by the first element of a client alone, and by the next one when that goes', async () => {
    const [client, other] = [world.signedOut(), world.signedOut()];
    const page = await fixture(html`<div>
      <im-friend-list .client=${client}></im-friend-list><im-requests .client=${client}></im-requests>
      <im-blacklist .client=${client}></im-blacklist><im-requests id="other" .client=${other}></im-requests>
    </div>`);
    await eventually(() => says(page).join() === 'im-friend-list,im-requests', 'once a client');
    expect(page.querySelector('#other')!.shadowRoot!.textContent).to.contain('Sign in');
    page.querySelector('im-friend-list')!.remove();
    await eventually(() => says(page).join() === 'im-requests,im-requests', 'the next');
    const quiet = page.querySelector('im-blacklist')!;
    await eventually(() => !quiet.offsetHeight, 'no empty place');
  });

  it('is needless where there is a sign-in card, wherever it stands', async () => {
    const client = world.signedOut();
    const page = await fixture(html`<div>
      <im-friend-list .client=${client}></im-friend-list><im-requests .client=${client}></im-requests>
      <im-login .client=${client}></im-login>
    </div>`);
    await eventually(() => !says(page).length, 'nothing');
    page.querySelector('im-login')!.remove();
    await eventually(() => says(page).join() === 'im-friend-list', 'the words again');
  });
});
