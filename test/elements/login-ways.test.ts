import { expect } from '@open-wc/testing';
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
});
