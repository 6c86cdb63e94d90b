// Conversations of many messages, opened in Chromium from IndexedDB: `measureOpen(browser, address, longestTask)`.
const SIZES = [100, 10_000, 100_000];
const CONVERSATIONS = 500;

const sorted = list => [...list].sort((a, b) => a - b);
const median = list => sorted(list)[Math.floor(list.length / 2)];
const round = value => Math.round(value * 10) / 10;

/** @returns {Promise<Record<string, Record<string, number>>>} by number of messages, figures by label; and of the first sign-in */
export async function measureOpen(browser, address, longestTask) {
  const page = async () => {
    const tab = await (await browser.newContext({ viewport: { width: 480, height: 800 } })).newPage();
    tab.setDefaultTimeout(120_000);
    await tab.goto(`${address}?chat`);
    await tab.waitForFunction(() => 'bench' in window);
    return tab;
  };
  const open = {};
  for (const size of SIZES) {
    const tab = await page();
    await tab.evaluate(many => window.bench.prepare(many), size);
    const traced = async run => {
      await browser.startTracing(tab, {
        categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
      });
      const value = await run();
      return { value, longest: longestTask(await browser.stopTracing()) };
    };
    const opened = await traced(() => tab.evaluate(() => window.bench.open()));
    const older = await traced(() => tab.evaluate(() => window.bench.older()));
    const typed = await tab.evaluate(() => window.bench.type());
    open[size] = {
      'Messages on the screen after, ms': round(opened.value),
      'Longest task while opening, ms': round(opened.longest),
      'Messages alive while scrolling up, at most': older.value.alive,
      'What is read moves when older ones come, px': round(older.value.moved),
      'Longest task while scrolling up, ms': round(older.longest),
      'Input echo, median, ms': round(median(typed)),
      'Input echo, longest, ms': round(Math.max(...typed)),
    };
    await tab.context().close();
  }
  const tab = await page();
  const first = round(await tab.evaluate(many => window.bench.first(many), CONVERSATIONS));
  await tab.context().close();
  return { open, first: { [`First sign-in with ${CONVERSATIONS} conversations, ms`]: first } };
}
