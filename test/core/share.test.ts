import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { ClientOptions } from '../../src/core/api.js';
import { OWNER } from '../../src/core/owner.js';
import { createDevice, createWorld, loaded, until, type World } from './world.js';
import { createBrowser } from './tab-platform.js';

let world: World;
afterEach(() => {
  world.close();
});

/** One browser with an account signed in, in so many tabs. */
async function browser(count: number, name = 'Anna', options: Partial<ClientOptions> = {}) {
  const device = createDevice();
  const { tab } = createBrowser();
  const page = (extra: Partial<ClientOptions> = {}) => {
    const mine = tab();
    return { ...mine, client: world.open({ ...device, tab: createDevice().tab }, { share: mine.share, ...extra }) };
  };
  const first = page(options);
  await first.client.register({ user: { nickname: name, account: name.toLowerCase(), password: 'secret-1' } });
  await loaded(first.client);
  const pages = [first];
  while (pages.length < count) pages.push(page(options));
  for (const { client } of pages) await client.ready;
  return { pages, page, device };
}
describe('a session of several tabs', () => {
  it('has one socket, and every tab the state', async () => {
    world = createWorld();
    const { pages } = await browser(4);
    const userID = pages[0]!.client.getLoginUser();
    for (const { client } of pages) {
      assert.equal(client.getLoginUser(), userID);
      assert.equal(client.state.connection.status, 'connected');
      assert.equal(client.state.lists.friends.status, 'ready');
    }
  });

  it('passes calls on and mirrors changes and events, once in every tab', async () => {
    world = createWorld();
    const { pages } = await browser(3);
    const bert = await world.person('Bert');
    const id = pages[0]!.client.getLoginUser();
    await pages[2]!.client.addFriend({ toUserID: bert.getLoginUser(), reqMsg: 'hi' });
    assert.equal(pages[2]!.client.state.requests.size, 1);
    await until(bert, ({ requests }) => requests.size === 1);
    await bert.acceptFriendApplication({ toUserID: id });
    for (const { client } of pages) {
      await until(client, ({ friends }) => friends.size === 1);
      assert.deepEqual(client.told('friendAdded'), ['friendAdded']);
    }
    await assert.rejects(pages[1]!.client.login({ userID: 'x', token: 'y' }), { errCode: 10102 });
  });

  it('goes on when the leader is closed, killed, or falls silent', async () => {
    world = createWorld();
    const { pages } = await browser(4);
    const bert = await world.person('Bert');
    const [first, second, third, fourth] = pages as [
      (typeof pages)[0],
      (typeof pages)[0],
      (typeof pages)[0],
      (typeof pages)[0],
    ];
    first.hide();
    await fourth.client.removeBlack(bert.getLoginUser());
    await fourth.client.addFriend({ toUserID: bert.getLoginUser() });
    await until(fourth.client, ({ requests, connection }) => requests.size === 1 && connection.status === 'connected');
    second.kill();
    await fourth.client.addBlack({ toUserID: bert.getLoginUser() });
    // Said as soon as it is kept, where there is no connection yet.
    await until(fourth.client, ({ blacks }) => blacks.size === 1);
    third.freeze();
    await fourth.client.removeBlack(bert.getLoginUser());
    await until(fourth.client, ({ blacks }) => !blacks.size);
    third.thaw();
    await until(third.client, ({ blacks }) => !blacks.size);
    first.show();
    await until(first.client, ({ requests }) => requests.size === 1);
    assert.deepEqual(fourth.client.told('kickedOffline'), []);
  });

  it('ends in all tabs at a logout in one, and begins in all at a sign-in', async () => {
    world = createWorld();
    const { pages, device } = await browser(3);
    await pages[2]!.client.logout();
    for (const { client } of pages) await until(client, ({ session }) => !session.userID);
    // Who may write stays, and nothing else.
    for (const rows of device.caches.values())
      assert.deepEqual(
        [...rows.values()].map(([key]) => key),
        [OWNER],
      );
    await pages[1]!.client.login({ account: 'anna', password: 'secret-1' });
    for (const { client } of pages) await until(client, ({ session }) => session.userID && session.status === 101);
  });

  it('stands apart where the session is kept in the tab', async () => {
    world = createWorld();
    const { pages, page } = await browser(2, 'Anna', { persist: 'tab' });
    await world.person('Bert');
    const [first, second] = pages.map(({ client }) => client);
    assert.ok(first!.getLoginUser());
    assert.equal(second!.getLoginUser(), '');
    await second!.login({ account: 'bert', password: 'secret-1' });
    assert.notEqual(first!.getLoginUser(), second!.getLoginUser());
    const { client: third } = page();
    await third.ready;
    assert.equal(third.getLoginUser(), '');
    await third.login({ account: 'anna', password: 'secret-1' });
    await second!.logout();
    second!.setPersist('local');
    await until(second!, ({ session }) => session.userID && session.userID === third.getLoginUser());
  });

  it('carries messages, each tab with a window of its own', async () => {
    world = createWorld();
    const { pages } = await browser(3);
    const bert = await world.person('Bert');
    const anna = pages[0]!.client.getLoginUser();
    const id = `si_${[anna, bert.getLoginUser()].sort().join('_')}`;
    await bert.addFriend({ toUserID: anna });
    await until(pages[1]!.client, ({ requests }) => requests.size === 1);
    await pages[1]!.client.acceptFriendApplication({ toUserID: bert.getLoginUser() });
    for (const { client } of pages.slice(1)) await client.openChat();
    const message = await pages[1]!.client.createTextMessage('one');
    await pages[1]!.client.sendMessage({ recvID: bert.getLoginUser(), groupID: '', message });
    const close = await pages[2]!.client.openConversation(id);
    await until(pages[2]!.client, ({ messages }) =>
      messages.get(id)?.items.some(item => item.textElem?.content === 'one'),
    );
    assert.equal(pages[1]!.client.state.messages.get(id), undefined);
    pages[0]!.kill();
    const again = await pages[2]!.client.createTextMessage('two');
    await pages[2]!.client.sendMessage({ recvID: bert.getLoginUser(), groupID: '', message: again });
    await until(pages[2]!.client, ({ messages }) => {
      const items = messages.get(id)?.items ?? [];
      return items.filter(item => item.textElem?.content === 'two' && item.seq).length === 1;
    });
    close();
    await until(pages[2]!.client, ({ messages }) => !messages.has(id));
  });
});
