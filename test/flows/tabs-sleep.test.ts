/** Tabs that stop without a word, come back from the back/forward cache, lose the network or the server, and what becomes of them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { CHROME_FLAGS } from '../../scripts/lib/browser.mjs';
import { launch, startWorld, type TabWorld } from './tab-world.js';
import { alike, alive, leaders, openTab, register, rows, settled } from './tab.js';

/** ms within which a server that hangs is noticed, with room for a busy machine. */
const NOTICED = 20_000;

let world: TabWorld;
before(async () => {
  world = await startWorld();
});
after(() => world.close());

const named = (page: Page, nickname: string) =>
  page.evaluate(
    nickname => tab.until(({ state }) => state.profile?.nickname === nickname && !state.pending.size),
    nickname,
  );
const rename = (page: Page, nickname: string) =>
  page.evaluate(nickname => tab.client.setSelfInfo({ nickname }), nickname);

test('a leader that stands still is deposed, and follows when it goes on', { timeout: 90_000 }, async t => {
  let leads: (page: Page) => void = () => undefined;
  const context = await world.person(({ what, page }) => {
    if (what === 'leads') leads(page);
  });
  const pages = [await openTab(context, world.bare())];
  const userID = await register(pages[0]!, 'frozen');
  const [first] = pages;
  while (pages.length < 3) pages.push(await openTab(context, world.bare()));
  await alike(pages);
  const owner = (await rows(pages[1]!, userID)).owner;
  const debug = await context.newCDPSession(first!);
  await debug.send('Debugger.enable');
  const next = new Promise<Page>(done => (leads = done));
  const still = new Promise(done => debug.once('Debugger.paused', done));
  const start = Date.now();
  await debug.send('Debugger.pause');
  await still;
  const leader = await next;
  t.diagnostic(`another leads after ${Date.now() - start} ms`);
  assert.notEqual(leader, first);
  const others = pages.slice(1);
  await rename(others[0]!, 'Thawed');
  for (const page of others) await named(page, 'Thawed');
  const owned = (await rows(leader, userID)).owner;
  assert.notEqual(owned, owner);
  await debug.send('Debugger.disable');
  const before = await first!.evaluate(() => tab.writes);
  await named(first!, 'Thawed');
  await alike([leader, ...pages]);
  assert.deepEqual(await leaders(pages), [leader]);
  await rename(first!, 'Follows');
  for (const page of pages) await named(page, 'Follows');
  assert.equal((await rows(leader, userID)).owner, owned);
  assert.equal(await first!.evaluate(() => tab.writes), before, 'who follows writes nothing');
  assert.equal(await world.connections(userID), 1);
  await context.close();
});

test('a page that comes back from the back/forward cache is alive', { timeout: 90_000 }, async () => {
  const browser = await launch({
    args: [...CHROME_FLAGS, '--enable-features=BackForwardCache'],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  try {
    const context = await world.person(
      undefined,
      [`addEventListener('pageshow', ({ persisted }) => (globalThis.persisted = persisted))`],
      browser,
    );
    const pages = [await openTab(context, world.bare())];
    const userID = await register(pages[0]!, 'back');
    pages.push(await openTab(context, world.bare()));
    const [first, second] = pages as [Page, Page];
    await alike(pages);
    await first.evaluate(
      () => (globalThis as { mark?: string }).mark === undefined && ((globalThis as { mark?: string }).mark = 'me'),
    );
    await first.goto(`${world.bare()}?name=elsewhere`);
    await second.evaluate(() => tab.until(() => tab.held.size));
    await rename(second, 'Meanwhile');
    await first.evaluate(() => {
      history.back();
    });
    await first.waitForFunction(() => (globalThis as { mark?: string }).mark === 'me');
    assert.equal(await first.evaluate(() => (globalThis as { persisted?: boolean }).persisted), true);
    await alive(first);
    await named(first, 'Meanwhile');
    await alike(pages);
    await rename(first, 'Back');
    for (const page of pages) await named(page, 'Back');
    assert.equal((await leaders(pages)).length, 1);
    assert.equal(await world.connections(userID), 1);
    await context.close();
  } finally {
    await browser.close();
  }
});

test('what is done without a network waits, and is done in order when it is back', { timeout: 90_000 }, async t => {
  const [context, other] = [await world.person(), await world.person()];
  const peer = await openTab(other, world.bare());
  const peerID = await register(peer, 'online');
  const pages = [await openTab(context, world.bare())];
  const userID = await register(pages[0]!, 'offline');
  pages.push(await openTab(context, world.bare()));
  await alike(pages);
  await peer.evaluate(() => tab.client.openChat());
  await pages[1]!.evaluate(() => tab.client.openChat());
  const [leader] = await leaders(pages);
  await context.setOffline(true);
  // Browsers let open sockets be: as a network does that goes.
  await leader!.evaluate(() => {
    for (const socket of tab.held) socket.close();
  });
  for (const page of pages)
    await page.evaluate(() => tab.until(({ state }) => !['connected', 'connecting'].includes(state.connection.status)));
  const sent = pages[1]!.evaluate(async peer => {
    const sent: string[] = [];
    void tab.client.addFriend({ toUserID: peer, reqMsg: 'from afar' });
    await Promise.all(
      ['one', 'two', 'three'].map(async text => {
        const message = await tab.client.createTextMessage(text);
        sent.push((await tab.client.sendMessage({ recvID: peer, groupID: '', message })).textElem!.content);
      }),
    );
    return sent;
  }, peerID);
  for (const page of pages)
    await page.evaluate(() =>
      tab.until(
        ({ state }) =>
          state.pending.size === 1 && [...state.conversations.values()].some(item => item.latestMsg.includes('three')),
      ),
    );
  assert.equal(await peer.evaluate(() => tab.heard.size + tab.client.state.requests.size), 0);
  const start = Date.now();
  await context.setOffline(false);
  assert.deepEqual(await sent, ['one', 'two', 'three']);
  await peer.evaluate(() => tab.until(({ state }) => state.requests.size === 1 && tab.heard.size === 3));
  for (const page of pages)
    await page.evaluate(() => tab.until(({ state }) => !state.pending.size && state.requests.size));
  t.diagnostic(`done ${Date.now() - start} ms after the network was back`);
  const texts = await peer.evaluate(
    async ids => {
      const conversationID = `si_${ids.sort().join('_')}`;
      const { messageList } = await tab.client.getAdvancedHistoryMessageList({ conversationID, count: 10 });
      return messageList.map(({ textElem }) => textElem?.content);
    },
    [userID, peerID],
  );
  assert.deepEqual(texts, ['one', 'two', 'three']);
  await alike(pages);
  await context.close();
  await other.close();
});

test('a server that hangs is noticed, and found again when it goes on', { timeout: 90_000 }, async t => {
  const context = await world.person();
  const pages = [await openTab(context, world.bare())];
  await register(pages[0]!, 'patient');
  pages.push(await openTab(context, world.bare()));
  await alike(pages);
  const noticed = pages.map(page =>
    page.evaluate(() => tab.until(({ state }) => state.connection.status !== 'connected')),
  );
  world.server.signal('SIGSTOP');
  let start = Date.now();
  try {
    await Promise.all(noticed);
    t.diagnostic(`noticed after ${Date.now() - start} ms`);
    assert.ok(Date.now() - start < NOTICED);
  } finally {
    world.server.signal('SIGCONT');
  }
  start = Date.now();
  for (const page of pages) await settled(page);
  t.diagnostic(`up to date ${Date.now() - start} ms after it went on`);
  await rename(pages[1]!, 'Again');
  for (const page of pages) await named(page, 'Again');
  await context.close();
});
