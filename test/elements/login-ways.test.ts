import { expect } from '@open-wc/testing';
import { strings as en } from '../../src/locales/en.js';
import * as codes from '../../src/protocol/codes.js';
import * as api from '../../src/protocol/endpoints.js';
import { ImError } from '../../src/protocol/errors.js';
import type { Backend } from '../../src/protocol/port.js';
import { card, chipOf, errorOf, field, fillIn, inside, PASSWORD } from './account-world.js';
import * as people from './people-world.js';

const { seen, World } = people;
const click = async (el: HTMLElement, name: string) =>
  (await seen(() => people.byRole(inside(el), 'button', name)[0], `button "${name}"`)).click();

describe('ways to sign in', () => {
  beforeEach(() => {
    localStorage.clear();
  });
  const place = () => new World({ options: { superCode: '424242' } });

  it('by phone and password, with the area code that was chosen [H1, H7]', async () => {
    const world = place();
    const robin = world.client();
    await robin.register({
      user: { areaCode: '+44', phoneNumber: '7700900123', nickname: 'Robin', password: PASSWORD },
      verifyCode: '424242',
    });
    const userID = robin.getLoginUser();
    await robin.logout();
    const client = world.client();
    const el = await card(client);
    await click(el, 'Phone');
    await seen(() => inside(el).shadowRoot!.textContent.includes('Area code'), 'the area code');
    fillIn(el, { 'Area code': '+49', 'Phone number': '7700900123', Password: PASSWORD });
    await click(el, 'Sign in');
    expect(await errorOf(el, 'Phone number'), 'another country').to.equal('There is no such account.');
    fillIn(el, { 'Area code': '44', Password: PASSWORD });
    await click(el, 'Sign in');
    await chipOf(el);
    expect(client.getLoginUser()).to.equal(userID);
  });

  it('by e-mail and password [H2]', async () => {
    const world = place();
    const robin = world.client();
    await robin.register({
      user: { email: 'robin@example.com', nickname: 'Robin', password: PASSWORD },
      verifyCode: '424242',
    });
    const userID = robin.getLoginUser();
    await robin.logout();
    const client = world.client();
    const el = await card(client);
    await click(el, 'E-mail');
    await seen(() => field(el, 'E-mail').type === 'email', 'the field');
    fillIn(el, { 'E-mail': 'Robin@Example.com', Password: PASSWORD });
    await click(el, 'Sign in');
    await chipOf(el);
    expect(client.getLoginUser()).to.equal(userID);
  });

  it('with the invitation code that a server wants [H11]', async () => {
    const world = place();
    const backend = world.server.backend();
    const sent: (string | undefined)[] = [];
    // The embedded server takes everybody: this one has a rule more.
    const call: Backend['call'] = (endpoint, request, ...rest) => {
      if (endpoint.path === api.register.path) {
        const { invitationCode } = request as { invitationCode?: string };
        sent.push(invitationCode);
        if (invitationCode !== 'welcome')
          return Promise.reject(new ImError(codes.InvitationNotFound, 'InvitationNotFound'));
      }
      return backend.call(endpoint, request, ...rest);
    };
    const client = world.client({ backend: { ...backend, call } });
    const el = await card(client);
    await click(el, 'Create account');
    await seen(() => inside(el).shadowRoot!.querySelector('h2')?.textContent.trim() === 'Create account', 'the form');
    fillIn(el, { Name: 'Robin', Account: 'robin', Password: PASSWORD, 'Repeat password': PASSWORD });
    await click(el, 'Create account');
    expect(await errorOf(el, 'Invitation code')).to.equal('There is no such invitation code.');
    fillIn(el, { 'Invitation code': ' welcome ' });
    await click(el, 'Create account');
    await chipOf(el);
    expect(sent).to.deep.equal([undefined, 'welcome']);
  });

  const refusals = Object.entries(codes).filter(
    ([, code]) => code > 20000 && code < 20100 && code !== codes.RefuseFriend,
  );
  const general = [
    codes.TooManyRequests,
    codes.ArgsError,
    codes.NoPermissionError,
    codes.NetworkError,
    codes.NetworkTimeoutError,
  ];
  for (const [name, code] of [...refusals, ...general.map(code => ['in general', code] as const)])
    it(`tell ${code} (${name}) in words of its own [H26]`, async () => {
      const client = new World().client();
      const el = await card(client);
      client.login = () => Promise.reject(new ImError(code, name));
      fillIn(el, { Account: 'robin', Password: PASSWORD });
      await click(el, 'Sign in');
      const words = (en as Record<string, string>)[`e${code}`];
      expect(words).to.be.a('string').and.not.equal(en.eOther);
      await seen(() => inside(el).shadowRoot!.textContent.includes(words!), words!);
      expect(inside(el).shadowRoot!.textContent).to.not.include(en.eOther);
    });
});
