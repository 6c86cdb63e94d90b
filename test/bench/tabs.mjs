// Tabs of one browser: what they cost together, how fast another takes over, how fast they are up to date after a sleep; with one
// session shared by all, and each on its own, side by side.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tsImport } from 'tsx/esm/api';
import { WebSocket } from 'ws';
import { administer, startServer } from './chat-server.mjs';
import { median, p95, ratio, round, table } from './figures.mjs';
import { launch, openPage, root, servePages } from './pages.mjs';
import { openRelay } from './relay.mjs';

const MANY = [1, 5, 20];
/** Tabs among which one goes, and that wake up. */
const SOME = 5;
const MESSAGES = 100;
/** ms between messages, so that each is a change of its own; and that the network is gone. */
const PACE = 20;
const AWAY = 600;
/** Of so many wakes one is from a silent network: a socket that nobody closed takes longer to be found dead. */
const SILENT = 4;

/** Counts the sockets that the gateway accepted: its first word says so. */
const SOCKETS = `
  const held = (window.held = new Set());
  window.WebSocket = class extends WebSocket {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', () => held.add(this), { once: true });
      this.addEventListener('close', () => held.delete(this));
    }
  };`;
/** Browsers without Web Locks share nothing. */
const KINDS = { shared: SOCKETS, apart: `${SOCKETS} delete Navigator.prototype.locks;` };

const now = () => performance.timeOrigin + performance.now();
const pause = ms =>
  new Promise(resolve => {
    setTimeout(resolve, ms);
  });

/** MB (each page of memory once, whoever shares it) and seconds on the processor of all processes of a browser. */
async function costs(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  let [memory, cpu] = [0, 0];
  for (const { id } of processInfo) {
    try {
      memory += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))[1]) / 1000;
      const fields = readFileSync(`/proc/${id}/stat`, 'utf8').replace(/.*\) /s, '').split(' ');
      cpu += (Number(fields[11]) + Number(fields[12])) / 100;
    } catch {
      // It ended meanwhile.
    }
  }
  return { memory, cpu };
}

/** A site in a browser of its own: tabs that are signed in as one person, and somebody elsewhere who writes to them. */
async function openSite(part, { address, url, admin, talker }, kind, userID) {
  const relay = await openRelay(url, part);
  const browser = await launch(part);
  const context = await browser.newContext();
  await context.addInitScript(KINDS[kind]);
  await admin.register([userID]);
  const token = await admin.tokenOf(userID);
  const tabs = [];
  const site = {
    relay,
    browser,
    context,
    tabs,
    /** Opens a tab; gives ms from its client's creation until it was ready. */
    async tab() {
      const tab = await openPage(context, address, part);
      const start = now();
      const ready = await tab.evaluate(
        ([...args]) => window.bench.start(...args),
        [relay.url, userID, tabs.length ? '' : token],
      );
      tabs.push(tab);
      part.beat();
      return ready - start;
    },
    async say(words) {
      await talker.sendMessage({ recvID: userID, message: await talker.createTextMessage(words) });
      part.beat();
    },
    /** When every tab had these words, epoch ms; the last of them. */
    has: async words =>
      Math.max(...(await Promise.all(tabs.map(tab => tab.evaluate(text => window.bench.has(text), words))))),
    async leaders() {
      const held = await Promise.all(tabs.map(tab => tab.evaluate(() => window.bench.held())));
      return tabs.filter((_, i) => held[i]);
    },
    close: () => browser.close(),
  };
  return site;
}

async function measureMany(part, world, kind, many) {
  const site = await openSite(part, world, kind, `${kind}${many}`);
  const starts = [];
  for (let i = 0; i < many; i++) starts.push(await site.tab());
  await site.say('hello');
  await site.has('hello');
  const [sockets, calls] = [site.relay.sockets(), site.relay.calls()];
  await pause(AWAY);
  const before = await costs(site.browser);
  for (let i = 0; i < MESSAGES; i++) {
    await site.say(`message ${i}`);
    await pause(PACE);
  }
  await site.has(`message ${MESSAGES - 1}`);
  const after = await costs(site.browser);
  await site.close();
  part.say(`${many} tabs, ${kind}`);
  return {
    'Connections to the gateway': sockets,
    'REST calls until all are ready': calls,
    'A further tab is ready after, median, ms': many > 1 ? Math.round(median(starts.slice(1))) : undefined,
    'Memory of the browser, MB': Math.round(before.memory),
    'Processor, all tabs open, s': round(before.cpu),
    [`Processor, ${MESSAGES} messages come, s`]: Math.round((after.cpu - before.cpu) * 100) / 100,
  };
}

