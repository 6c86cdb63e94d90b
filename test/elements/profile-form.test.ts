import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define/im-profile.js';
import type { Client } from '../../src/core/api.js';
import type { ImError } from '../../src/protocol/errors.js';
import type { ImProfile } from '../../src/elements/im-profile.js';
import { answer, errorOf, field, fillIn, inside, PASSWORD } from './account-world.js';
import * as people from './people-world.js';

const { seen, text, until, World } = people;
const byRole = (el: HTMLElement, role: string, name?: string) => people.byRole(inside(el), role, name);
const click = async (el: HTMLElement, role: string, name: string) =>
  (await seen(() => byRole(el, role, name)[0], `${role} "${name}"`)).click();
const show = async (client: Client) => {
  const el = await fixture<ImProfile>(html`<im-profile .client=${client}></im-profile>`);
  await seen(() => !el.matches(':state(loading)'), 'the profile');
  return el;
};
const body = (el: HTMLElement) => text(inside(el).shadowRoot!.querySelector('.all'));
const save = (el: HTMLElement) => byRole(el, 'button', 'Save')[0]!;
const told = (el: HTMLElement, words: string) =>
  seen(() => byRole(el, 'status').some(status => text(status) === words), words);

describe('the profile', () => {
  it('shows who one is, and is accessible [I1, I13]', async () => {
    const client = await new World().person('Robin', 'robin');
    const el = await show(client);
    await seen(() => body(el).includes('robin'), 'the account');
    expect(body(el)).to.contain(`ID ${client.getLoginUser()}`);
    expect(text(inside(el).shadowRoot!.querySelector('.avatar text'))).to.equal('R');
    expect(field(el, 'Name').value).to.equal('Robin');
    expect(save(el).ariaDisabled, 'nothing to save yet').to.equal('true');
    await expect(el).to.be.accessible();
  });

  it('offers nothing of an account to who came with the site’s tokens', async () => {
    const client = await new World().person('Robin');
    client.store.set('session', { ...client.state.session, hasAccount: false });
    const el = await show(client);
    expect(byRole(el, 'button', 'Change password').length).to.equal(0);
    expect(byRole(el, 'button', 'Delete my account').length).to.equal(0);
    client.store.set('session', { ...client.state.session, hasAccount: true });
    await seen(() => byRole(el, 'button', 'Delete my account')[0], 'the account’s buttons');
  });

  it('is only to be seen while somebody else has the session', async () => {
    const client = await new World().person('Robin');
    const el = await show(client);
    client.store.set('session', { ...client.state.session, ended: 'kicked' });
    await seen(() => inside(el).shadowRoot!.querySelector('form')!.inert, 'a still form');
    expect(byRole(el, 'button', 'Change').length).to.equal(0);
    await expect(el).to.be.accessible();
  });

  it('says so where a picture is not loaded from its address', async () => {
    const el = await show(await new World().person('Robin'));
    fillIn(el, { 'Picture address': 'https://elsewhere.example/me.jpg' });
    await seen(() => body(el).includes('a letter stands in'), 'the hint');
    fillIn(el, { 'Picture address': `${location.origin}/me.jpg` });
    await seen(() => !body(el).includes('a letter stands in'), 'no hint');
  });

  it('marks the ID where the clipboard is denied, and does not say “Copied”', async () => {
    const client = await new World().person('Robin');
    const el = await show(client);
    const denied = { writeText: () => Promise.reject(new DOMException('denied', 'NotAllowedError')) };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: denied });
    try {
      await click(el, 'button', 'Copy ID');
      await seen(() => getSelection()!.toString() !== '' || getSelection()!.rangeCount, 'a selection');
    } finally {
      Reflect.deleteProperty(navigator, 'clipboard');
    }
    expect(byRole(el, 'status').some(status => text(status) === 'Copied')).to.equal(false);
  });

  it('edits the profile, and another device sees it [I2, I6, I11]', async () => {
    const world = new World({ options: { policy: 0 } });
    const client = await world.person('Robin', 'robin');
    const other = world.client();
    await other.login({ account: 'robin', password: PASSWORD });
    const el = await show(client);
    await seen(() => body(el).includes('robin'), 'the account');
    fillIn(el, {
      Name: ' Robin Hood ',
      'About me': 'I like woods.',
      Birthday: '1990-05-17',
      'Picture address': 'https://example.com/me.jpg',
    });
    const gender = field(el, 'Gender');
    gender.value = '1';
    gender.dispatchEvent(new Event('change', { bubbles: true }));
    field(el, 'Let others send me friend requests').click();
    await seen(() => save(el).ariaDisabled !== 'true', 'a button');
    save(el).click();
    await told(el, 'Saved');
    await until(other, ({ profile }) => profile?.nickname === 'Robin Hood' && profile.bio === 'I like woods.');
    const { gender: sex, birth, faceURL, allowAddFriend } = other.state.profile!;
    expect([sex, birth, faceURL, allowAddFriend]).to.deep.equal([
      1,
      Date.UTC(1990, 4, 17),
      'https://example.com/me.jpg',
      2,
    ]);
    expect([field(el, 'Birthday').value, field(el, 'Let others send me friend requests').checked]).to.deep.equal([
      '1990-05-17',
      false,
    ]);
    await seen(() => save(el).ariaDisabled === 'true', 'nothing more to save');

    // News come in, but not over what is being typed.
    await other.setSelfInfo({ nickname: 'Robert' });
    await seen(() => field(el, 'Name').value === 'Robert', 'the news');
    fillIn(el, { Name: 'Rob' });
    await other.setSelfInfo({ nickname: 'Bobby' });
    await until(client, ({ profile }) => profile?.nickname === 'Bobby');
    await el.updateComplete;
    expect(field(el, 'Name').value).to.equal('Rob');
  });

  it('switches disturbance, sound and vibration off, and on again [I12]', async () => {
    const client = await new World().person('Robin');
    const el = await show(client);
    await seen(() => body(el).includes('Vibrate'), 'the switches');
    const words = ['Do not disturb', 'Sound for new messages', 'Vibrate for new messages'];
    const ticked = () => words.map(word => field(el, word).checked);
    expect(ticked()).to.deep.equal([false, true, true]);
    for (const [expected, columns] of [
      [
        [true, false, false],
        [2, 2, 2],
      ],
      [
        [false, true, true],
        [0, 1, 1],
      ],
    ]) {
      for (const word of words) field(el, word).click();
      await seen(() => save(el).ariaDisabled !== 'true', 'a button');
      save(el).click();
      await until(
        client,
        ({ profile }) =>
          [profile?.globalRecvMsgOpt, profile?.allowBeep, profile?.allowVibration].join() === columns!.join(),
      );
      await seen(() => !save(el).querySelector('.spinner') && ticked().join() === expected!.join(), 'what was saved');
    }
  });

  it('says what is wrong, at the field or below', async () => {
    const world = new World();
    const el = await show(await world.person('Robin'));
    fillIn(el, { Name: ' ', 'Picture address': 'my picture' });
    await seen(() => save(el).ariaDisabled !== 'true', 'a button');
    save(el).click();
    expect(await errorOf(el, 'Name')).to.equal('Please fill this in.');
    expect(await errorOf(el, 'Picture address')).to.equal('A web address, like https://example.com/me.jpg.');
    fillIn(el, { Name: 'Rob', 'Picture address': '' });
    world.server.setOnline(false);
    save(el).click();
    await seen(
      () => text(inside(el).shadowRoot!.querySelector('[role=alert]')).startsWith('No connection'),
      'the failure',
    );
    expect(field(el, 'Name').value).to.equal('Rob');
    await expect(el).to.be.accessible();
  });

  it('changes the password and stays signed in [H13]', async () => {
    const world = new World();
    const client = await world.person('Robin', 'robin');
    const el = await show(client);
    await click(el, 'button', 'Change password');
    await seen(() => inside(el).shadowRoot!.querySelector('#f-current'), 'the fields');
    await expect(el).to.be.accessible();
    fillIn(el, {
      'Current password': 'not-the-password',
      'New password': 'a-better-password',
      'Repeat password': 'a-better-password',
    });
    await answer(el, 'Change password');
    expect(await errorOf(el, 'Current password')).to.equal('The password doesn’t match.');
    fillIn(el, { 'Current password': PASSWORD });
    await answer(el, 'Change password');
    await told(el, 'Saved');
    expect(client.getLoginUser()).to.not.equal('');
    expect(inside(el).shadowRoot!.querySelectorAll('#f-current').length, 'no password stays in the page').to.equal(0);
    await world.client().login({ account: 'robin', password: 'a-better-password' });
  });

  it('binds an e-mail address with a code where codes are sent [H14]', async () => {
    const world = new World({ options: { superCode: '424242' } });
    const client = await world.person('Robin', 'robin');
    const el = await show(client);
    await click(el, 'button', 'Change: E-mail');
    await seen(() => inside(el).shadowRoot!.querySelector('#f-code'), 'the fields');
    fillIn(el, { 'E-mail': 'robin@example.com', Code: '111111' });
    await click(el, 'button', 'Send code');
    await answer(el, 'Save');
    expect(await errorOf(el, 'Code')).to.equal('The code doesn’t match.');
    fillIn(el, { Code: '424242' });
    await answer(el, 'Save');
    await until(client, ({ profile }) => profile?.email === 'robin@example.com');
    await seen(() => body(el).includes('robin@example.com'), 'the address');
  });

  it('gives all data as a file', async () => {
    const client = await new World().person('Robin', 'robin');
    const el = await show(client);
    const saved: { name: string; data: Promise<unknown> }[] = [];
    const { createObjectURL } = URL;
    const { click: press } = HTMLAnchorElement.prototype;
    let data = Promise.resolve<unknown>(undefined);
    URL.createObjectURL = blob => {
      data = (blob as Blob).text().then(JSON.parse);
      return 'blob:x';
    };
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      saved.push({ name: this.download, data });
    };
    try {
      await click(el, 'button', 'Export my data');
      await seen(() => saved.length, 'a file');
    } finally {
      URL.createObjectURL = createObjectURL;
      HTMLAnchorElement.prototype.click = press;
    }
    expect(saved[0]!.name).to.equal(`${client.getLoginUser()}.json`);
    expect(JSON.stringify(await saved[0]!.data)).to.contain('Robin');
  });

  it('deletes the account with its password, after a warning', async () => {
    const world = new World();
    const client = await world.person('Robin', 'robin');
    const el = await show(client);
    await click(el, 'button', 'Delete my account');
    await seen(() => inside(el).shadowRoot!.querySelector('#f-password'), 'the question');
    fillIn(el, { Password: 'not-the-password' });
    await answer(el, 'Delete my account');
    expect(await errorOf(el, 'Password')).to.equal('The password doesn’t match.');
    fillIn(el, { Password: PASSWORD });
    await answer(el, 'Delete my account');
    await until(client, ({ session }) => !session.userID);
    await seen(
      () => el.matches(':state(empty)') && text(inside(el).shadowRoot!.querySelector('.empty')) === 'Signed out',
      'nobody',
    );
    const codes: number[] = [];
    await world
      .client()
      .login({ account: 'robin', password: PASSWORD })
      .catch((error: unknown) => codes.push((error as ImError).errCode));
    expect(codes).to.deep.equal([20002]);
  });

  it('hides what the server cannot do', async () => {
    const client = await new World().person('Robin');
    client.store.set('capabilities', new Set());
    const el = await show(client);
    expect(byRole(el, 'button').map(button => button.getAttribute('aria-label') ?? text(button))).to.deep.equal([
      'Copy ID',
      'Save',
      'Change: E-mail',
      'Change: Phone',
    ]);
  });
});
