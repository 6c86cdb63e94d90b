// The measured pages, bundled and served on this machine, in a Chromium that is traced.
import { createServer } from 'node:http';
import { join } from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { CHROME_FLAGS, findBrowser } from '../../scripts/lib/browser.mjs';

export const root = join(import.meta.dirname, '..', '..');

/**
 * Serves `NAME-page.ts` of the checkout at `from` as `ADDRESS?NAME`.
 * @returns {Promise<string>} the address
 */
export async function servePages(names, { closing }, from = root) {
  const { outputFiles } = await build({
    entryPoints: names.map(name => join(from, `test/bench/${name}-page.ts`)),
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    write: false,
    outdir: from,
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    tsconfig: join(from, 'tsconfig.json'),
    logLevel: 'error',
  });
  const files = new Map(outputFiles.map(({ path, contents }) => [path.slice(from.length), contents]));
  const html = name =>
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title><body><script type="module" src="/${name}-page.js"></script>`;
  const server = createServer(({ url }, response) => {
    const { pathname, search } = new URL(url, 'http://localhost');
    const file = files.get(pathname);
    response.setHeader('content-type', file ? 'text/javascript' : 'text/html');
    response.end(file ?? html(search.slice(1).split('&')[0] || names[0]));
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  closing(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}/`;
}

export async function launch({ closing }, args = []) {
  const browser = await chromium.launch({
    executablePath: await findBrowser(root),
    args: [...CHROME_FLAGS, ...args],
    timeout: 0,
  });
  closing(() => browser.close());
  return browser;
}

/** A page that is ready to measure; what it logs is progress. How long anything may take is the part's affair. */
export async function openPage(context, url, { beat }) {
  const tab = await context.newPage();
  tab.setDefaultTimeout(0);
  tab.on('console', beat);
  await tab.goto(url);
  await tab.waitForFunction(() => 'bench' in window);
  beat();
  return tab;
}

/**
 * Of the tasks of the page's main thread: the longest by the clock, which a busy machine stretches; the longest by its time on the
 * processor, which it does not; and all of that together.
 */
function tasksOf(trace) {
  const { traceEvents } = JSON.parse(trace.toString());
  const main = traceEvents.find(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const tasks = traceEvents.filter(
    ({ name, tid, pid, ph }) => ph === 'X' && /RunTask$/.test(name) && tid === main?.tid && pid === main?.pid,
  );
  // A task is told by each layer it goes through: only the outermost count.
  let end = 0;
  const outer = tasks
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))
    .filter(({ ts, dur = 0 }) => ts >= end && ((end = ts + dur), true));
  const own = outer.map(({ tdur = 0 }) => tdur / 1000);
  return {
    longest: Math.max(0, ...outer.map(({ dur = 0 }) => dur)) / 1000,
    busiest: Math.max(0, ...own),
    busy: own.reduce((a, b) => a + b, 0),
  };
}

/** Runs something in the page while its main thread is traced. */
export async function traced(tab, run) {
  const browser = tab.context().browser();
  await browser.startTracing(tab, {
    categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
  });
  const value = await run();
  return { value, ...tasksOf(await browser.stopTracing()) };
}
