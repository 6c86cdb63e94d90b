/** Plans that failed once, shortened, by the name of what was wrong. They are run with every test. */
import type { BrowserPlan, Plan, Step } from './plan.js';

/** A step's name, the ms before it, its browser, and the chance it takes. */
type Short = readonly [name: string, wait: number, browser: number, x?: number, y?: number, tab?: number];

const step = ([name, wait, browser, x = 0, y = 0, tab = 0]: Short): Step => ({ name, wait, browser, x, y, tab });

const plan = (
  seed: number,
  facts: Partial<Plan>,
  browsers: readonly Partial<BrowserPlan>[],
  steps: readonly Short[],
) => ({
  seed,
  people: ['anna', 'boris'],
  policy: 0 as const,
  tokenDays: 90,
  acquainted: true,
  latency: [5, 60] as [number, number],
  ...facts,
  browsers: browsers.map(browser => ({ person: 0, platformID: 5, tabs: 1, provider: false, ...browser })),
  steps: steps.map(step),
});

export const regressions: Readonly<Record<string, Plan>> = {
  'a cleared conversation whose news could not be loaded is loaded later': plan(
    32,
    { acquainted: false, latency: [20, 400] },
    [{}, { person: 1 }, {}],
    [
      ['look', 27, 2, 0.74, 0.85],
      ['slow', 29, 1, 0.74],
      ['clear', 26, 2],
      ['loss', 0, 2, 0.5397489790339023, 0.4320568114053458],
      ['say', 39, 1],
      ['closedStorage', 1496, 0, 0.66, 0.267],
    ],
  ),
};
