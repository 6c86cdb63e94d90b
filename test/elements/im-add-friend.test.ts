import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define/im-add-friend.js';
import type { Client } from '../../src/core/api.js';
import type { ImAddFriend } from '../../src/elements/im-add-friend.js';
import { byRole, click, fill, seen, text, until, World } from './people-world.js';

const show = (client: Client) => fixture<ImAddFriend>(html`<im-add-friend .client=${client}></im-add-friend>`);
const row = (el: HTMLElement, name: string) =>
  byRole(el, 'listitem').find(item => text(item.querySelector('.name')) === name);
const search = async (el: HTMLElement, keyword: string) =>
  fill(await seen(() => byRole(el, 'searchbox', 'Find people')[0], 'the field'), keyword);
const end = (el: HTMLElement, name: string) => text(row(el, name)?.querySelector('.end'));

describe('<im-add-friend>', () => {
  const couple = async () => {
    const world = new World();
    const me = await world.person('Robin', 'robin');
    const ann = await world.person('Ann Keller', 'annkeller');
    return { world, me, ann, el: await show(me) };
  };

  it('finds by account, by ID and by part of a name [L1 L2]', async () => {
    const { el, ann } = await couple();
    for (const keyword of ['annkeller', ann.getLoginUser(), 'kell']) {
      await search(el, keyword);
      await seen(() => row(el, 'Ann Keller'), `Ann by ${keyword}`);
      await search(el, '');
      await seen(() => !byRole(el, 'listitem').length, 'an empty list');
    }
    await search(el, 'kell');
    await seen(() => row(el, 'Ann Keller'), 'Ann');
    await seen(() => byRole(el, 'status').some(status => text(status) === '1 person found'), 'the number, told');
    await expect(el).to.be.accessible();
  });

  it('says where one stands with everybody [L5 L9]', async () => {
    const world = new World();
    const me = await world.person('Sam Me');
    const [friend, asking, requested, blocked] = await Promise.all(
      ['Sam Friend', 'Sam Asking', 'Sam Requested', 'Sam Blocked', 'Sam Stranger'].map(name => world.person(name)),
    );
    await world.befriend(me, friend!);
    await asking!.addFriend({ toUserID: me.getLoginUser() });
    await me.addFriend({ toUserID: requested!.getLoginUser() });
    await me.addBlack({ toUserID: blocked!.getLoginUser() });
    const el = await show(me);
    await search(el, 'sam');
    await seen(() => byRole(el, 'listitem').length === 6, 'six people');
    await seen(
      () =>
        end(el, 'Sam Requested') === 'Requested' &&
        end(el, 'Sam Blocked') === 'Blocked' &&
        end(el, 'Sam Asking') === 'Accept',
      'live standings',
    );
    expect(['Sam Me', 'Sam Friend', 'Sam Stranger'].map(name => end(el, name))).to.deep.equal([
      'You',
      'Friends',
      'Add',
    ]);
    await expect(el).to.be.accessible();
    await click(el, 'button', 'Accept');
    await seen(() => end(el, 'Sam Asking') === 'Friends', 'friends now');
  });

  it('sends a request with a greeting, and says so [L4 L6]', async () => {
    const { el, me, ann } = await couple();
    await search(el, 'ann');
    await click(el, 'button', 'Add');
    const greeting = (await seen(() => byRole(el, 'textbox', 'Greeting')[0], 'the greeting')) as HTMLInputElement;
    await seen(() => el.shadowRoot!.activeElement === greeting, 'focus in the greeting');
    expect(greeting.maxLength).to.equal(50);
    fill(greeting, 'Hi Ann');
    await el.updateComplete;
    expect(text(el.shadowRoot!.querySelector('.count'))).to.equal('6/50');
    await expect(el).to.be.accessible();
    await click(el, 'button', 'Send request');
    await seen(() => byRole(el, 'status').some(status => text(status) === 'Request sent to Ann Keller.'), 'the notice');
    await seen(() => end(el, 'Ann Keller') === 'Requested', 'the new standing');
    await seen(() => el.shadowRoot!.activeElement === row(el, 'Ann Keller'), 'focus on the row');
    await until(ann, ({ requests }) =>
      [...requests.values()].some(({ reqMsg, fromUserID }) => reqMsg === 'Hi Ann' && fromUserID === me.getLoginUser()),
    );
  });

  it('tells who does not accept requests, and keeps the greeting [L8]', async () => {
    const { el, ann } = await couple();
    await ann.setSelfInfo({ allowAddFriend: 2 });
    await search(el, 'ann');
    await click(el, 'button', 'Add');
    fill(await seen(() => byRole(el, 'textbox', 'Greeting')[0], 'the greeting'), 'Please');
    await click(el, 'button', 'Send request');
    await seen(
      () => text(el.shadowRoot!.querySelector('[role=alert]')) === 'This person doesn’t accept friend requests.',
      'the words',
    );
    expect((byRole(el, 'textbox', 'Greeting')[0] as HTMLInputElement).value).to.equal('Please');
    await expect(el).to.be.accessible();
  });

  it('tells a failing network apart from a refusal [L6]', async () => {
    const { el, world } = await couple();
    await search(el, 'ann');
    await click(el, 'button', 'Add');
    await seen(() => byRole(el, 'button', 'Send request')[0], 'the form');
    world.server.setOnline(false);
    await click(el, 'button', 'Send request');
    await seen(() => text(el.shadowRoot!.querySelector('[part=pending]')).startsWith('Will be sent'), 'the words');
    expect(byRole(el, 'alert')).to.deep.equal([]);
  });

  it('closes the greeting by Escape, and the focus returns to its button', async () => {
    const { el } = await couple();
    await search(el, 'ann');
    await click(el, 'button', 'Add');
    const greeting = await seen(() => byRole(el, 'textbox', 'Greeting')[0], 'the greeting');
    await seen(() => el.shadowRoot!.activeElement === greeting, 'focus');
    greeting.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    await seen(() => text(el.shadowRoot!.activeElement) === 'Add', 'focus on Add');
  });

  it('says that nobody was found, and asks for two characters [L7]', async () => {
    const { el } = await couple();
    await search(el, 'x');
    await el.updateComplete;
    expect(text(el.shadowRoot!.querySelector('#hint'))).to.equal('Type at least 2 characters.');
    await search(el, 'xyzzy');
    await seen(() => el.matches(':state(empty)'), 'nobody');
    expect(text(el.shadowRoot!.querySelector('.empty'))).to.equal('Nobody found for “xyzzy”.');
    await expect(el).to.be.accessible();
  });

  it('waits for the end of an input method’s word', async () => {
    const { el } = await couple();
    await search(el, 'ann');
    await seen(() => row(el, 'Ann Keller'), 'Ann');
    const field = byRole(el, 'searchbox')[0] as HTMLInputElement;
    field.value = 'z';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    await el.updateComplete;
    expect(row(el, 'Ann Keller'), 'nothing happens to a half-written word').to.not.equal(undefined);
    field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    await el.updateComplete;
    expect(row(el, 'Ann Keller')).to.equal(undefined);
  });

  it('drops answers that come late', async () => {
    const { el, world, me } = await couple();
    await world.person('Bob', 'bobby');
    // What shows the found is there before it counts.
    await search(el, 'annkeller');
    await seen(() => row(el, 'Ann Keller'), 'Ann');
    const answers: Promise<unknown>[] = [];
    const { searchUsers } = me;
    me.searchUsers = (...args) => {
      const answer = searchUsers(...args);
      answers.push(answer);
      return answer;
    };
    const field = await seen(() => byRole(el, 'searchbox')[0], 'the field');
    const submit = () =>
      field.closest('form')!.dispatchEvent(new SubmitEvent('submit', { cancelable: true, bubbles: true }));
    world.delay = 150;
    fill(field, 'annkeller');
    submit();
    world.delay = 0;
    fill(field, 'bobby');
    submit();
    await seen(() => row(el, 'Bob'), 'Bob');
    expect(answers).to.have.length(2);
    const [late] = (await Promise.all(answers)) as { users: { nickname: string }[] }[];
    expect(late!.users[0]!.nickname).to.equal('Ann Keller');
    await el.updateComplete;
    expect(byRole(el, 'listitem').map(item => text(item.querySelector('.name')))).to.deep.equal(['Bob']);
  });

  it('finds whole IDs where the server has no search [L1]', async () => {
    const { me, ann } = await couple();
    me.store.set('capabilities', new Set());
    const el = await show(me);
    await search(el, ann.getLoginUser());
    await seen(() => row(el, 'Ann Keller'), 'Ann');
  });

  it('forgets what was searched when somebody else signs in', async () => {
    const { el, me } = await couple();
    await search(el, 'ann');
    await seen(() => row(el, 'Ann Keller'), 'Ann');
    await me.logout();
    await seen(() => text(el.shadowRoot!.querySelector('.empty')) === 'Sign in to see this.', 'signed out');
    await me.login({ account: 'annkeller', password: 'a-good-password' });
    const field = (await seen(() => byRole(el, 'searchbox')[0], 'the field')) as HTMLInputElement;
    expect(field.value).to.equal('');
    expect(byRole(el, 'listitem')).to.have.length(0);
  });
});
