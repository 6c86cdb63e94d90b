/** What scripts/sim.mjs runs in processes of its own: seeds in, verdicts out. */
import { history } from './history.js';
import { planOf } from './plan.js';
import { plants } from './plants.js';
import { installPlatform } from './platform.js';
import { regressions } from './regressions.js';
import { shorten } from './shorten.js';

interface Order {
  seeds: number[];
  plant?: string;
  traced?: boolean;
  /** Ends at the first history that fails. */
  first?: boolean;
}

installPlatform();
// Warnings of the code under test are for pages.
console.warn = () => undefined;

export async function run({ seeds, plant, traced = false, first = false }: Order, tell: (verdict: unknown) => void) {
  for (const seed of seeds) {
    const verdict = await history(planOf(seed), plant ? plants[plant] : undefined, traced);
    // Only what the plant did counts.
    if (plant && verdict.problems.length && (await history(planOf(seed))).problems.length) continue;
    tell({ seed, ...verdict });
    if (first && verdict.problems.length) return;
  }
}
export { planOf, plants, regressions, history, shorten };
