/** Tabs of real browsers: one socket and one sync for all, whatever becomes of them; counted at the server. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startWorld, type TabWorld } from './tab-world.js';
import { alike, leaders, openTab, register, rows, settled } from './tab.js';

const TABS = 20;

let world: TabWorld;
before(async () => {
  world = await startWorld();
});
after(() => world.close());

test(`${TABS} tabs are one socket and one sync, and show the same`, async t => {
  const context = await world.person();
  const pages = [await openTab(context, world.bare())];
  const userID = await register(pages[0]!, 'twenty');
  const calls = world.logged('call', userID).length;
  const [opened, synced] = [world.logged('opened', userID).length, world.syncs(userID)];
  const asked: string[] = [];
  context.on('request', request => {
    if (request.url().startsWith(world.server.url)) asked.push(new URL(request.url()).pathname);
  });
  const took: number[] = [];
  while (pages.length < TABS) {
    const page = await openTab(context, world.bare());
    pages.push(page);
    took.push(
      await page.evaluate(async () => {
        const { startTime } = performance.getEntriesByType('resource').find(({ name }) => name.includes('page'))!;
        await tab.until(({ state }) => state.session.userID && state.connection.status === 'connected');
        return performance.now() - startTime;
      }),
    );
  }
  await alike(pages);
  assert.equal(world.logged('opened', userID).length, opened);
  assert.equal(opened, 1);
  assert.equal(world.syncs(userID), synced);
  assert.equal(await world.connections(userID), 1);
  assert.deepEqual(asked, []);
  assert.equal(world.logged('call', userID).length, calls);
  assert.equal((await leaders(pages)).length, 1);
  took.sort((a, b) => a - b);
  t.diagnostic(
    `sockets ${opened}, syncs ${synced}; from the sharing code's load to the live state: median ${took[took.length >> 1]!.toFixed()} ms`,
  );
  // A change reaches all.
  const reached = pages.map(page =>
    page.evaluate(() => tab.until(({ state }) => state.profile?.nickname === 'Zwanzig')),
  );
  await pages.at(-1)!.evaluate(() => tab.client.setSelfInfo({ nickname: 'Zwanzig' }));
  await Promise.all(reached);
  await context.close();
});

test('a logout in one tab signs out all, and nothing is left', async () => {
  const context = await world.person();
  const pages = [await openTab(context, world.bare())];
  const userID = await register(pages[0]!, 'leaver');
  for (let i = 0; i < 3; i++) pages.push(await openTab(context, world.bare()));
  await alike(pages);
  assert.ok((await rows(pages[1]!, userID)).keys.length > 1);
  const out = pages.map(page => page.evaluate(() => tab.until(({ state }) => !state.session.userID)));
  await pages[2]!.evaluate(() => tab.client.logout());
  await Promise.all(out);
  for (const page of pages) {
    assert.deepEqual(
      (await rows(page, userID)).keys.filter(key => key !== 'meta/owner'),
      [],
    );
    assert.equal(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage })), '{}');
  }
  assert.equal(await world.connections(userID), 0);
  await context.close();
});

test('tabs that keep their session for themselves, and clients of two names, hold two accounts', async () => {
  for (const [first, second] of [
    ['?persist=tab', '?persist=tab'],
    ['?name=one', '?name=two'],
  ] as const) {
    const context = await world.person();
    const pages = [await openTab(context, world.bare(first)), await openTab(context, world.bare(second))];
    const names = ['left', 'right'].map(side => `${side}${first.length}`);
    const ids = [await register(pages[0]!, names[0]!), await register(pages[1]!, names[1]!)];
    for (const [i, page] of pages.entries()) {
      await settled(page);
      assert.equal(await page.evaluate(() => tab.client.getLoginUser()), ids[i]);
      assert.equal(await world.connections(ids[i]!), 1);
    }
    await pages[0]!.evaluate(() => tab.client.logout());
    await pages[1]!.evaluate(() => tab.client.setSelfInfo({ nickname: 'Still here' }));
    await settled(pages[1]!);
    assert.equal(await pages[1]!.evaluate(() => tab.told['kickedOffline'] ?? 0), 0);
    await context.close();
  }
});

test('without Web Locks each tab has a socket of its own, and none kicks another', async () => {
  const context = await world.person(undefined, ['delete Navigator.prototype.locks']);
  const pages = [await openTab(context, world.bare())];
  const userID = await register(pages[0]!, 'lockless');
  for (let i = 0; i < 3; i++) pages.push(await openTab(context, world.bare()));
  for (const page of pages) await settled(page);
  assert.equal(await world.connections(userID), pages.length);
  const reached = pages.map(page => page.evaluate(() => tab.until(({ state }) => state.profile?.nickname === 'All')));
  await pages[1]!.evaluate(() => tab.client.setSelfInfo({ nickname: 'All' }));
  await Promise.all(reached);
  for (const page of pages) assert.equal(await page.evaluate(() => tab.told['kickedOffline'] ?? 0), 0);
  await context.close();
});
