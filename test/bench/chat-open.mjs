// Conversations of many messages, opened in Chromium from IndexedDB, scrolled, written in and searched; and a first sign-in.
import { median, ratio, round, table } from './figures.mjs';
import { launch, openPage, servePages, traced } from './pages.mjs';

const SIZES = [100, 10_000, 100_000];
const CONVERSATIONS = 500;
const AGAIN = 5;

/** Figures by label of a conversation of `size` messages in a fresh page; what the page's code cannot measure is left out. */
async function measure(browser, address, part, size) {
  const context = await browser.newContext({ viewport: { width: 480, height: 800 } });
  const tab = await openPage(context, address, part);
  await tab.evaluate(many => window.bench.prepare(many), size);
  part.say(`${size.toLocaleString('en')} messages are kept`);
  const opened = await traced(tab, () => tab.evaluate(() => window.bench.open()));
  const again = await tab.evaluate(times => window.bench.again?.(times), AGAIN);
  part.beat();
  const older = await traced(tab, () => tab.evaluate(() => window.bench.older()));
  part.beat();
  const typed = await tab.evaluate(() => window.bench.type());
  part.beat();
  const found = await traced(tab, () => tab.evaluate(() => window.bench.search?.()));
  await context.close();
  part.say(`${size.toLocaleString('en')} messages measured`);
  return {
    'Messages on the screen after, ms': round(opened.value),
    [`The same, median of ${AGAIN} more times, ms`]: again && round(median(again)),
    'Longest task while opening, ms': round(opened.longest),
    '– of that on the processor, at most, ms': round(opened.busiest),
    'Messages alive while scrolling up, at most': older.value.alive,
    'What is read moves when older ones come, px': round(older.value.moved),
    'Longest task while scrolling up, ms': round(older.longest),
    '– of those on the processor, at most, ms': round(older.busiest),
    'Scrolling up through 28,800 px, all of the main thread, ms': Math.round(older.busy),
    'Input echo, median, ms': round(median(typed)),
    'Input echo, longest, ms': round(Math.max(...typed)),
    'All conversations searched for a word after, ms': found.value && Math.round(found.value.ms),
    'Messages that were found': found.value?.count,
    'Longest task while searching, ms': found.value && round(found.longest),
    '– of these on the processor, at most, ms': found.value && round(found.busiest),
  };
}

/** @returns figures by number of messages; the tables `bench-open`, `bench-first` and, with `against`, `bench-against` */
export async function measureOpen(part, { against }) {
  const address = `${await servePages(['chat'], part)}?chat`;
  const other = against && `${await servePages(['chat'], part, against)}?chat`;
  const browser = await launch(part);
  const open = {};
  const before = {};
  for (const size of SIZES) {
    open[size] = await measure(browser, address, part, size);
    if (other) before[size] = await measure(browser, other, part, size);
  }
  const tab = await openPage(await browser.newContext(), address, part);
  const first = round(await tab.evaluate(many => window.bench.first(many), CONVERSATIONS));
  await tab.context().close();

  const names = SIZES.map(size => size.toLocaleString('en'));
  const labels = Object.keys(open[SIZES[0]]);
  const tables = {
    'bench-open': table(
      ['Messages in the conversation', ...names, 'growth'],
      labels.map(label => {
        const cells = SIZES.map(size => open[size][label]);
        const growth = ratio(cells.at(-1), cells[0]);
        return [label, ...cells, growth && `× ${growth}`];
      }),
    ),
    'bench-first': table(['', ''], [[`First sign-in with ${CONVERSATIONS} conversations, ms`, first]]),
  };
  if (other)
    tables['bench-against'] = table(
      [`Messages in the conversation: ${against}, here, ratio`, ...names.flatMap(name => [name, 'here', 'ratio'])],
      labels.map(label => [
        label,
        ...SIZES.flatMap(size => [
          before[size][label],
          open[size][label],
          ratio(before[size][label], open[size][label]),
        ]),
      ]),
    );
  return { figures: { open, first, ...(other && { before }) }, tables };
}
