/** Two people who talk, in two browsers, against the server as its own process; found by role and label alone. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { chromium, type Browser } from 'playwright-core';
import { build } from '../../scripts/build.mjs';
import { CHROME_FLAGS, findBrowser } from '../../scripts/lib/browser.mjs';
import { LIVE, PATIENCE, ServerProcess, startSite } from './site.js';
import { Talker } from './talker.js';

let server: ServerProcess;
let site: Awaited<ReturnType<typeof startSite>>;
let browser: Browser;

before(async () => {
  await build(['cdn', 'loopback', 'server']);
  server = await ServerProcess.start('--demo');
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

const many = (word: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `${word} ${from + i}`);

/** Two who are friends, on the page to talk. */
async function friends(): Promise<[Talker, Talker]> {
  const a = await Talker.arrive(browser, site.url, 'anna');
  const b = await Talker.arrive(browser, site.url, 'bert');
  await a.visitor.register('Anna');
  await b.visitor.register('Bert');
  await a.visitor.apply('bert', 'We met at the market');
  await b.visitor.button('Accept').click();
  await a.visitor.friend('Bert').waitFor();
  for (const { page } of [a, b]) {
    await page.goto(`${site.url}chat`);
    await page.getByText('Connected', { exact: true }).first().waitFor();
  }
  return [a, b];
}

/** Whether a text is in what the page's device keeps; runs in the page. */
async function kept(text: string): Promise<boolean> {
  for (const { name } of await indexedDB.databases()) {
    const request = indexedDB.open(name!);
    await new Promise(done => (request.onsuccess = done));
    const rows = request.result.transaction('records').objectStore('records').getAll();
    await new Promise(done => (rows.onsuccess = done));
    request.result.close();
    if (JSON.stringify(rows.result).includes(text)) return true;
  }
  return false;
}