/** ms from the end of the tab that holds the socket until another holds one, by how it ended. */
async function measureFailover(part, world, kind, times) {
  const site = await openSite(part, world, kind, `${kind}Failover`);
  const took = { closed: [], crashed: [] };
  for (let i = 0; i < times; i++) {
    while (site.tabs.length < SOME) await site.tab();
    part.beat(`end ${i}: looking for the tab with the socket`);
    const [leader] = await site.leaders();
    if (!leader) throw new Error(`no tab of ${SOME} has a socket`);
    part.beat(`end ${i}: another tab has to take over`);
    site.tabs.splice(site.tabs.indexOf(leader), 1);
    const how = i % 2 ? 'crashed' : 'closed';
    const session = how === 'crashed' && (await site.context.newCDPSession(leader));
    const next = Promise.race(site.tabs.map(tab => tab.evaluate(() => window.bench.leads())));
    const start = now();
    if (session) session.send('Page.crash').catch(() => undefined);
    else await leader.close();
    // Where each has its own, another was there before.
    took[how].push(Math.max(0, (await next) - start));
    if (session) await leader.close();
    part.beat(`end ${i}: all tabs have to get a message`);
    const words = `after ${i}`;
    await site.say(words);
    await site.has(words);
  }
  await site.close();
  part.say(`${times} ends of the tab with the socket, ${kind}`);
  return took;
}

/** ms from the network's return until every tab is up to date, by how it had gone. */
async function measureWakes(part, world, kind, times) {
  const site = await openSite(part, world, kind, `${kind}Wake`);
  while (site.tabs.length < SOME) await site.tab();
  const took = { cut: [], silent: [] };
  for (let i = 0; i < times + Math.ceil(times / SILENT); i++) {
    const how = i < times ? 'cut' : 'silent';
    await site.say(`before ${i}`);
    await site.has(`before ${i}`);
    if (how === 'cut') site.relay.cut();
    else site.relay.mute();
    await site.context.setOffline(true);
    await site.say(`away ${i}`);
    await pause(AWAY);
    const there = site.has(`away ${i}`);
    site.relay.mend();
    const start = now();
    await site.context.setOffline(false);
    took[how].push((await there) - start);
    part.beat();
  }
  await site.close();
  part.say(`${took.cut.length} + ${took.silent.length} wakes, ${kind}`);
  return took;
}

const spread = list => [
  list.length,
  ...[Math.min(...list), median(list), p95(list), Math.max(...list)].map(Math.round),
];

/** @returns figures, and the tables `bench-tabs`, `bench-failover` and `bench-wake` */
export async function measureTabs(part, { failovers, wakes }) {
  const { url } = await startServer(part);
  const admin = await administer(url);
  const { addresses, createClient, openimBackend } = await tsImport(join(root, 'src/client.ts'), import.meta.url);
  const talker = createClient({
    backend: openimBackend({ ...addresses({ server: url }), WebSocket }),
    persist: 'none',
  });
  part.closing(() => talker.dispose());
  await admin.register(['talker']);
  await talker.login({ userID: 'talker', token: await admin.tokenOf('talker') });
  await talker.openChat();
  const world = { address: `${await servePages(['tabs'], part)}?tabs`, url, admin, talker };

  const kinds = Object.keys(KINDS);
  const each = async measure => {
    const values = {};
    for (const kind of kinds) values[kind] = await measure(kind);
    return values;
  };
  const many = {};
  for (const count of MANY) many[count] = await each(kind => measureMany(part, world, kind, count));
  const failover = await each(kind => measureFailover(part, world, kind, failovers));
  const wake = await each(kind => measureWakes(part, world, kind, wakes));

  const ends = (measured, what) =>
    kinds.flatMap(kind =>
      Object.entries(measured[kind]).map(([how, list]) => [`${what(how)}, ${kind}`, ...spread(list)]),
    );
  const columns = ['n', 'least', 'median', '95th percentile', 'most'];
  return {
    figures: { many, failover, wake },
    tables: {
      'bench-tabs': table(
        ['Tabs of one browser', ...MANY.flatMap(count => [`${count}, shared`, 'apart', 'ratio'])],
        Object.keys(many[MANY[0]].shared).map(label => [
          label,
          ...MANY.flatMap(count => {
            const { shared, apart } = many[count];
            return [shared[label], apart[label], ratio(apart[label], shared[label])];
          }),
        ]),
      ),
      'bench-failover': table(
        [`The tab with the socket ends, of ${SOME}: another has one after, ms`, ...columns],
        ends(failover, how => (how === 'closed' ? 'It is closed' : 'It crashes')),
      ),
      'bench-wake': table(
        [`The network is back: all of ${SOME} tabs are up to date after, ms`, ...columns],
        ends(wake, how => (how === 'cut' ? 'Connections had broken' : 'Connections had fallen silent')),
      ),
    },
  };
}
