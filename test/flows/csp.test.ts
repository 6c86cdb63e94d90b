/** Every element under the strictest content security policy: nothing is refused, and nobody but the site and the server is asked for anything. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from '../../scripts/build.mjs';
import { CHROME_FLAGS, findBrowser } from '../../scripts/lib/browser.mjs';
import { PATIENCE, ServerProcess, startSite } from './site.js';
import { Talker } from './talker.js';
import { Visitor } from './visitor.js';

const PASSWORD = 'a-good-password';

let server: ServerProcess;
let site: Awaited<ReturnType<typeof startSite>>;
let browser: Browser;

before(async () => {
  await build(['cdn', 'server']);
  server = await ServerProcess.start();
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'none'",
    `connect-src ${server.url} ${server.url.replace(/^http/, 'ws')}`,
    `img-src 'self' blob: ${server.url}`,
    `media-src 'self' blob: ${server.url}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types im-elements',
  ].join('; ');
  site = await startSite(server.url, { 'content-security-policy': policy });
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

/** A page that writes down what the policy refuses, what goes wrong, and whom it asks. */
async function arrive() {
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(PATIENCE);
  const refused: string[] = [];
  const asked = new Set<string>();
  await page.exposeFunction('onRefused', (what: string) => void refused.push(what));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', event => {
      void (window as unknown as { onRefused(what: string): Promise<void> }).onRefused(
        `${event.violatedDirective}: ${event.blockedURI} ${event.sample}`,
      );
    });
  });
  page.on('pageerror', error => void refused.push(`error: ${error.message}`));
  page.on('console', message => {
    if (/content security policy|trusted/i.test(message.text())) refused.push(message.text());
  });
  page.on('request', request => asked.add(new URL(request.url()).origin));
  page.on('websocket', socket => asked.add(new URL(socket.url()).origin.replace(/^ws/, 'http')));
  await page.goto(site.url);
  return { page, refused, asked };
}

async function register(page: Page, account: string, name: string) {
  await page.getByRole('button', { name: 'Create account', exact: true }).click();
  const form = page.getByRole('form', { name: 'Create account' });
  await form.getByLabel('Account', { exact: true }).fill(account);
  await form.getByLabel('Name', { exact: true }).fill(name);
  await form.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await form.getByLabel('Repeat password', { exact: true }).fill(PASSWORD);
  await form.getByRole('button', { name: 'Create account', exact: true }).click();
  await page.locator('im-status').getByText('Connected', { exact: true }).waitFor();
}

test('all elements live under the strictest policy, and ask no third party', async () => {
  const [ann, bob] = [await arrive(), await arrive()];
  const { page } = ann;
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await register(page, 'ann', 'Ann');
  await register(bob.page, 'bob', 'Bob');

  // A picture from elsewhere: shown to nobody, asked for by nobody.
  const profile = page.locator('im-profile');
  await profile.getByLabel('Picture address').fill('https://tracker.example/pixel.png');
  await profile.getByRole('button', { name: 'Save' }).click();
  await profile.getByText('Saved', { exact: true }).waitFor();

  // Dialogs and menus.
  await page.locator('im-login').getByRole('button', { name: 'Ann' }).click();
  await page.getByRole('menuitem', { name: 'Profile' }).click();
  await page.getByRole('dialog', { name: 'Profile' }).getByRole('button', { name: 'Close', exact: true }).click();
  await profile.getByRole('button', { name: 'Change password' }).click();
  await page.getByRole('dialog', { name: 'Change password' }).getByRole('button', { name: 'Cancel' }).click();

  // Two people become friends.
  await page.getByRole('searchbox', { name: 'Find people' }).fill('bob');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('textbox', { name: 'Greeting' }).fill('Hello');
  await page.getByRole('button', { name: 'Send request', exact: true }).click();
  await bob.page.getByRole('button', { name: 'Accept', exact: true }).click();
  const row = bob.page
    .getByRole('list', { name: 'Friends', exact: true })
    .getByRole('listitem')
    .filter({ hasText: 'Ann' });
  await row.waitFor();
  await row.click();
  await row.getByRole('button', { name: 'More about Ann' }).click();
  await bob.page.getByRole('menuitem', { name: 'Pin' }).click();

  // They talk: words with a link, an emoji, a picture, a menu, an answer.
  for (const each of [ann.page, bob.page]) {
    await each.goto(`${site.url}chat`);
    await each.locator('im-status').getByText('Connected', { exact: true }).waitFor();
  }
  const talk = new Talker(new Visitor(page, 'ann'));
  const answer = new Talker(new Visitor(bob.page, 'bob'));
  await talk.visitor.friend('Bob').click();
  await answer.visitor.friend('Ann').click();
  await talk.say('See https://example.org');
  await answer.message('See https://example.org').getByRole('link').waitFor();
  await talk.visitor.button('Emoji').click();
  await page.getByRole('searchbox', { name: 'Search emoji' }).fill('hedgehog');
  await talk.visitor.button('hedgehog').click();
  await page.keyboard.press('Escape');
  await talk.composer.press('Enter');
  await answer.message('🦔').waitFor();
  await talk.attach({ name: 'a.png', mimeType: 'image/png', buffer: await page.screenshot() });
  await answer.visitor.button('Open picture').click();
  await bob.page.getByRole('dialog', { name: 'Picture' }).getByRole('img').waitFor();
  await bob.page.keyboard.press('Escape');
  await answer.does('Reply', 'See https://example.org');
  await answer.say('I saw it');
  await talk.message('I saw it').waitFor();

  // Another language, another scheme.
  await page.evaluate(() => {
    document.documentElement.lang = 'zh-CN';
  });
  await page.locator('im-status').getByText('已连接').waitFor();
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('im-login, im-friend-list, im-chat'))
      element.setAttribute('theme', 'dark');
  });

  for (const { asked, refused } of [ann, bob]) {
    assert.deepEqual(refused, []);
    assert.deepEqual([...asked].sort(), [new URL(site.url).origin, server.url.replace(/\/$/, '')].sort());
  }

  // The page would have told: a planted style is refused and seen.
  await page.evaluate(() => {
    document.body.setAttribute('style', 'color: red');
  });
  await page.waitForFunction(() => document.body.style.color === '');
  for (const end = Date.now() + PATIENCE; !ann.refused.length && Date.now() < end;)
    await page.evaluate(() => new Promise(requestAnimationFrame));
  assert.match(ann.refused[0] ?? '', /style-src/);
});