test('two people talk', async t => {
  const [a, at] = await friends();
  let b = at;

  await t.test('a friend is chosen, text goes both ways [O1, O4, O7, N1]', async step => {
    await a.visitor.friend('Bert').click();
    await b.open('Anna');
    await a.composer.waitFor();
    const took: number[] = [];
    for (let i = 1; i <= 15; i++)
      for (const [from, to] of [
        [a, b],
        [b, a],
      ] as const) {
        const text = `${from.visitor.account} says ${i}`;
        await from.composer.fill(text);
        const start = performance.now();
        await from.composer.press('Enter');
        await to.message(text).waitFor({ timeout: LIVE });
        took.push(performance.now() - start);
      }
    took.sort((x, y) => x - y);
    step.diagnostic(`key to sight, ms: median ${Math.round(took[15]!)}, longest ${Math.round(took.at(-1)!)}`);
  });

  await t.test('what is read is marked at the sender [O12]', async () => {
    await a.state('anna says 15', 'Read').waitFor({ timeout: LIVE });
    await b.state('bert says 15', 'Read').waitFor({ timeout: LIVE });
  });

  await t.test('typing is seen above the messages and in the list, and ends [O11]', async () => {
    await a.composer.pressSequentially('Are');
    await b.page.getByRole('status').filter({ hasText: 'Anna typing' }).waitFor({ timeout: LIVE });
    await b.conversation('Anna').getByText('typing').waitFor({ timeout: LIVE });
    await a.composer.fill('');
    await b.conversation('Anna').getByText('typing').waitFor({ state: 'detached', timeout: LIVE });
  });

  await t.test('a reply leads to what it answers [O9]', async () => {
    await b.does('Reply', 'anna says 15');
    await b.page.getByText('Reply to Anna').waitFor();
    await b.say('An answer');
    const answer = a.message('An answer');
    await answer.waitFor({ timeout: LIVE });
    await answer.getByRole('button', { name: /anna says 15/ }).click();
    await a.message('anna says 15').waitFor();
  });

  await t.test('a message is taken back, at both [O10]', async () => {
    await a.say('Forget this');
    await b.message('Forget this').waitFor({ timeout: LIVE });
    await a.does('Take back', 'Forget this');
    await b.log.getByText('Anna took back a message').waitFor({ timeout: LIVE });
    await a.log.getByText('You took back a message').waitFor({ timeout: LIVE });
    assert.equal(await b.message('Forget this').count(), 0);
    assert.equal(await a.message('Forget this').count(), 0);
  });

  await t.test('an emoji is found and inserted where one writes [O19]', async () => {
    await a.composer.fill('Good morning ');
    await a.visitor.button('Emoji').click();
    await a.page.getByRole('searchbox', { name: 'Search emoji' }).fill('hedgehog');
    await a.visitor.button('hedgehog').click();
    await a.page.keyboard.press('Escape');
    assert.equal(await a.composer.inputValue(), 'Good morning 🦔');
    await a.composer.press('Enter');
    await b.message('Good morning 🦔').waitFor({ timeout: LIVE });
  });

  await t.test('a picture has its room before it is there [O15, O20]', async () => {
    let release!: () => void;
    const held = new Promise<void>(done => (release = done));
    await b.page.route(/\/object\//, async route => {
      await held;
      await route.continue();
    });
    const buffer = await a.page.screenshot({ clip: { x: 0, y: 0, width: 600, height: 400 } });
    await a.attach({ name: 'view.png', mimeType: 'image/png', buffer });
    const picture = b.log.getByRole('img', { name: 'Picture' });
    await picture.waitFor({ timeout: PATIENCE });
    const natural = () => picture.evaluate(image => (image as HTMLImageElement).naturalWidth);
    const size = async () => {
      const { width = 0, height = 0 } = (await picture.boundingBox()) ?? {};
      return [Math.round(width), Math.round(height)];
    };
    assert.equal(await natural(), 0);
    const [width = 0, height = 0] = await size();
    assert.ok(width > 200 && Math.abs(height / width - 2 / 3) < 0.02, `${width} × ${height}`);
    release();
    await picture.evaluate(image => (image as HTMLImageElement).decode());
    assert.equal(await natural(), 600);
    assert.deepEqual(await size(), [width, height]);
    await b.page.unroute(/\/object\//);
    await b.visitor.button('Open picture').click();
    await b.page.getByRole('dialog', { name: 'Picture' }).getByRole('img').waitFor();
    await b.page.keyboard.press('Escape');
  });

  await t.test('a file arrives byte by byte [O16]', async () => {
    const buffer = randomBytes(300_000);
    await b.attach({ name: 'notes.bin', mimeType: 'application/octet-stream', buffer });
    const link = a.log.getByRole('link', { name: 'Download notes.bin' });
    await link.waitFor({ timeout: PATIENCE });
    const saved = new Promise<string>(done => {
      for (const page of a.page.context().pages()) page.once('download', file => void file.path().then(done));
      a.page.context().on('page', page => page.once('download', file => void file.path().then(done)));
    });
    await link.click();
    assert.ok(buffer.equals(await readFile(await saved)));
  });

  await t.test('unread messages are counted where the chat is not open, and no more when it is [N6, N7]', async () => {
    await b.page.reload();
    await b.conversation('Anna').waitFor();
    for (const text of many('missed', 1, 3)) await a.say(text);
    await b.conversation('Anna').getByText('3 unread messages').waitFor({ timeout: LIVE });
    await b.page.getByRole('status').filter({ hasText: '3 unread messages' }).waitFor({ timeout: LIVE });
    await b.conversation('Anna').getByText('missed 3').waitFor();
    await a.state('missed 3', 'Sent').waitFor({ timeout: LIVE });
    await b.open('Anna');
    await b.message('missed 3').waitFor();
    await b.log.getByText('New messages').waitFor();
    await b.conversation('Anna').getByText('3 unread messages').waitFor({ state: 'detached', timeout: LIVE });
    await a.state('missed 3', 'Read').waitFor({ timeout: LIVE });
  });

  await t.test('blocked, a message says why it was not sent, and goes out later by Resend [O8, M4]', async () => {
    await b.visitor.does('Block', 'Anna');
    await b.visitor.confirms('Block');
    await b.visitor.button('Unblock').first().waitFor({ timeout: LIVE });
    await a.say('Are you there');
    await a.message('Are you there').getByText('Bert blocked you.').waitFor({ timeout: LIVE });
    await a.state('Are you there', 'Not sent').waitFor();
    await b.visitor.button('Unblock').first().click();
    await b.composer.waitFor({ timeout: LIVE });
    await a.visitor.button('Resend', a.message('Are you there')).click();
    await b.message('Are you there').waitFor({ timeout: LIVE });
    assert.equal(await a.message('Are you there').getByText('Bert blocked you.').count(), 0);
  });

  await t.test('what was written while one was away is all there, in order, once [N11, O13]', async () => {
    const context = b.page.context();
    await b.page.close();
    for (const text of many('away', 1, 50)) await a.say(text);
    await a.state('away 50', 'Sent').waitFor({ timeout: PATIENCE });
    b = await Talker.arrive(browser, `${site.url}chat`, 'bert', context);
    await b.conversation('Anna').getByText('50 unread messages').waitFor();
    await b.open('Anna');
    await b.message('away 1').waitFor();
    await b.visitor.button('To the newest message, 50 new').click();
    await b.message('away 50').waitFor();
    const seen = await b.scrollUpTo('away 1');
    assert.deepEqual(
      seen.filter(text => text.startsWith('away')),
      many('away', 1, 50),
    );
    await a.state('away 50', 'Read').waitFor({ timeout: LIVE });
  });

  await t.test('a draft outlives a reload [O6]', async () => {
    await b.composer.fill('Not yet said');
    await b.composer.blur();
    for (const end = Date.now() + LIVE; Date.now() < end && !(await b.page.evaluate(kept, 'Not yet said'));)
      await b.page.evaluate(() => new Promise(requestAnimationFrame));
    await b.page.reload();
    await b.conversation('Anna').getByText('Draft: Not yet said').waitFor();
    await b.open('Anna');
    await b.page.waitForFunction(() => document.activeElement?.localName === 'im-chat');
    assert.equal(await b.composer.inputValue(), 'Not yet said');
    await b.composer.fill('');
  });

  await t.test('hundreds of messages are scrolled to the first, complete and in order [O5]', async () => {
    await a.page.evaluate(
      async texts => {
        const { client } = document.querySelector('im-client') as unknown as {
          client: {
            getFriendList(): Promise<{ userID: string }[]>;
            createTextMessage(text: string): Promise<object>;
            sendMessage(params: object): Promise<object>;
          };
        };
        const [friend] = await client.getFriendList();
        for (const text of texts)
          await client.sendMessage({ recvID: friend!.userID, message: await client.createTextMessage(text) });
      },
      many('history', 1, 300),
    );
    await b.page.reload();
    await b.open('Anna');
    await b.message('history 300').waitFor();
    const seen = await b.scrollUpTo('anna says 1');
    assert.deepEqual(
      seen.filter(text => text.startsWith('history')),
      many('history', 1, 300),
    );
    assert.deepEqual(
      seen.filter(text => text.startsWith('away')),
      many('away', 1, 50),
    );
    assert.deepEqual(
      seen.filter(text => text.includes(' says ')),
      Array.from({ length: 15 }, (_, i) => [`anna says ${i + 1}`, `bert says ${i + 1}`]).flat(),
    );
  });

  await t.test(
    'with the server down, a reload shows it all; what is written waits and goes out later [O13, O14]',
    async () => {
      await server.down();
      await b.page.reload();
      await b.open('Anna');
      await b.message('history 300').waitFor();
      const seen = await b.scrollUpTo('history 200');
      assert.deepEqual(seen.slice(seen.indexOf('history 200')), many('history', 200, 300));
      await b.say('Into the dark');
      await b.state('Into the dark', 'Waiting for the network').waitFor();
      await server.up();
      await a.message('Into the dark').waitFor();
      await b.state('Into the dark', 'Read').waitFor();
    },
  );

  await t.test('the chat with one person stands alone on a page [O1]', async () => {
    const id = await b.page.evaluate(async () => {
      const { client } = document.querySelector('im-client') as unknown as {
        client: { getFriendList(): Promise<{ userID: string }[]> };
      };
      return (await client.getFriendList())[0]!.userID;
    });
    await b.page.goto(`${site.url}alone?user=${id}`);
    await b.message('Into the dark').waitFor();
    await b.say('Alone on a page');
    await a.message('Alone on a page').waitFor({ timeout: LIVE });
  });
});

