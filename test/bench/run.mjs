// Measures, side by side in one run: ten thousand friends in the list and in a plain one, and the embedded server's throughput.
// `npm run bench -- --json FILE`; `--write` puts the tables into docs/measurements.md. It prints figures and ratios and never judges them.
import { createServer } from 'node:http';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cpus } from 'node:os';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { CHROME_FLAGS, findBrowser } from '../../scripts/lib/browser.mjs';
import { between } from '../../scripts/lib/markers.mjs';
import { measureChat } from './chat-server.mjs';
import { measureOpen } from './chat-open.mjs';
import { measureServer } from './server.mjs';

const root = join(import.meta.dirname, '..', '..');
const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    friends: { type: 'string', default: '10000' },
    runs: { type: 'string', default: '5' },
    write: { type: 'boolean', default: false },
  },
});
const count = Number(options.friends);
const runs = Number(options.runs);
const PLAIN_RUNS = 1;

const sorted = list => [...list].sort((a, b) => a - b);
const median = list => sorted(list)[Math.floor(list.length / 2)];
const p95 = list => sorted(list)[Math.min(list.length - 1, Math.floor(list.length * 0.95))];
const round = value => Math.round(value * 10) / 10;

const { outputFiles } = await build({
  entryPoints: ['friends', 'chat'].map(name => join(root, `test/bench/${name}-page.ts`)),
  bundle: true,
  splitting: true,
  format: 'esm',
  minify: true,
  write: false,
  outdir: root,
  target: 'es2022',
  define: { 'process.env.NODE_ENV': '"production"' },
  tsconfig: join(root, 'tsconfig.json'),
});
const files = new Map(outputFiles.map(({ path, contents }) => [path.slice(root.length), contents]));
const html = name =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title><body><script type="module" src="/${name}-page.js"></script>`;
const server = createServer(({ url }, response) => {
  const file = files.get(url);
  response.setHeader('content-type', file ? 'text/javascript' : 'text/html');
  response.end(file ?? html(url.endsWith('?chat') ? 'chat' : 'friends'));
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const address = `http://127.0.0.1:${server.address().port}/`;

/** The longest task (ms) of the page's main thread in a trace. */
function longestTask(trace) {
  const { traceEvents } = JSON.parse(trace.toString());
  const main = traceEvents.find(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const tasks = traceEvents.filter(
    ({ name, tid, pid, ph }) => ph === 'X' && /RunTask$/.test(name) && tid === main?.tid && pid === main?.pid,
  );
  return Math.max(0, ...tasks.map(({ dur = 0 }) => dur)) / 1000;
}

/** One fresh page: upgrade, idle work, search and scroll, each with its longest task. */
async function measure(browser, kind) {
  const tab = await browser.newPage({ viewport: { width: 480, height: 800 } });
  await tab.goto(address);
  await tab.waitForFunction(() => 'bench' in window);
  await tab.evaluate(([its, many]) => window.bench.prepare(its, many), [kind, count]);
  const traced = async run => {
    await browser.startTracing(tab, {
      categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
    });
    const value = await run();
    return { value, longest: longestTask(await browser.stopTracing()) };
  };
  const upgrade = await traced(async () => {
    const value = await tab.evaluate(its => window.bench.upgrade(its), kind);
    await tab.waitForTimeout(1500);
    return value;
  });
  const protocol = await tab.context().newCDPSession(tab);
  await protocol.send('HeapProfiler.collectGarbage');
  await protocol.send('Performance.enable');
  const { metrics } = await protocol.send('Performance.getMetrics');
  const metric = wanted => metrics.find(({ name }) => name === wanted)?.value ?? 0;
  const memory = { heap: metric('JSHeapUsedSize') / 1e6, nodes: metric('Nodes') };
  const search = await traced(() => tab.evaluate(its => window.bench.search(its), kind));
  const scroll = await traced(() => tab.evaluate(() => window.bench.scroll()));
  await tab.close();
  return { upgrade, search, scroll, memory };
}

const browser = await chromium.launch({ executablePath: await findBrowser(root), args: CHROME_FLAGS });
const results = { ours: [], plain: [] };
for (let run = 0; run < runs; run++) {
  results.ours.push(await measure(browser, 'ours'));
  // Minutes each: it is only there to compare with.
  if (run < PLAIN_RUNS) results.plain.push(await measure(browser, 'plain'));
}
const { open, first } = await measureOpen(browser, address, longestTask);
const chrome = browser.version();
await browser.close();
server.close();

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
const labels = {
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
const ours = figures(results.ours);
const plain = figures(results.plain);
const rest = await measureServer();
const chat = { ...(await measureChat()), ...first };

const machine = `${count.toLocaleString('en')} friends, ${runs} runs (all rows: ${PLAIN_RUNS}), Chromium ${chrome}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}`;
const table = [
  '| | im-friend-list | all rows | ratio |',
  '|---|---:|---:|---:|',
  ...Object.entries(labels).map(
    ([key, label]) => `| ${label} | ${ours[key]} | ${plain[key]} | ${round(plain[key] / ours[key])} |`,
  ),
].join('\n');
const serverTable = [
  '| Embedded server | per second |',
  '|---|---:|',
  ...Object.entries(rest).map(([label, value]) => `| ${label} | ${value.toLocaleString('en')} |`),
].join('\n');
const chatTable = [
  '| Chat through the server, a process of its own, data on disk | |',
  '|---|---:|',
  ...Object.entries(chat).map(([label, value]) => `| ${label} | ${value.toLocaleString('en')} |`),
].join('\n');
const sizes = Object.keys(open);
const openTable = [
  `| Messages in the conversation | ${sizes.map(size => Number(size).toLocaleString('en')).join(' | ')} | growth |`,
  `|---|${'---:|'.repeat(sizes.length + 1)}`,
  ...Object.keys(open[sizes[0]]).map(label => {
    const cells = sizes.map(size => open[size][label]);
    return `| ${label} | ${cells.join(' | ')} | ${cells[0] ? `× ${round(cells.at(-1) / cells[0])}` : '–'} |`;
  }),
].join('\n');
console.log(`\n${machine}\n\n${table}\n\n${serverTable}\n\n${chatTable}\n\n${openTable}`);
if (options.write) {
  const page = join(root, 'docs/measurements.md');
  const pieces = {
    bench: `${machine}\n\n${table}`,
    'bench-server': serverTable,
    'bench-chat': chatTable,
    'bench-open': openTable,
  };
  let text = readFileSync(page, 'utf8');
  for (const [name, piece] of Object.entries(pieces)) text = between(text, name, piece);
  writeFileSync(page, text);
}
if (options.json)
  writeFileSync(
    options.json,
    `${JSON.stringify({ friends: count, runs, chrome, node: process.version, cores: cpus().length, ours, plain, server: rest, chat, open }, undefined, 2)}\n`,
  );
