// `npm run screenshots -- --out DIR`: every element in every state × theme × width × language as PNG files, from the gallery,
// each looked over by axe. `--only im-x` for one element, `--langs en`, `--widths 280`, `--themes dark` for less.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { build } from './build.mjs';
import { CHROME_FLAGS, findBrowser } from './lib/browser.mjs';
import { serveDemo } from './lib/demo-server.mjs';

const root = join(import.meta.dirname, '..');
const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const list = (name, otherwise) => option(name, otherwise).split(',').filter(Boolean);

const out = resolve(option('out', 'screenshots'));
const LANGS = list('langs', 'en,zh-CN,ar-XB');
const THEMES = list('themes', 'light,dark,unaware');
const WIDTHS = list('widths', '280,720,1280').map(Number);
const axeIsOn = option('axe', 'on') !== 'off';

/** Findings as lines that say where to look. */
const lines = (name, violations) =>
  violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${name}: ${id} (${help}) at ${target.flat().join(' ')}`),
  );

async function shoot(page, url, tag, lang, findings) {
  const problems = [];
  const note = message => problems.push(message);
  page.on('pageerror', error => note(`script error: ${error.message}`));
  page.on('console', message => {
    if (message.type() === 'error') note(message.text());
  });
  await page.goto(`${url}/gallery.html?only=${tag}&lang=${lang}&width=${WIDTHS[0]}`);
  await page.waitForFunction(() => document.documentElement.dataset.ready, undefined, { timeout: 60_000 });
  if ((await page.evaluate(() => document.documentElement.dataset.ready)) !== 'true')
    note(await page.locator('#progress').innerText());
  let count = 0;
  for (const width of WIDTHS) {
    await page.setViewportSize({ width: Math.max(width + 60, 700), height: 900 });
    for (const theme of THEMES) {
      await page.locator('select[name=width]').selectOption(String(width));
      await page.locator('select[name=theme]').selectOption(theme);
      // As tall as the page, so that what sticks to the window's edge is where it is in short lists.
      const { height } = await page.locator('#stage').boundingBox();
      await page.setViewportSize({ width: Math.max(width + 60, 700), height: Math.ceil(height) + 200 });
      const name = `${tag}.${lang}.${theme}.${width}`;
      await page.locator('#stage').screenshot({ path: join(out, `${name}.png`), animations: 'disabled' });
      count++;
      if (!axeIsOn) continue;
      const { violations } = await new AxeBuilder({ page })
        .include('#stage')
        .disableRules('landmark-unique') // the same element is here many times, as on no other page
        .analyze();
      findings.push(...lines(name, violations));
    }
  }
  findings.push(...problems.map(problem => `${tag}.${lang}: ${problem}`));
  return count;
}

await build(['cdn', 'loopback']);
mkdirSync(out, { recursive: true });
const server = await serveDemo(root);
const browser = await chromium.launch({ executablePath: await findBrowser(root), args: CHROME_FLAGS });
const findings = [];
let count = 0;
try {
  const page = await browser.newPage();
  // A gallery that breaks before it lists its elements would leave nothing to look at, and so nothing to find.
  page.on('pageerror', error => findings.push(`gallery: script error: ${error.message}`));
  await page.goto(`${server.url}/gallery.html?only=none`);
  await page
    .locator('select[name=only] option')
    .nth(1)
    .waitFor({ state: 'attached', timeout: 20_000 })
    .catch(() => {});
  const tags = await page
    .locator('select[name=only] option')
    .evaluateAll(options => options.map(({ value }) => value).filter(Boolean));
  await page.close();
  for (const tag of tags.filter(name => !option('only') || name === option('only')))
    for (const lang of LANGS) {
      const context = await browser.newContext({ reducedMotion: 'reduce' });
      count += await shoot(await context.newPage(), server.url, tag, lang, findings);
      await context.close();
      console.log(`${tag} ${lang}`);
    }
} finally {
  await browser.close();
  await server.close();
}
if (!count) {
  const why = option('only') ? `the gallery has no element "${option('only')}"` : 'the gallery names no elements';
  findings.push(`no pictures were made: ${why}, or --langs, --themes or --widths is empty`);
}
for (const line of findings) console.error(line);
console.log(`${count} pictures in ${out}, ${findings.length} findings`);
process.exit(findings.length ? 1 : 0);
