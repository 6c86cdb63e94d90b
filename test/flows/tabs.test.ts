/** Tabs of real browsers: one socket and one sync for all, whatever becomes of them; counted at the server. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { build } from '../../scripts/build.mjs';
import { CHROME_FLAGS, findBrowser } from '../../scripts/lib/browser.mjs';
import { getAdminToken, getUsersOnlineStatus } from '../../src/protocol/endpoints.js';
import { PATIENCE, ServerProcess, startSite } from './site.js';
import { alike, installTab, leaders, openTab, register, rows, settled } from './tab.js';

const TABS = 20;
/** Tabs among which the leading one goes, and how often. */
const SOME = 5;
const KILLS = 50;

let server: ServerProcess;
let site: Awaited<ReturnType<typeof startSite>>;
let browser: Browser;
before(async () => {
  await build(['cdn', 'server']);
  server = await ServerProcess.start('--log', 'json');
  site = await startSite(server.url);
  browser = await chromium.launch({
    executablePath: await findBrowser(`${import.meta.dirname}/../..`),
    args: CHROME_FLAGS,
  });
});
after(async () => {
  await browser.close();
  await site.close();
  await server.remove();
});

interface Said {
  what: string;
  detail: string;
}
/** A browser of its own, and what its tabs tell the test. */
async function person(said: (what: Said) => void = () => undefined, ...scripts: string[]): Promise<BrowserContext> {
  const context = await browser.newContext();
  await context.exposeFunction('report', (what: string, detail: string) => said({ what, detail }));
  for (const script of ['globalThis.__name = one => one', ...scripts]) await context.addInitScript(script);
  await context.addInitScript(installTab);
  return context;
}
const bare = (query = '') => `${site.url}bare${query}`;
const logged = (event: string, userID: string) =>
  server.log.filter(line => line.event === event && line.userID === userID);
const syncs = (userID: string) => logged('frame', userID).filter(({ reqIdentifier }) => reqIdentifier === 1001).length;

/** What only the server's owner may ask. */
async function connections(userID: string): Promise<number> {
  const call = async <Q, R>({ path }: { path: string; request?: Q; response?: R }, body: Q, token = '') => {
    const response = await fetch(`${server.url}/api${path}`, {
      method: 'POST',
      headers: { operationID: 'tabs', token },
      body: JSON.stringify(body),
    });
    return ((await response.json()) as { data: R }).data;
  };
  const secret = readFileSync(join(server.data, 'secret'), 'utf8').trim();
  const { token } = (await call(getAdminToken as never, { secret, userID: 'imAdmin' })) as { token: string };
  const [status] = (await call(getUsersOnlineStatus as never, { userIDs: [userID] } as never, token)) as {
    detailPlatformStatus: unknown[] | null;
  }[];
  return status?.detailPlatformStatus?.length ?? 0;
}

test(`${TABS} tabs are one socket and one sync, and show the same`, async t => {
  const context = await person();
  const pages = [await openTab(context, bare())];
  const userID = await register(pages[0]!, 'twenty');
  const calls = logged('call', userID).length;
  const [opened, synced] = [logged('opened', userID).length, syncs(userID)];
  const asked: string[] = [];
  context.on('request', request => {
    if (request.url().startsWith(server.url)) asked.push(new URL(request.url()).pathname);
  });
  const took: number[] = [];
  while (pages.length < TABS) {
    const page = await openTab(context, bare());
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
  assert.equal(logged('opened', userID).length, opened);
  assert.equal(opened, 1);
  assert.equal(syncs(userID), synced);
  assert.equal(await connections(userID), 1);
  assert.deepEqual(asked, []);
  assert.equal(logged('call', userID).length, calls);
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
  const context = await person();
  const pages = [await openTab(context, bare())];
  const userID = await register(pages[0]!, 'leaver');
  for (let i = 0; i < 3; i++) pages.push(await openTab(context, bare()));
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
  assert.equal(await connections(userID), 0);
  await context.close();
});

test('tabs that keep their session for themselves, and clients of two names, hold two accounts', async () => {
  for (const [first, second] of [
    ['?persist=tab', '?persist=tab'],
    ['?name=one', '?name=two'],
  ] as const) {
    const context = await person();
    const pages = [await openTab(context, bare(first)), await openTab(context, bare(second))];
    const names = ['left', 'right'].map(side => side + first.length);
    const ids = [await register(pages[0]!, names[0]!), await register(pages[1]!, names[1]!)];
    for (const [i, page] of pages.entries()) {
      await settled(page);
      assert.equal(await page.evaluate(() => tab.client.getLoginUser()), ids[i]);
      assert.equal(await connections(ids[i]!), 1);
    }
    await pages[0]!.evaluate(() => tab.client.logout());
    await pages[1]!.evaluate(() => tab.client.setSelfInfo({ nickname: 'Still here' }));
    await settled(pages[1]!);
    assert.equal(await pages[1]!.evaluate(() => tab.told['kickedOffline'] ?? 0), 0);
    await context.close();
  }
});

test('without Web Locks each tab has a socket of its own, and none kicks another', async () => {
  const context = await person(undefined, 'delete Navigator.prototype.locks');
  const pages = [await openTab(context, bare())];
  const userID = await register(pages[0]!, 'lockless');
  for (let i = 0; i < 3; i++) pages.push(await openTab(context, bare()));
  for (const page of pages) await settled(page);
  assert.equal(await connections(userID), pages.length);
  const reached = pages.map(page => page.evaluate(() => tab.until(({ state }) => state.profile?.nickname === 'All')));
  await pages[1]!.evaluate(() => tab.client.setSelfInfo({ nickname: 'All' }));
  await Promise.all(reached);
  for (const page of pages) assert.equal(await page.evaluate(() => tab.told['kickedOffline'] ?? 0), 0);
  await context.close();
});
