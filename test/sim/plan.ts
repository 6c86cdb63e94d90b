/** What happens in a history: people, browsers and steps, drawn from a seed, or written down by hand. */
import { seeded, type Chance } from '../core/random.js';
import { actWeights } from './acts.js';
import { faultWeights, MAX_TABS } from './faults.js';

export interface BrowserPlan {
  /** Index into the plan's people. */
  person: number;
  platformID: number;
  tabs: number;
  /** The page's own server gives tokens. */
  provider: boolean;
}

export interface Step {
  /** ms since the step before. */
  wait: number;
  /** An act or a fault. */
  name: string;
  browser: number;
  tab: number;
  /** Further chance, from 0 to 1: whom, what, how long. */
  x: number;
  y: number;
}

export interface Plan {
  seed: number;
  people: string[];
  browsers: BrowserPlan[];
  policy: 0 | 1;
  /** Days a token lives. */
  tokenDays: number;
  /** The first of the people are friends and have talked. */
  acquainted: boolean;
  latency: [number, number];
  steps: Step[];
}

const NAMES = ['anna', 'boris', 'chen'];
/** About three minutes: tokens run out, and are renewed. */
const SHORT_TOKENS = 0.0021;
const LATENCIES: readonly [number, number][] = [
  [1, 5],
  [5, 60],
  [20, 400],
];

/** Weighted names, each as often as its weight. */
const bag = (weights: Readonly<Record<string, number>>) =>
  Object.entries(weights).flatMap(([name, weight]) => Array.from({ length: weight }, () => name));
const acts = bag(actWeights);
const faults = bag(faultWeights);

/** How long people pause, ms. */
function pause(chance: Chance): number {
  const kind = chance.below(20);
  if (kind < 8) return chance.below(30);
  if (kind < 16) return chance.below(1500);
  if (kind < 19) return chance.below(8000);
  return chance.below(60_000);
}

/** The plan of a seed. */
export function planOf(seed: number): Plan {
  const chance = seeded(seed * 2 + 1);
  const people = NAMES.slice(0, 2 + chance.below(2));
  const policy = chance.below(5) ? 0 : 1;
  const browsers = people.map((_, person): BrowserPlan => ({
    person,
    platformID: 5,
    tabs: 1 + chance.below(MAX_TABS),
    provider: chance.below(4) === 0,
  }));
  browsers.push({ ...browsers[0]!, tabs: 1 + chance.below(MAX_TABS), provider: chance.below(4) === 0 });
  const calm = chance.below(4) === 0;
  const steps = Array.from({ length: 8 + chance.below(18) }, (): Step => ({
    wait: pause(chance),
    name: chance.pick(!calm && chance.below(3) === 0 ? faults : acts),
    browser: chance.below(browsers.length),
    tab: chance.below(MAX_TABS),
    x: chance.next(),
    y: chance.next(),
  }));
  return {
    seed,
    people,
    browsers,
    policy,
    tokenDays: chance.below(5) ? 90 : SHORT_TOKENS,
    acquainted: chance.below(3) > 0,
    latency: chance.pick(LATENCIES),
    steps,
  };
}
