import { expect } from '@open-wc/testing';
import '../../src/define/im-profile.js';
import { answer, card, chipOf, choose, errorOf, fillIn, menuOf, noteOf, PASSWORD } from './account-world.js';
import { byRole, seen, text, World } from './people-world.js';

const items = async (chip: HTMLElement) => byRole(await menuOf(chip), 'menuitem').map(text);

describe('the chip of who is signed in', () => {
  it('has a menu with what can be done, and is accessible', async () => {
    const el = await card(await new World().person('Robin', 'robin'));
    const chip = await chipOf(el);
    expect(await items(chip)).to.deep.equal(['Profile', 'Change password', 'Sign out']);
    await expect(chip).to.be.accessible();
  });

  it('leaves out what the server cannot do', async () => {
    const client = await new World().person('Robin', 'robin');
    client.store.set('capabilities', new Set());
    expect(await items(await chipOf(await card(client)))).to.deep.equal(['Profile', 'Sign out']);
  });

  it('shows the profile, live in it too [I1]', async () => {
    const client = await new World().person('Robin', 'robin');
    const el = await card(client);
    const chip = await choose(el, 'Profile');
    await seen(
      () =>
        text(
          chip
            .shadowRoot!.querySelector('im-profile')
            ?.shadowRoot?.querySelector('im-profile-form')
            ?.shadowRoot?.querySelector('.top'),
        ).includes('robin'),
      'the profile',
    );
    await answer(chip, 'Close');
    await seen(() => !chip.shadowRoot!.querySelector('im-profile'), 'nothing left of it');
    await client.setSelfInfo({ nickname: 'Rob' });
    await seen(() => text(chip.shadowRoot!.querySelector('im-menu > button')).includes('Rob'), 'the new name');
  });

  it('changes the password and stays signed in [H13]', async () => {
    const world = new World();
    const client = await world.person('Robin', 'robin');
    const el = await card(client);
    const chip = await choose(el, 'Change password');
    await seen(() => chip.shadowRoot!.querySelector('#f-current'), 'the fields');
    fillIn(chip, {
      'Current password': 'wrong',
      'New password': 'a-better-password',
      'Repeat password': 'a-better-password',
    });
    await answer(chip, 'Change password');
    expect(await errorOf(chip, 'Current password')).to.equal('The password doesn’t match.');
    expect(noteOf(chip, 'New password')).to.equal('At least 8 characters.');
    fillIn(chip, { 'Current password': PASSWORD });
    await answer(chip, 'Change password');
    await seen(() => byRole(chip, 'status').some(status => text(status) === 'Saved'), 'the notice');
    expect([client.getLoginUser() !== '', el.matches(':state(signed-in)')]).to.deep.equal([true, true]);
  });

  it('tells by its dot when the connection is gone', async () => {
    const world = new World();
    const chip = await chipOf(await card(await world.person('Robin', 'robin')));
    await seen(() => chip.shadowRoot!.querySelector('.dot.on'), 'online');
    world.server.setOnline(false);
    await seen(() => chip.shadowRoot!.querySelector('.away .dot:not(.on)'), 'offline');
    await expect(chip).to.be.accessible();
  });
});
