/** What a page with sign-in, friends and requests really loads, by itself: counted in a browser, against the built server. */
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { after, before, test } from 'node:test';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { build } from '../../scripts/build.mjs';
import { CHROME_FLAGS, findBrowser } from '../../scripts/lib/browser.mjs';
import { PATIENCE, ServerProcess } from './site.js';

const PASSWORD = 'a-good-password';
/** Bytes of `gzip -9`. */
const LIMIT = 45_000;

let server: ServerProcess;
let browser: Browser;
before(async () => {
  await build(['cdn', 'loopback', 'server']);
  server = await ServerProcess.start('--demo');
  browser = await chromium.launch({
    executablePath: await findBrowser(`${import.meta.dirname}/../..`),
    args: CHROME_FLAGS,
  });
});
after(async () => {
  await browser.close();
  await server.remove();
});

type Kept = Awaited<ReturnType<BrowserContext['storageState']>>;
/** Opens the page in a browser that has nothing but what a visit before has kept. */
async function visit(storageState?: Kept) {
  const context = await browser.newContext(storageState && { storageState });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const scripts = scriptsOf(page);
  await page.goto(`${server.url}/embed.html`);
  return { context, page, scripts };
}

/** The scripts so far, by file name, with their compressed sizes. */
function scriptsOf(page: Page) {
  const loaded: Promise<[string, number]>[] = [];
  page.on('response', response => {
    const name = new URL(response.url()).pathname.split('/').pop()!;
    if (name.endsWith('.js') && response.ok())
      loaded.push(response.body().then(body => [name, gzipSync(body, { level: 9 }).length] as [string, number]));
  });
  return async () => new Map(await Promise.all(loaded));
}
/** What shares the session between tabs and acts offline has a limit of its own. */
const beside = (name: string) => /\.(page|acts)-/.test(name);
const sum = (scripts: Map<string, number>) =>
  [...scripts].reduce((bytes, [name, size]) => bytes + (beside(name) ? 0 : size), 0);
const told = (scripts: Map<string, number>) => [...scripts].map(([name, size]) => `${name} ${size}`).join(', ');

/** Nothing more is asked for by itself. */
const atRest = (page: Page) =>
  page.evaluate(() => new Promise(done => requestIdleCallback(() => setTimeout(done, 100))));

/** Signed in, connected, the lists there, and the page at rest. */
async function settled(page: Page) {
  await page.locator('im-login').getByRole('button', { name: 'Zed' }).locator('.dot.on').waitFor();
  await page.getByText('No friends yet.').waitFor();
  await page.getByText('No requests.').waitFor();
  await atRest(page);
}

test('a page with sign-in, friends and requests loads at most 45 kB, signed out and signed in', async () => {
  const { context, page, scripts } = await visit();
  await page.getByRole('form', { name: 'Sign in' }).waitFor();
  await atRest(page);
  const out = await scripts();
  assert.ok(out.size > 1 && sum(out) <= LIMIT, `signed out: ${told(out)}`);

  await page.getByRole('button', { name: 'Create account' }).click();
  const form = page.getByRole('form', { name: 'Create account' });
  await form.getByLabel('Account', { exact: true }).fill('zed');
  await form.getByLabel('Name', { exact: true }).fill('Zed');
  for (const name of ['Password', 'Repeat password']) await form.getByLabel(name, { exact: true }).fill(PASSWORD);
  await form.getByLabel('Repeat password', { exact: true }).press('Enter');
  await settled(page);

  // Another time, with nothing in the browser's cache.
  const again = await visit(await context.storageState());
  await settled(again.page);
  const signedIn = await again.scripts();
  assert.ok(signedIn.size > 1 && sum(signedIn) <= LIMIT, `signed in: ${told(signedIn)}`);
});
