/** Two people on the demo's main page, in browsers of their own, who chat through the widget: by role and name, as people find things. */
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

const wrong: string[] = [];
/** Somebody who comes to the garden and registers in the panel. */
async function visitor(name: string, size = { width: 1280, height: 860 }): Promise<Page> {
  const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.on('pageerror', error => wrong.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error') wrong.push(message.text());
  });
  await page.goto(`${server.url}/`);
  await page.getByRole('button', { name: 'Chat', exact: true }).click();
  await page.getByRole('button', { name: 'Create account' }).click();
  const card = page.getByRole('form', { name: 'Create account' });
  await card.getByLabel('Account', { exact: true }).fill(name.toLowerCase());
  await card.getByLabel('Name', { exact: true }).fill(name);
  for (const label of ['Password', 'Repeat password'])
    await card.getByLabel(label, { exact: true }).fill('a-good-password');
  await card.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('tab', { name: 'Chats', exact: true }).waitFor();
  return page;
}
const message = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true });
const log = (page: Page) => page.getByRole('log', { name: 'Messages' });
async function say(page: Page, text: string) {
  await message(page).fill(text);
  await page.keyboard.press('Enter');
}
async function accessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.flat().join(' ')}`),
    [],
  );
}

describe('the widget on the main page', () => {
  it('brings two people together: request, chat, badge, reload, phone [N3, R11]', async () => {
    const ada = await visitor('Ada');
    const tom = await visitor('Tom', { width: 390, height: 780 });

    await ada.getByRole('tab', { name: 'Friends' }).click();
    await ada.getByRole('button', { name: 'Add friend' }).first().click();
    await ada.getByRole('searchbox', { name: 'Find people' }).fill('tom');
    await ada.getByRole('button', { name: 'Add', exact: true }).click();
    await ada.getByRole('button', { name: 'Send request' }).click();

    await tom.getByRole('tab', { name: 'Requests (1)' }).click();
    await tom.getByRole('button', { name: 'Accept', exact: true }).click();
    await tom.getByRole('button', { name: 'Close' }).click();
    await tom.getByRole('dialog', { name: 'Chat' }).waitFor({ state: 'hidden' });

    await ada.getByRole('button', { name: 'Back to the list' }).click();
    await ada.getByRole('list', { name: 'Friends', exact: true }).getByText('Tom').click();
    await say(ada, 'Is plot 12 free?');
    await tom.getByRole('button', { name: 'Chat (1 unread)' }).waitFor();
    assert.match(await tom.title(), /^\(1\) /);
    await tom.getByRole('button', { name: 'Chat (1 unread)' }).click();
    await tom.getByRole('tab', { name: 'Chats (1)' }).click();
    await tom.getByRole('list', { name: 'Conversations' }).getByText('Ada').click();
    await log(tom).getByText('Is plot 12 free?').waitFor();
    await accessible(tom);
    await say(tom, 'It is, come on Saturday');
    await log(ada).getByText('It is, come on Saturday').waitFor();
    await accessible(ada);

    await ada.reload();
    await log(ada).getByText('It is, come on Saturday').waitFor();
    await ada.getByRole('button', { name: 'Larger' }).waitFor({ state: 'hidden' });
    await ada.getByRole('button', { name: 'Back to the list' }).click();
    await ada.getByRole('button', { name: 'Larger' }).click();
    await ada.getByRole('list', { name: 'Friends', exact: true }).getByText('Tom').click();
    await log(ada).getByText('It is, come on Saturday').waitFor();
    await accessible(ada);
    await ada.keyboard.press('Escape');
    await ada.getByRole('dialog', { name: 'Chat' }).waitFor({ state: 'hidden' });
    assert.deepEqual(wrong, []);
  });
});
