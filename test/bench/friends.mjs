// Ten thousand friends in the list and in a plain one that renders all of its rows, in fresh pages of one browser.
import { median, p95, ratio, round, table } from './figures.mjs';
import { launch, openPage, servePages, traced } from './pages.mjs';

/** Minutes each on a small machine: it is only there to compare with. */
const PLAIN_RUNS = 1;

const LABELS = {
  firstBlock: 'First block painted after upgrade, ms',
  longestTaskUpgrade: 'Longest task, upgrade and idle work, ms',
  searchMedian: 'Search per keystroke, median, ms',
  searchP95: 'Search per keystroke, 95th percentile, ms',
  longestTaskSearch: 'Longest task while searching, ms',
  longestTaskScroll: 'Longest task while scrolling, ms',
  rowsAlive: 'Row elements alive, at most',
  nodes: 'DOM nodes',
  heap: 'Heap after collection, MB',
};

/** One fresh page: upgrade, idle work, search and scroll, each with its longest task. */
async function measure(browser, address, part, kind, count) {
  const tab = await openPage(await browser.newContext({ viewport: { width: 480, height: 800 } }), address, part);
  await tab.evaluate(([its, many]) => window.bench.prepare(its, many), [kind, count]);
  part.beat();
  const upgrade = await traced(tab, async () => {
    const value = await tab.evaluate(its => window.bench.upgrade(its), kind);
    await tab.waitForTimeout(1500);
    return value;
  });
  part.beat();
  const protocol = await tab.context().newCDPSession(tab);
  await protocol.send('HeapProfiler.collectGarbage');
  await protocol.send('Performance.enable');
  const { metrics } = await protocol.send('Performance.getMetrics');
  const metric = wanted => metrics.find(({ name }) => name === wanted)?.value ?? 0;
  const memory = { heap: metric('JSHeapUsedSize') / 1e6, nodes: metric('Nodes') };
  const search = await traced(tab, () => tab.evaluate(its => window.bench.search(its), kind));
  part.beat();
  const scroll = await traced(tab, () => tab.evaluate(() => window.bench.scroll()));
  await tab.context().close();
  return { upgrade, search, scroll, memory };
}

const figures = list => ({
  firstBlock: round(median(list.map(({ upgrade }) => upgrade.value))),
  longestTaskUpgrade: round(median(list.map(({ upgrade }) => upgrade.longest))),
  searchMedian: round(median(list.flatMap(({ search }) => search.value))),
  searchP95: round(p95(list.flatMap(({ search }) => search.value))),
  longestTaskSearch: round(median(list.map(({ search }) => search.longest))),
  longestTaskScroll: round(median(list.map(({ scroll }) => scroll.longest))),
  rowsAlive: Math.max(...list.map(({ scroll }) => scroll.value)),
  nodes: median(list.map(({ memory }) => memory.nodes)),
  heap: round(median(list.map(({ memory }) => memory.heap))),
});

/** @returns figures of both lists, and the table `bench` */
export async function measureFriends(part, { friends, runs, machine }) {
  const address = `${await servePages(['friends'], part)}?friends`;
  const browser = await launch(part);
  const results = { ours: [], plain: [] };
  for (const [kind, times] of [
    ['ours', runs],
    ['plain', PLAIN_RUNS],
  ])
    for (let run = 1; run <= times; run++) {
      results[kind].push(await measure(browser, address, part, kind, friends));
      part.say(`${kind === 'ours' ? 'im-friend-list' : 'all rows'}, ${run} of ${times}`);
    }
  const [ours, plain] = [figures(results.ours), figures(results.plain)];
  const what = `${friends.toLocaleString('en')} friends, ${runs} runs (all rows: ${PLAIN_RUNS}), Chromium ${browser.version()}, ${machine}`;
  const rows = Object.entries(LABELS).map(([key, label]) => [
    label,
    ours[key],
    plain[key],
    ratio(plain[key], ours[key]),
  ]);
  return {
    figures: { ours, plain, chrome: browser.version() },
    tables: { bench: `${what}\n\n${table(['', 'im-friend-list', 'all rows', 'ratio'], rows)}` },
  };
}
