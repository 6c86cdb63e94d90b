import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { memoryCache } from '../../src/core/memory-cache.js';
import { alertOf, answer, card, chipOf, choose, errorOf, field, fillIn, inside, PASSWORD } from './account-world.js';
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

describe('<im-login>', () => {
  beforeEach(() => {
    localStorage.clear();
  });

  describe('signing in', () => {
    it('signs in with an account and a password, becomes a chip and says so [H3]', async () => {
      const world = new World();
      const person = await world.person('Robin', 'robin');
      await person.logout();
      const client = world.client();
      const el = await card(client);
      const event = oneEvent<CustomEvent<{ userID: string }>>(el, 'im-login');
      fillIn(el, { Account: 'robin', Password: PASSWORD });
      field(el, 'Password').focus();
      await sendKeys({ press: 'Enter' });
      expect((await event).detail).to.deep.equal({ userID: client.getLoginUser() });
      const chip = await chipOf(el);
      await seen(() => text(chip.shadowRoot!.querySelector('im-menu > button')).includes('Robin'), 'the name');
      expect(el.matches(':state(signed-in)')).to.equal(true);
      await until(client, ({ connection }) => connection.status === 'connected');
      await seen(() => chip.shadowRoot!.querySelector('.dot.on'), 'the dot');
      await seen(() => chip.shadowRoot!.activeElement?.matches('im-menu > button'), 'focus that goes on in the chip');
      await expect(el).to.be.accessible();
      expect(JSON.stringify(localStorage)).to.not.contain(PASSWORD);
    });

    it('tells an unknown account from a wrong password, at the field [H26]', async () => {
      const world = new World();
      await (await world.person('Robin', 'robin')).logout();
      const el = await card(world.client());
      await signIn(el, { Account: 'nobody', Password: PASSWORD });
      expect(await errorOf(el, 'Account')).to.equal('There is no such account.');
      await signIn(el, { Account: 'robin', Password: 'another-password' });
      expect(await errorOf(el, 'Password')).to.equal('Couldn’t sign in: the password doesn’t match.');
      await seen(() => inside(el).shadowRoot!.activeElement === field(el, 'Password'), 'focus on the password');
      await expect(el).to.be.accessible();
    });

    it('tells a network failure from a wrong password [H27]', async () => {
      const world = new World();
      const el = await card(world.client());
      world.server.setOnline(false);
      const failed = oneEvent<CustomEvent<{ action: string; error: { errCode: number } }>>(el, 'im-error');
      await signIn(el, { Account: 'robin', Password: PASSWORD });
      expect(await alertOf(el)).to.equal('No connection to the server. Check the network and try again.');
      const { action, error } = (await failed).detail;
      expect([action, error.errCode]).to.deep.equal(['login', 10000]);
      expect(field(el, 'Password').value, 'nothing typed is lost').to.equal(PASSWORD);
      await expect(el).to.be.accessible();
    });

    it('is busy meanwhile: a second submit does nothing [H25]', async () => {
      const world = new World();
      const client = world.client();
      const el = await card(client);
      let calls = 0;
      let finish!: () => void;
      client.login = () => {
        calls++;
        return new Promise(resolve => {
          finish = () => {
            resolve({ userID: '' });
          };
        });
      };
      await signIn(el, { Account: 'robin', Password: PASSWORD });
      const busy = await seen(
        () => inside(el).shadowRoot!.querySelector<HTMLElement>('.primary[aria-disabled=true]'),
        'a busy button',
      );
      expect(busy.querySelectorAll('.spinner').length).to.equal(1);
      busy.click();
      await el.updateComplete;
      expect(calls).to.equal(1);
      finish();
      await seen(() => !inside(el).shadowRoot!.querySelector('.primary[aria-disabled]'), 'an idle button');
    });

    it('remembers the account, not the password, and only when asked to [H6]', async () => {
      const world = new World();
      await (await world.person('Robin', 'robin')).logout();
      const client = world.client();
      const el = await card(client);
      await signIn(el, { Account: 'robin', Password: PASSWORD });
      await chipOf(el);
      await client.logout();
      await seen(() => button(el, 'Sign in'), 'the card again');
      expect(field(el, 'Password').value).to.equal('');
      expect(field(await card(world.client()), 'Account').value).to.equal('robin');
      field(el, 'Keep me signed in').click();
      await signIn(el, { Account: 'robin', Password: PASSWORD });
      await chipOf(el);
      expect(field(await card(world.client()), 'Account').value).to.equal('');
    });

    it('keeps the session for this tab only when asked to', async () => {
      const client = new World().client();
      const el = await card(client);
      const kept: string[] = [];
      client.setPersist = persist => {
        kept.push(persist);
      };
      field(el, 'Keep me signed in').click();
      field(el, 'Keep me signed in').click();
      expect(kept).to.deep.equal(['tab', 'local']);
    });

    it('shows a restored session at once [H21]', async () => {
      const world = new World();
      const storage = new Map<string, string>();
      const keep = {
        get: (key: string) => storage.get(key),
        set: (key: string, value: string) => void storage.set(key, value),
        delete: (key: string) => void storage.delete(key),
      };
      const cache = () => memoryCache();
      const first = world.client({ storage: { local: keep, tab: keep, cache } });
      await first.register({ user: { account: 'robin', nickname: 'Robin', password: PASSWORD } });
      first.dispose();
      const el = await card(world.client({ storage: { local: keep, tab: keep, cache } }));
      const chip = await chipOf(el);
      await seen(() => text(chip.shadowRoot!.querySelector('im-menu > button')).includes('Robin'), 'the name');
      expect(el.matches(':state(signed-in)')).to.equal(true);
    });
  });

  describe('the end of a session', () => {
    it('asks before signing out, says so, and gives the focus back to the card [H20]', async () => {
      const client = await new World().person('Robin', 'robin');
      const el = await card(client);
      const userID = client.getLoginUser();
      let chip = await choose(el, 'Sign out');
      await answer(chip, 'Cancel');
      expect(client.getLoginUser()).to.equal(userID);
      const event = oneEvent<CustomEvent<{ userID: string; reason: string }>>(el, 'im-logout');
      chip = await choose(el, 'Sign out');
      await answer(chip, 'Sign out');
      expect((await event).detail).to.deep.equal({ userID, reason: '' });
      await seen(() => inside(el).shadowRoot!.activeElement === field(el, 'Account'), 'focus in the card');
    });

    it('says "Signed in somewhere else" after a kick, and takes the session back with "Use here" [H24]', async () => {
      const world = new World();
      const client = await world.person('Robin', 'robin');
      const el = await card(client);
      await chipOf(el);
      const event = oneEvent<CustomEvent<{ reason: string }>>(el, 'im-logout');
      const other = world.client();
      await other.login({ account: 'robin', password: PASSWORD });
      expect((await event).detail.reason).to.equal('kicked');
      await seen(
        () => heading(el) === 'Signed in somewhere else' && el.matches(':state(kicked)'),
        'the card of a kick',
      );
      await expect(el).to.be.accessible();
      await click(el, 'button', 'Use here');
      await chipOf(el);
      await until(other, ({ session }) => session.ended === 'kicked');
    });

    it('asks for the password when "Use here" has no other way, with the account filled in', async () => {
      const world = new World();
      const client = await world.person('Robin', 'robin');
      const el = await card(client);
      await world.client().login({ account: 'robin', password: PASSWORD });
      client.useHere = async () => false;
      await click(el, 'button', 'Use here');
      await seen(() => heading(el) === 'Sign in', 'the card');
      expect(field(el, 'Account').value).to.equal('robin');
      await signIn(el, { Password: PASSWORD });
      await chipOf(el);
    });

    it('signs out for good from the card of a kick', async () => {
      const world = new World();
      const client = await world.person('Robin', 'robin');
      const el = await card(client);
      await world.client().login({ account: 'robin', password: PASSWORD });
      await click(el, 'button', 'Sign out');
      await seen(() => heading(el) === 'Sign in' && !el.matches(':state(kicked)'), 'the card');
    });

    it('says that the session has ended, with the account filled in [H23]', async () => {
      const client = await new World().person('Robin', 'robin');
      const el = await card(client);
      await chipOf(el);
      const { session } = client.state;
      client.store.set('session', { ...session, ended: 'expired', status: 201 });
      await seen(
        () => text(inside(el).shadowRoot!.querySelector('.said')) === 'Your session has ended. Sign in again to go on.',
        'the sentence',
      );
      expect(field(el, 'Account').value).to.equal('robin');
      await expect(el).to.be.accessible();
    });
  });

  it('speaks Chinese, and follows the language live [R13]', async () => {
    const el = await card(new World().client());
    el.lang = 'zh-CN';
    await seen(() => heading(el) === '登录', 'Chinese');
    await click(el, 'button', '登录');
    expect(await errorOf(el, '账号')).to.equal('请填写此项。');
    el.lang = 'en';
    expect(await errorOf(el, 'Account'), 'English, the error too').to.equal('Please fill this in.');
  });

  it('waits for its client, and goes over to another one', async () => {
    const world = new World();
    const el = document.createElement('im-login');
    document.body.append(el);
    await seen(() => el.matches(':state(loading)'), 'a skeleton');
    el.client = world.client();
    await seen(() => button(el, 'Sign in'), 'the card');
    el.client = await world.person('Robin', 'robin');
    await chipOf(el);
    el.remove();
  });
});
