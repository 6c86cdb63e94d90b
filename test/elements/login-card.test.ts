import { expect } from '@open-wc/testing';
import { createInvitations } from '../../src/server/invitations.js';
import type { ImLogin } from '../../src/elements/im-login.js';
import { card, chipOf, errorOf, field, fillIn, inside, noteOf, PASSWORD } from './account-world.js';
import * as people from './people-world.js';

const { seen, text, until, World } = people;
const byRole = (el: HTMLElement, role: string, name?: string) => people.byRole(inside(el), role, name);
const click = async (el: HTMLElement, role: string, name: string) =>
  (await seen(() => byRole(el, role, name)[0], `${role} "${name}"`)).click();
const heading = (el: HTMLElement) => text(inside(el).shadowRoot!.querySelector('h2'));
const button = (el: HTMLElement, name: string) => byRole(el, 'button', name)[0];
const signIn = async (el: HTMLElement, values: Record<string, string>) => {
  fillIn(el, values);
  await click(el, 'button', 'Sign in');
};

describe('the sign-in card', () => {
  beforeEach(() => {
    localStorage.clear();
  });

  describe('the card', () => {
    it('has a form "Sign in" with the fields that password managers look for, and is accessible', async () => {
      const el = await card(new World().client());
      const form = inside(el).shadowRoot!.querySelector('form')!;
      expect(form.ariaLabel).to.equal('Sign in');
      expect(field(el, 'Account').autocomplete).to.equal('username');
      expect(field(el, 'Password').autocomplete).to.equal('current-password');
      expect(field(el, 'Password').type).to.equal('password');
      expect(field(el, 'Keep me signed in').checked).to.equal(true);
      expect(byRole(el, 'button', 'Account').length, 'no choice of methods where there is one').to.equal(0);
      await expect(el).to.be.accessible();
    });

    it('says what is missing, field by field, and focuses the first', async () => {
      const el = await card(new World().client());
      await click(el, 'button', 'Sign in');
      expect(await errorOf(el, 'Account')).to.equal('Please fill this in.');
      expect(await errorOf(el, 'Password')).to.equal('Please fill this in.');
      expect(inside(el).shadowRoot!.activeElement === field(el, 'Account')).to.equal(true);
      await expect(el).to.be.accessible();
    });

    it('shows and hides the password, and tells caps lock', async () => {
      const el = await card(new World().client());
      await click(el, 'button', 'Show what I type');
      await seen(() => field(el, 'Password').type === 'text', 'the password');
      await click(el, 'button', 'Show what I type');
      await seen(() => field(el, 'Password').type === 'password', 'dots');
      field(el, 'Password').dispatchEvent(new KeyboardEvent('keydown', { key: 'A', modifierCapsLock: true }));
      await seen(() => noteOf(el, 'Password') === 'Caps Lock is on.', 'the hint');
      field(el, 'Password').dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
      await seen(() => noteOf(el, 'Password') === '', 'no hint');
    });
  });

  it('shows the box as the session is kept, also after signing out', async () => {
    const client = new World().client();
    const el = await card(client);
    await client.register({ user: { account: 'robin', nickname: 'Robin', password: PASSWORD } });
    await chipOf(el);
    await client.logout();
    await seen(() => heading(el) === 'Sign in', 'the card');
    field(el, 'Keep me signed in').click();
    expect(client.persist).to.equal('tab');
    await signIn(el, { Account: 'robin', Password: PASSWORD });
    await chipOf(el);
    await client.logout();
    await seen(() => heading(el) === 'Sign in', 'the card again');
    expect(field(el, 'Keep me signed in').checked).to.equal(false);
    field(el, 'Keep me signed in').click();
    expect(client.persist).to.equal('local');
  });

  it('says when the site could not sign one in', async () => {
    const client = new World().client({ tokenProvider: () => Promise.reject(new Error('404')) });
    const el = await card(client);
    const told = new Promise<{ error: { errCode: number }; action: string }>(resolve => {
      el.addEventListener('im-error', ({ detail }) => {
        resolve(detail);
      });
    });
    await click(el, 'button', 'Continue with this site');
    const { error, action } = await told;
    expect([error.errCode, action]).to.deep.equal([10005, 'useHere']);
    await seen(
      () =>
        text(inside(el).shadowRoot!.querySelector('[role=alert]')) ===
        'This site couldn’t sign you in. Please try again.',
      'the words',
    );
    expect(button(el, 'Continue with this site')!.ariaDisabled).not.to.equal('true');
  });

  describe('registering', () => {
    const register = async (el: ImLogin, values: Record<string, string>) => {
      if (heading(el) !== 'Create account') await click(el, 'button', 'Create account');
      await seen(() => heading(el) === 'Create account', 'the form');
      fillIn(el, values);
      await click(el, 'button', 'Create account');
    };

    it('makes an account and signs in [H8]', async () => {
      const client = new World().client();
      const el = await card(client);
      await register(el, { Name: 'Robin', Account: 'robin', Password: PASSWORD, 'Repeat password': PASSWORD });
      await chipOf(el);
      await until(client, ({ profile }) => profile?.nickname === 'Robin');
    });

    it('has rules for the password, a repeat field and rules for the account [H10]', async () => {
      const el = await card(new World().client());
      await register(el, { Name: 'Robin', Account: 'no spaces!', Password: 'short', 'Repeat password': 'shorter' });
      expect(await errorOf(el, 'Account')).to.equal('Letters and digits only.');
      expect(await errorOf(el, 'Password')).to.equal('At least 8 characters.');
      expect(await errorOf(el, 'Repeat password')).to.equal('The two passwords differ.');
      expect(field(el, 'Password').autocomplete).to.equal('new-password');
      await expect(el).to.be.accessible();
    });

    it('says that an account is taken [H26]', async () => {
      const world = new World();
      await world.person('Robin', 'robin');
      const el = await card(world.client());
      await register(el, { Name: 'Robin', Account: 'robin', Password: PASSWORD, 'Repeat password': PASSWORD });
      expect(await errorOf(el, 'Account')).to.equal('This account name is taken.');
    });

    it('asks for an invitation code once the server wants one [H11]', async () => {
      const client = new World().client();
      const el = await card(client);
      const { ImError } = await import('../../src/protocol/errors.js');
      const asked: (string | undefined)[] = [];
      client.register = async ({ invitationCode }) => {
        asked.push(invitationCode);
        throw new ImError(20011, 'InvitationNotFound');
      };
      await register(el, { Name: 'Robin', Account: 'robin', Password: PASSWORD, 'Repeat password': PASSWORD });
      expect(await errorOf(el, 'Invitation code')).to.equal('There is no such invitation code.');
      await register(el, { 'Invitation code': ' abc ' });
      await seen(() => asked.length === 2, 'a second try');
      expect(asked).to.deep.equal([undefined, 'abc']);
    });

    it('asks for it from the start where the server says that it needs one [H11]', async () => {
      const world = new World({ options: { invitation: true } });
      const [code = ''] = createInvitations(world.server.core.context, 1);
      const el = await card(world.client());
      const typed = { Name: 'Robin', Account: 'robin', Password: PASSWORD, 'Repeat password': PASSWORD };
      await register(el, { ...typed, 'Invitation code': 'wrong' });
      expect(await errorOf(el, 'Invitation code')).to.equal('There is no such invitation code.');
      await register(el, { 'Invitation code': code });
      await chipOf(el);
    });

    it('is not offered where the server takes nobody new', async () => {
      const el = await card(new World({ options: { registration: false } }).client());
      await seen(() => !button(el, 'Create account'), 'no button');
    });

    it('goes back, with the focus', async () => {
      const el = await card(new World().client());
      await click(el, 'button', 'Create account');
      await seen(
        () => heading(el) === 'Create account' && inside(el).shadowRoot!.activeElement === field(el, 'Name'),
        'focus on the first field',
      );
      await click(el, 'button', 'Back');
      await seen(
        () => heading(el) === 'Sign in' && inside(el).shadowRoot!.activeElement === field(el, 'Account'),
        'the first card',
      );
    });
  });

  describe('with codes', () => {
    const world = () => new World({ options: { superCode: '424242' } });
    const mail = { 'E-mail': 'robin@example.com' };

    it('registers by e-mail, checks the code before the rest, signs in by code and by phone [H4, H5, H7, H9]', async () => {
      const place = world();
      const client = place.client();
      const el = await card(client);
      await seen(() => button(el, 'E-mail'), 'methods');
      await click(el, 'button', 'E-mail');
      await click(el, 'button', 'Create account');
      await seen(() => heading(el) === 'Create account', 'the form');
      fillIn(el, { Name: 'Robin', ...mail });
      await click(el, 'button', 'Send code');
      const again = await seen(
        () =>
          [...inside(el).shadowRoot!.querySelectorAll('button')].find(({ textContent }) =>
            /Again in \d+ s/.test(textContent),
          ),
        'the countdown',
      );
      expect(again.disabled).to.equal(true);
      fillIn(el, { Code: '111111' });
      field(el, 'Code').dispatchEvent(new Event('change', { bubbles: true }));
      expect(await errorOf(el, 'Code')).to.equal('The code doesn’t match.');
      fillIn(el, { Code: '424242', Password: PASSWORD, 'Repeat password': PASSWORD });
      await click(el, 'button', 'Create account');
      await chipOf(el);
      await client.logout();

      await seen(() => inside(el).shadowRoot?.querySelector('#f-email'), 'the card, by the same method');
      expect(field(el, 'E-mail').value).to.equal('robin@example.com');
      await click(el, 'button', 'Use a code instead');
      await seen(() => button(el, 'Send code'), 'the code');
      await signIn(el, { Code: '424242' });
      await chipOf(el);
      await client.logout();

      await seen(() => button(el, 'Phone'), 'the card');
      await click(el, 'button', 'Phone');
      await seen(() => field(el, 'Area code'), 'the area code');
      expect(field(el, 'Area code').value).to.equal('+1');
      await signIn(el, { 'Area code': '44', 'Phone number': '7700900123', Password: PASSWORD });
      expect(await errorOf(el, 'Phone number')).to.equal('There is no such account.');
      await expect(el).to.be.accessible();
    });

    it('sets a new password by code, and signs in with it [H12]', async () => {
      const place = world();
      const client = place.client();
      await client.register({
        user: { email: 'robin@example.com', nickname: 'Robin', password: PASSWORD },
        verifyCode: '424242',
      });
      await client.logout();
      const el = await card(client);
      await seen(() => button(el, 'Forgot password?'), 'the way to a new password');
      await click(el, 'button', 'Forgot password?');
      await seen(() => heading(el) === 'Set a new password', 'the form');
      fillIn(el, {
        ...mail,
        Code: '424242',
        'New password': 'a-better-password',
        'Repeat password': 'a-better-password',
      });
      await click(el, 'button', 'Set a new password');
      await seen(
        () =>
          text(inside(el).shadowRoot!.querySelector('[role=status]')) === 'The new password is set. Sign in with it.',
        'the sentence',
      );
      await signIn(el, { Password: 'a-better-password' });
      await chipOf(el);
    });

    it('says that nobody has the address a code is asked for', async () => {
      const el = await card(world().client());
      await seen(() => button(el, 'E-mail'), 'methods');
      await click(el, 'button', 'E-mail');
      await click(el, 'button', 'Use a code instead');
      fillIn(el, { 'E-mail': 'not an address' });
      await click(el, 'button', 'Send code');
      expect(await errorOf(el, 'E-mail')).to.equal('That doesn’t look like an e-mail address.');
      fillIn(el, mail);
      await click(el, 'button', 'Send code');
      expect(await errorOf(el, 'E-mail')).to.equal('There is no such account.');
      expect(byRole(el, 'button', 'Send code').length, 'no wait after a failure').to.equal(1);
    });
  });

  describe('with a token provider', () => {
    it('has only "Continue with this site" [H19]', async () => {
      const world = new World();
      const robin = await world.person('Robin', 'robin');
      let grants = 0;
      const { imToken } = await world.server.backend().call((await import('../../src/protocol/endpoints.js')).login, {
        account: 'robin',
        email: 'x@example.com',
        password: await (await import('../../src/core/password.js')).passwordHash(PASSWORD),
        platform: 5,
      });
      const userID = robin.getLoginUser();
      const client = world.client({
        tokenProvider: async () => {
          grants++;
          return { userID, token: imToken };
        },
      });
      const el = await card(client);
      expect(byRole(el, 'button').map(text)).to.deep.equal(['Continue with this site']);
      expect(inside(el).shadowRoot!.querySelectorAll('input').length).to.equal(0);
      await expect(el).to.be.accessible();
      await click(el, 'button', 'Continue with this site');
      await chipOf(el);
      expect([grants, client.getLoginUser()]).to.deep.equal([1, userID]);
    });
  });
});
