/** The whole story of two people, in two browsers, against the server as its own process; found by role and label alone. */
import { after, before, test } from 'node:test';
import { chromium, type Browser } from 'playwright-core';
import { build } from '../../scripts/build.mjs';
import { CHROME_FLAGS, findBrowser } from '../../scripts/lib/browser.mjs';
import { LIVE, ServerProcess, startSite } from './site.js';
import { Visitor } from './visitor.js';

let server: ServerProcess;
let site: Awaited<ReturnType<typeof startSite>>;
let browser: Browser;

before(async () => {
  await build(['cdn', 'server']);
  server = await ServerProcess.start();
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

test('two people meet, and everything between them is live', async t => {
  const a = await Visitor.arrive(browser, site.url, 'anna');
  const b = await Visitor.arrive(browser, site.url, 'bert');

  await t.test('both register [H8]', async () => {
    await a.register('Anna');
    await b.register('Bert');
  });

  await t.test('A finds B and applies with a greeting; B sees it live [E1, K1, K4, K7, K9, L1, L4]', async () => {
    await a.apply('bert', 'We met at the market');
    await b.tab('Received (1)').waitFor({ timeout: LIVE });
    await b.page.getByText('We met at the market').waitFor({ timeout: LIVE });
    await b.page.getByText('1 friend request', { exact: true }).waitFor({ timeout: LIVE });
  });

  await t.test('B accepts with a reply; both lists show the other, with presence [D10, F1, I7, K8]', async () => {
    await b.field('Reply').fill('I remember you');
    await b.button('Accept').click();
    await a.friend('Bert').waitFor({ timeout: LIVE });
    await b.friend('Anna').waitFor({ timeout: LIVE });
    await a.friend('Bert').getByRole('img', { name: 'Online' }).waitFor({ timeout: LIVE });
    await b.friend('Anna').getByRole('img', { name: 'Online' }).waitFor({ timeout: LIVE });
    await a.tab('Sent (0)').click();
    await a.page.getByText('Reply: I remember you').waitFor({ timeout: LIVE });
  });

  await t.test('A sets a remark and pins [J6, J7]', async () => {
    await a.does('Edit remark', 'Bert');
    await a.field('Remark').fill('Bertie');
    await a.page.keyboard.press('Enter');
    await a.friend('Bertie').waitFor({ timeout: LIVE });
    await a.does('Pin', 'Bertie');
    await a.button('More about Bertie', a.friends).click();
    await a.page.getByRole('menuitem', { name: 'Unpin', exact: true }).waitFor({ timeout: LIVE });
    await a.page.keyboard.press('Escape');
  });

  await t.test('B changes the nickname, A sees it [E7, I2]', async () => {
    const profile = b.page.getByRole('form', { name: 'Profile' });
    await b.field('Name', profile).fill('Bertram');
    await b.button('Save', profile).click();
    await a.friend('Bertie').filter({ hasText: 'Bertram' }).waitFor({ timeout: LIVE });
  });

  await t.test('B blocks and unblocks A [M1, M2, M3]', async () => {
    const blocked = b.page.getByRole('list', { name: 'Blocked people' });
    await b.does('Block', 'Anna');
    await b.confirms('Block');
    await blocked.getByText('Anna').waitFor({ timeout: LIVE });
    await b.friend('Anna').waitFor({ state: 'detached', timeout: LIVE });
    await b.button('Unblock', blocked).click();
    await b.friend('Anna').waitFor({ timeout: LIVE });
  });

  await t.test('A deletes B, B keeps A [F2, J8]', async () => {
    await a.does('Delete friend', 'Bertie');
    await a.confirms('Delete friend');
    await a.friend('Bert').waitFor({ state: 'detached', timeout: LIVE });
    await b.friend('Anna').waitFor();
  });

  await t.test('A applies again, B refuses [D11, E4]', async () => {
    await a.apply('bert', 'Sorry, wrong button');
    await b.page.getByText('Sorry, wrong button').waitFor({ timeout: LIVE });
    await b.button('Decline').click();
    await a.tab('Sent (0)').waitFor({ timeout: LIVE });
    await a.page.getByText('Declined').waitFor({ timeout: LIVE });
  });

  await t.test('with the server down a reload shows the cache [H21, J17]', async () => {
    await server.down();
    await a.sees('Offline');
    await Promise.all([a.page.reload(), b.page.reload()]);
    await b.friend('Anna').waitFor();
    await a.tab('Sent (0)').click();
    await a.page.getByText('Sorry, wrong button').waitFor();
    await b.sees('Offline');
  });

  await t.test('with the server up again both connect by themselves [B7]', async () => {
    await server.up();
    await Promise.all([a.sees('Connected'), b.sees('Connected')]);
    await b.friend('Anna').getByRole('img', { name: 'Online' }).waitFor();
  });

  await t.test('signing in elsewhere kicks the first browser, "Use here" brings it back [B4, H24]', async () => {
    const second = await Visitor.arrive(browser, site.url, 'anna');
    await second.signIn();
    await second.sees('Connected');
    await a.sees('Signed in elsewhere');
    await a.button('Use here').click();
    await a.sees('Connected');
    await second.sees('Signed in elsewhere');
    await second.page.context().close();
  });
});
