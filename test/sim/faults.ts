/** What goes wrong, and what people do to their browsers, a row each: how, and how often. */
import type { SimBrowser } from './browser.js';
import type { Step } from './plan.js';
import type { SimTab } from './tab.js';
import type { World } from './world.js';

/** Of one browser. */
export const MAX_TABS = 3;

interface FaultRow {
  weight: number;
  run(world: World, browser: SimBrowser, tab: SimTab | undefined, step: Step): void;
}

/** How long it lasts, ms: mostly seconds, sometimes minutes. */
const lasting = (y: number) => Math.floor(y < 0.7 ? y * 6000 : y * 60_000);
/** Undoes it after a while, whoever's task it is. */
const afterwards = (world: World, ms: number, who: string, words: string, run: () => void) => {
  world.time.after(
    ms,
    () => {
      world.say(who, words);
      run();
    },
    world.network.wires,
  );
};

function link(state: 'cut' | 'hole'): FaultRow['run'] {
  return (world, browser, _, { y }) => {
    if (browser.link.state !== 'good') return;
    world.say(browser.name, `network: ${state}`);
    browser.link.set(state);
    browser.disturb(lasting(y));
    afterwards(world, lasting(y), browser.name, 'network: good', () => {
      browser.link.set('good');
      // Only of a network that it knows to be gone does a browser say that it is back.
      if (state === 'cut') browser.wake();
    });
  };
}

function storage(state: 'quota' | 'closed'): FaultRow['run'] {
  return (world, browser, _, { y }) => {
    world.say(browser.name, `storage: ${state}`);
    browser.storage.state = state;
    browser.disturb(lasting(y));
    afterwards(world, lasting(y), browser.name, 'storage: good', () => {
      browser.storage.state = 'good';
    });
  };
}

/** How long the server is away, ms. */
const away = (y: number) => Math.min(lasting(y), 20_000);

export const faults: Readonly<Record<string, FaultRow>> = {
  cut: { weight: 5, run: link('cut') },
  hole: { weight: 5, run: link('hole') },
  stale: {
    weight: 3,
    run(world, browser) {
      world.say(browser.name, 'network: its connections are dead, without a word');
      browser.disturb(0);
      for (const line of world.network.lines) if (line.browser === browser.name) line.mute = true;
    },
  },
  loss: {
    weight: 4,
    run(world, browser, _, { x, y }) {
      browser.disturb(lasting(y));
      browser.link.loss = 10 + Math.floor(x * 50);
      world.say(browser.name, `network: loses ${browser.link.loss} of 100`);
      afterwards(world, lasting(y), browser.name, 'network: loses nothing', () => {
        browser.link.loss = 0;
      });
    },
  },
  slow: {
    weight: 2,
    run(world, browser, _, { x }) {
      browser.disturb(Infinity);
      browser.link.latency = x < 0.5 ? [50, 2500] : [1, 10];
      world.say(browser.name, 'network: latency', browser.link.latency);
    },
  },
  killServer: {
    weight: 3,
    run(world, _, __, { y }) {
      world.downtime = away(y);
      world.say('server', 'is killed');
      world.server.kill();
    },
  },
  crashServer: {
    weight: 4,
    run(world, _, __, { x, y }) {
      const when = x < 0.5 ? 'before' : 'after';
      world.say('server', `will die at its next commit, ${when} it`);
      world.downtime = away(y);
      world.server.disk.crash = when;
    },
  },
  stopServer: {
    weight: 1,
    run(world, _, __, { y }) {
      world.downtime = away(y);
      world.server.stop();
    },
  },
  reload: {
    weight: 4,
    run(_, browser, tab) {
      if (!tab) return;
      browser.end(tab, false);
      browser.open();
    },
  },
  crashTab: {
    weight: 4,
    run(world, browser, tab, { y }) {
      if (!tab) return;
      browser.end(tab, true);
      afterwards(world, lasting(y), browser.name, 'opens again', () => {
        if (browser.tabs.length < MAX_TABS) browser.open();
      });
    },
  },
  openTab: {
    weight: 4,
    run(_, browser) {
      if (browser.tabs.length < MAX_TABS) browser.open();
    },
  },
  closeTab: {
    weight: 4,
    run(_, browser, tab) {
      if (tab && browser.tabs.length > 1) browser.end(tab, false);
    },
  },
  /** Another tab is looked at. */
  lookAt: {
    weight: 3,
    run(_, browser, tab) {
      if (tab && !tab.owner.frozen) browser.lookAt(tab);
    },
  },
  freeze: {
    weight: 4,
    run(world, browser, tab, { x, y }) {
      if (!tab || tab.owner.frozen) return;
      const told = x < 0.4;
      world.say(tab.name, told ? 'is put aside' : 'freezes');
      tab.freeze(told);
      afterwards(world, lasting(y), tab.name, 'thaws', () => {
        tab.thaw();
      });
    },
  },
  /** The machine has no time for the tab that leads. */
  freezeLeader: {
    weight: 4,
    run(world, browser, _, { y }) {
      const leader = browser.leader;
      if (!leader || leader.owner.frozen) return;
      world.say(leader.name, 'freezes, and led');
      leader.freeze(false);
      afterwards(world, 1000 + y * 40_000, leader.name, 'thaws', () => {
        leader.thaw();
      });
    },
  },
  quota: { weight: 2, run: storage('quota') },
  closedStorage: { weight: 1, run: storage('closed') },
  logout: {
    weight: 2,
    run(_, __, tab) {
      tab?.act('logout', '', '', client => client.logout());
    },
  },
  login: {
    weight: 3,
    run(_, __, tab) {
      if (tab && !tab.owner.frozen && !tab.signedIn) tab.login();
    },
  },
  /** Somebody else sits down. */
  swap: {
    weight: 2,
    run({ plan: { people } }, browser, tab, { x }) {
      if (!tab || tab.owner.frozen || browser.plan.provider) return;
      tab.act('logout', '', '', async client => {
        await client.logout();
        browser.user = people[Math.floor(x * people.length)]!;
        tab.login();
      });
    },
  },
  useHere: {
    weight: 2,
    run(_, __, tab) {
      if (tab && !tab.owner.frozen && !tab.signedIn) tab.act('useHere', '', '', client => client.useHere());
    },
  },
};

export const faultWeights = Object.fromEntries(Object.entries(faults).map(([name, { weight }]) => [name, weight]));
