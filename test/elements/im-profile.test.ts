import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define/im-profile.js';
import type { Client } from '../../src/core/api.js';
import type { ImProfile } from '../../src/elements/im-profile.js';
import { field, inside, PASSWORD } from './account-world.js';
import * as people from './people-world.js';

const { seen, text, World } = people;
const byRole = (el: HTMLElement, role: string, name?: string) => people.byRole(inside(el), role, name);
const click = async (el: HTMLElement, role: string, name: string) =>
  (await seen(() => byRole(el, role, name)[0], `${role} "${name}"`)).click();
const show = async (client: Client) => {
  const el = await fixture<ImProfile>(html`<im-profile .client=${client}></im-profile>`);
  await seen(() => !el.matches(':state(loading)'), 'the profile');
  return el;
};

describe('<im-profile>', () => {
  it('holds the place until it is known who is signed in, says when nobody is, and shows who is', async () => {
    const el = await fixture<ImProfile>(html`<im-profile></im-profile>`);
    await seen(() => el.matches(':state(loading)') && el.shadowRoot!.querySelector('.skeletons'), 'a skeleton');
    await expect(el).to.be.accessible();
    const client = new World().client();
    el.client = client;
    await seen(
      () => el.matches(':state(empty)') && text(el.shadowRoot!.querySelector('.empty')) === 'Signed out',
      'nobody',
    );
    await expect(el).to.be.accessible();
    await client.register({ user: { account: 'robin', nickname: 'Robin', password: PASSWORD } });
    await seen(
      () => !el.matches(':state(loading)') && text(inside(el).shadowRoot!.querySelector('.top')).includes('Robin'),
      'the profile',
    );
    expect(el.matches(':state(empty)')).to.equal(false);
  });

  it('says that it is offline when there is nothing to show, and tries again', async () => {
    const client = await new World().person('Robin');
    client.store.set('profile', undefined);
    client.store.set('connection', { status: 'offline' });
    const el = await fixture<ImProfile>(html`<im-profile .client=${client}></im-profile>`);
    await seen(() => text(inside(el).shadowRoot!.querySelector('.empty')).startsWith('No connection'), 'the error');
    await expect(el).to.be.accessible();
    await click(el, 'button', 'Try again');
    await seen(() => inside(el).shadowRoot!.querySelector('.all'), 'the profile');
  });

  it('speaks Chinese', async () => {
    const el = await show(await new World().person('Robin'));
    el.lang = 'zh-CN';
    await seen(() => text(inside(el).shadowRoot!.querySelector('.acts')).includes('注销我的账号'), 'Chinese');
    expect(field(el, '昵称').value).to.equal('Robin');
  });
});
