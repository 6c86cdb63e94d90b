/** The demo's pages as the server gives them: they work, under their strict policy, and axe finds nothing. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from '../../scripts/build.mjs';
import { CHROME_FLAGS, findBrowser } from '../../scripts/lib/browser.mjs';
import { PATIENCE, ServerProcess } from './site.js';

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

/** Opens a page in a browser of its own, does something there, and sees that nothing went wrong. */
async function visit(path: string, act: (page: Page) => Promise<unknown>) {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const wrong: string[] = [];
  const foreign: string[] = [];
  page.on('pageerror', error => wrong.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error') wrong.push(message.text());
  });
  page.on('request', request => {
    const { host, protocol } = new URL(request.url());
    if (host !== new URL(server.url).host && !/^(data|blob):/.test(protocol)) foreign.push(request.url());
  });
  await page.goto(server.url + path);
  await act(page);
  // Two sign-in forms stand side by side on the start page.
  const { violations } = await new AxeBuilder({ page }).disableRules('landmark-unique').analyze();
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.flat().join(' ')}`),
    [],
  );
  assert.deepEqual(wrong, []);
  assert.deepEqual(foreign, [], 'requests to third parties');
  await context.close();
}

async function register(page: Page, account: string) {
  await page.getByRole('button', { name: 'Create account' }).click();
  const card = page.getByRole('form', { name: 'Create account' });
  await card.getByLabel('Account', { exact: true }).fill(account);
  await card.getByLabel('Name', { exact: true }).fill('Zed');
  for (const name of ['Password', 'Repeat password'])
    await card.getByLabel(name, { exact: true }).fill('a-good-password');
  await card.getByRole('button', { name: 'Create account' }).click();
}

describe('the demo', () => {
  it('has an ordinary site with the widget, by which one signs in [R11]', () =>
    visit('/', async page => {
      await page.getByRole('button', { name: 'Ask the neighbours' }).click();
      await register(page, 'neighbour');
      for (const name of ['Friends', 'Requests', 'Chats']) await page.getByRole('tab', { name, exact: true }).click();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Chat', exact: true }).waitFor();
    }));

  it('has two users side by side, who become friends and write to each other', () =>
    visit('/two.html', async page => {
      await page.getByRole('button', { name: 'Fill in two people' }).click();
      await page.getByRole('tab', { name: 'Received (1)' }).waitFor();
      await page.getByRole('button', { name: 'Accept', exact: true }).click();
      const lists = page.getByRole('list', { name: 'Friends', exact: true });
      await lists.nth(0).getByRole('listitem').first().waitFor();
      await lists.nth(1).getByRole('listitem').first().waitFor();
      await lists.nth(0).getByRole('button').first().click();
      await page.getByRole('textbox', { name: 'Message', exact: true }).first().fill('See you at the market');
      await page.keyboard.press('Enter');
      await page.getByRole('list', { name: 'Conversations' }).nth(1).getByText('See you at the market').waitFor();
    }));

  it('has the smallest embed, without a script of its own', () =>
    visit('/embed.html', async page => {
      assert.equal(await page.locator('script').count(), 1);
      await register(page, 'smallest');
      await page.getByRole('tab', { name: 'Received (0)' }).waitFor();
    }));

  it('has a page for one user', () =>
    visit('/app.html', async page => {
      await register(page, 'single');
      await page.getByRole('searchbox', { name: 'Find people' }).waitFor();
    }));

  it('has a page for three addresses of an OpenIM [F9]', () =>
    visit('/openim.html', async page => {
      await page.getByLabel('API address').fill(`${server.url}/api`);
      await page.getByLabel('Gateway address').fill('https://wrong.example');
      await page.getByRole('button', { name: 'Use these addresses' }).click();
      await page.getByText('The gateway address begins with wss://').waitFor();
      await page.getByLabel('Gateway address').fill(`${server.url.replace('http', 'ws')}/msg_gateway`);
      await page.getByLabel('Account server address').fill(`${server.url}/chat`);
      await page.getByRole('button', { name: 'Use these addresses' }).click();
      await register(page, 'three');
      await page.getByRole('tab', { name: 'Received (0)' }).waitFor();
      assert.match(page.url(), /#api=http/);
      await page.reload();
      await page.getByRole('tab', { name: 'Received (0)' }).waitFor();
    }));

  it('has a page with the server inside, where people live', () =>
    visit('/static.html', async page => {
      await register(page, 'inside');
      await page.getByRole('tab', { name: 'Received (3)' }).waitFor();
      await page.getByRole('searchbox', { name: 'Find people' }).fill('mia');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByRole('button', { name: 'Send request' }).click();
      await page.getByRole('list', { name: 'Friends', exact: true }).getByText('Mia Sommer').click();
      await page.getByRole('textbox', { name: 'Message', exact: true }).fill('Who are you?');
      await page.keyboard.press('Enter');
      await page.getByRole('log', { name: 'Messages' }).getByText('I live in this page').waitFor();
    }));

  for (const path of ['/', '/two.html', '/app.html', '/openim.html', '/static.html'])
    it(`speaks Chinese on ${path}, as its elements do [R13]`, () =>
      visit(path, async page => {
        const heading = page.getByRole('heading', { level: 1 });
        const english = await heading.innerText();
        const title = await page.title();
        await page.getByLabel('Language').selectOption('zh-CN');
        await page.locator('html[lang=zh-CN]').waitFor();
        if (path === '/') await page.getByRole('button', { name: '聊天', exact: true }).waitFor();
        else if (path !== '/openim.html')
          await page.getByRole('button', { name: '登录', exact: true }).first().waitFor();
        const left = await page
          .locator(
            'h1, h2, h3, p, .demo > *, time, dt, summary, .button, nav a, label:not(im-login *), .pages span, title',
          )
          .evaluateAll(places =>
            places
              .filter(({ textContent, children }) => textContent.trim() && !children.length)
              .map(({ textContent }) => textContent)
              .filter(text => /\p{L}/u.test(text) && !/\p{Script=Han}/u.test(text)),
          );
        assert.deepEqual(left, []);
        await page.reload();
        await page.locator('html[lang=zh-CN]').waitFor();
        await page.getByLabel('语言').selectOption('en');
        await page.locator('html[lang=en]').waitFor();
        assert.equal(await heading.innerText(), english);
        assert.equal(await page.title(), title);
      }));

  it('has a gallery that opens at its top', () =>
    visit('/gallery.html?only=im-add-friend', async page => {
      await page.locator('html[data-ready=true]').waitFor();
      await page.getByRole('textbox').first().waitFor();
      assert.equal(await page.evaluate(() => scrollY), 0);
      assert.equal(await page.evaluate(() => document.activeElement?.localName), 'body');
      await page.getByRole('searchbox').first().click();
      assert.equal(await page.evaluate(() => document.activeElement?.localName), 'im-add-friend');
    }));

  it('has a gallery, by element, language, theme and width', () =>
    visit('/gallery.html?only=im-requests&state=received&lang=ar-XB&theme=dark&width=280', async page => {
      await page.locator('html[data-ready=true]').waitFor();
      assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
      assert.equal(
        await page
          .locator('.frame')
          .first()
          .evaluate(frame => frame.getBoundingClientRect().width),
        280,
      );
    }));
});
