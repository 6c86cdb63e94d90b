/** Uploaded files in a real browser: shown, played, saved; never run. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { chromium, type Browser } from 'playwright-core';
import { CHROME_FLAGS, findBrowser } from '../../scripts/lib/browser.mjs';
import { temporaryFolder } from '../server/store/stores.js';
import { PNG, Site } from '../server/uploads.js';

const folder = temporaryFolder();
let site: Site;
let browser: Browser;
before(async () => {
  site = await Site.start({ data: folder });
  browser = await chromium.launch({
    executablePath: await findBrowser(`${import.meta.dirname}/../..`),
    args: CHROME_FLAGS,
  });
});
after(async () => {
  await browser.close();
  await site.server.close();
  rmSync(folder, { recursive: true });
});

const RUN = 'top.ran = document.title = "ran"';
const files: Record<string, string> = {
  'page.html': `<!doctype html><script>${RUN}</script><img src=x onerror='${RUN}'>`,
  'page.svg': `<svg xmlns="http://www.w3.org/2000/svg" onload='${RUN}'><script>${RUN}</script></svg>`,
  'page.xhtml': `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script>${RUN}</script></html>`,
  'page.png': `<script>${RUN}</script>`,
  'code.js': RUN,
};

test('an uploaded page is saved, not shown, and runs neither by itself nor in a frame nor as a script', async () => {
  const page = await browser.newPage();
  for (const [file, text] of Object.entries(files)) {
    const url = await site.upload(Buffer.from(text), `a/${file}`);
    const download = page.waitForEvent('download');
    await page.goto(url).catch(() => undefined);
    assert.equal((await download).suggestedFilename().replace(/\.\w+$/, ''), file.replace(/\.\w+$/, ''));
    // From a page of the same origin, which has most rights there are.
    await page.goto(`${site.server.url}/healthz`);
    const outcome = await page.evaluate(async address => {
      const script = document.createElement('script');
      script.src = address;
      const asScript = await new Promise<string>(resolve => {
        script.addEventListener('load', () => resolve('load'));
        script.addEventListener('error', () => resolve('error'));
        document.body.append(script);
      });
      for (const [tag, field] of [
        ['object', 'data'],
        ['iframe', 'src'],
      ] as const) {
        const element = document.createElement(tag);
        element.setAttribute(field, address);
        document.body.append(element);
      }
      await (await fetch(address)).text();
      await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return [asScript, String('ran' in window), document.title];
    }, url);
    assert.deepEqual(outcome, ['error', 'false', ''], file);
  }
  await page.close();
});

test('a picture is shown on pages of other origins', async () => {
  const url = await site.upload(PNG, 'a/picture.png');
  const page = await browser.newPage();
  await page.setContent('<!doctype html>');
  const width = await page.evaluate(async address => {
    const image = new Image();
    image.src = address;
    await image.decode();
    return image.naturalWidth;
  }, url);
  assert.equal(width, 1);
  await page.close();
});
