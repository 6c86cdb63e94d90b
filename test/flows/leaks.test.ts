/** What comes and goes many times leaves nothing behind: listeners, observers, channels, databases, sockets, memory. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import { build } from '../../scripts/build.mjs';
import { CHROME_FLAGS, findBrowser } from '../../scripts/lib/browser.mjs';
import { createImServer, type ImServer } from '../../src/server.js';
import { installLeakCounter } from './leak-counter.js';
import { startSite } from './site.js';
import { Visitor } from './visitor.js';

const MOUNTS = 200;
const RECONNECTS = 1000;
/** Before the first look: code is loaded and compiled, caches are filled. */
const WARM = 20;
/** Of the memory that was used before. */
const GROWTH = 1.05;
/** Code that the browser compiles once more because it runs often is no leak, but memory: here it runs as it came. */
const NO_COMPILERS = '--js-flags=--no-sparkplug,--no-maglev,--no-opt';

const root = join(import.meta.dirname, '../..');
interface Manifest {
  modules: { declarations?: { tagName?: string }[] }[];
}
const tags = (JSON.parse(readFileSync(join(root, 'custom-elements.json'), 'utf8')) as Manifest).modules.flatMap(
  ({ declarations = [] }) => declarations.flatMap(({ tagName }) => tagName ?? []),
);

let server: ImServer;
let site: Awaited<ReturnType<typeof startSite>>;
let browser: Browser;
let page: Page;
let cdp: CDPSession;

before(async () => {
  await build(['cdn']);
  // Here and not as a process: a thousand sign-ins of one address in a minute would meet its limits.
  server = await createImServer({ port: 0, limitFactor: Infinity, logLine: () => undefined });
  site = await startSite(server.url);
  browser = await chromium.launch({ executablePath: await findBrowser(root), args: [...CHROME_FLAGS, NO_COMPILERS] });
  const context = await browser.newContext();
  // The names that the compiler gives to functions are of no use in the page, and not defined there.
  await context.addInitScript('globalThis.__name = one => one');
  await context.addInitScript(installLeakCounter);
  const peer = await Visitor.arrive(browser, site.url, 'peer');
  await peer.register('Peer');
  await peer.page.context().close();
  const visitor = await Visitor.arrive(browser, site.url, 'leaky', context);
  await visitor.register('Leaky');
  // Again, without elements: those of the first page were of no interest.
  await visitor.page.goto(`${site.url}bare`);
  page = visitor.page;
  await page.waitForFunction(
    () => (document.querySelector('im-client') as any)?.client?.state.connection.status === 'connected',
  );
  await page.evaluate(async peer => {
    const { client } = document.querySelector('im-client') as any;
    await client.sendMessage({ recvID: peer, message: await client.createTextMessage('hello') });
  }, peerID());
  cdp = await page.context().newCDPSession(page);
  await cdp.send('HeapProfiler.enable');
});
after(async () => {
  await browser.close();
  await site.close();
  await server.close();
});

const peerID = () => server.context.store.range('accounts', { index: 'byAccount', prefix: ['peer'] })[0]!.userID;

/** When nothing is under way any more: what is in use, and how much memory. */
async function look(): Promise<{ counts: Record<string, number>; heap: number }> {
  await page.waitForLoadState('networkidle');
  // The browser's list of what was fetched.
  await page.evaluate(() => {
    performance.clearResourceTimings();
  });
  let heap = Infinity;
  // What is freed by one collection may hold what the next one frees.
  for (let i = 0; i < 4; i++) {
    await cdp.send('HeapProfiler.collectGarbage');
    heap = Math.min(heap, (await cdp.send('Runtime.getHeapUsage')).usedSize);
  }
  return { counts: await page.evaluate(() => leakCounter.counts()), heap };
}

function compare(before: Awaited<ReturnType<typeof look>>, now: Awaited<ReturnType<typeof look>>): string {
  assert.deepEqual(now.counts, before.counts);
  const ratio = now.heap / before.heap;
  assert.ok(ratio <= GROWTH, `the heap grew from ${before.heap} to ${now.heap} bytes (× ${ratio.toFixed(3)})`);
  return `heap × ${ratio.toFixed(3)}; ${JSON.stringify(now.counts)}`;
}

const mount = (times: number) =>
  page.evaluate(
    async ({ tags, times, server, peer }) => {
      const frame = () => new Promise(requestAnimationFrame);
      for (let i = 0; i < times; i++) {
        const elements = tags.map(tag => {
          const element = document.createElement(tag);
          if (tag === 'im-client') {
            element.setAttribute('name', 'another');
            element.setAttribute('server', server);
          }
          if (tag === 'im-chat' || tag === 'im-user-card') element.setAttribute('user-id', peer);
          return element;
        });
        document.body.append(...elements);
        await Promise.all(elements.map(element => (element as any).updateComplete));
        await frame();
        for (const element of elements) element.remove();
        await frame();
      }
    },
    { tags, times, server: server.url, peer: peerID() },
  );

const reconnect = (times: number) =>
  page.evaluate(async times => {
    const { client } = document.querySelector('im-client') as any;
    for (let i = 0; i < times; i++) {
      const back = new Promise<void>(done => {
        const off = client.on('connectSuccess', () => {
          off();
          done();
        });
      });
      const gone = new Promise<void>(done => {
        const off = client.store.on(['connection'], () => {
          if (client.state.connection.status !== 'offline') return;
          off();
          done();
        });
      });
      leakCounter.cut();
      await gone;
      // Instead of its pause.
      dispatchEvent(new Event('online'));
      await back;
    }
  }, times);

test(`${tags.length} elements come and go ${MOUNTS} times`, { timeout: 120_000 }, async t => {
  assert.ok(tags.length > 10);
  await mount(WARM);
  const before = await look();
  await mount(MOUNTS);
  t.diagnostic(compare(before, await look()));
});

test(`${RECONNECTS} reconnects`, { timeout: 120_000 }, async t => {
  await reconnect(WARM);
  const before = await look();
  await reconnect(RECONNECTS);
  t.diagnostic(compare(before, await look()));
  assert.equal(before.counts['sockets'], 1);
});

test('the counter counts', async () => {
  const before = await look();
  await page.evaluate(() => {
    addEventListener('online', () => undefined);
    document.addEventListener('click', () => undefined);
    matchMedia('print').addEventListener('change', ((globalThis as any).kept = () => undefined));
    new BroadcastChannel('left open');
    indexedDB.open('left open');
  });
  const { counts } = await look();
  for (const name of ['window online', 'document click', 'channels', 'databases'])
    assert.equal(counts[name], (before.counts[name] ?? 0) + 1, name);
});