test('two people talk through the button on the demo', async () => {
  const guests = await Promise.all(
    ['cleo', 'dora'].map(async account => {
      const guest = await Talker.arrive(browser, server.url, account);
      await guest.visitor.button('Chat').click();
      await guest.visitor.button('Create account').first().click();
      const card = guest.page.getByRole('form', { name: 'Create account' });
      await guest.visitor.field('Account', card).fill(account);
      await guest.visitor.field('Name', card).fill(account === 'cleo' ? 'Cleo' : 'Dora');
      for (const name of ['Password', 'Repeat password']) await guest.visitor.field(name, card).fill('a-good-password');
      await guest.visitor.button('Create account', card).click();
      await guest.visitor.tab('Chats').waitFor();
      return guest;
    }),
  );
  const [cleo, dora] = guests as [Talker, Talker];
  await cleo.visitor.tab('Friends').click();
  await cleo.visitor.button('Add friend').first().click();
  await cleo.page.getByRole('searchbox', { name: 'Find people' }).fill('dora');
  await cleo.visitor.button('Add').click();
  await cleo.visitor.button('Send request').click();
  await dora.page.getByRole('tab', { name: /^Requests/ }).click();
  await dora.visitor.button('Accept').click();
  await dora.visitor.tab('Friends').click();
  await dora.visitor.friend('Cleo').click();
  await dora.say('Good to see you here');
  await cleo.page.getByRole('tab', { name: /^Chats/ }).click();
  await cleo.conversation('Dora').getByText('Good to see you here').waitFor({ timeout: LIVE });
  await cleo.visitor.button('Close').first().click();
  await dora.say('Are you still there');
  await cleo.page.getByRole('button', { name: /^Chat \(\d unread\)$/ }).click({ timeout: LIVE });
  await cleo.open('Dora');
  await cleo.message('Are you still there').waitFor();
  await cleo.say('I am');
  await dora.message('I am').waitFor({ timeout: LIVE });
});
