/** Makes a failing plan shorter: leaves out steps as long as it goes on failing for the same reason. */
import { history } from './history.js';
import type { Plan } from './plan.js';
import type { Plant } from './plants.js';

/** Reasons are alike when they differ in names and numbers only. */
const kind = (problem: string | undefined) => problem?.replace(/[\d#/]+|"[^"]*"|\[.*?\]|\{.*\}/g, '').slice(0, 60);

export async function shorten(plan: Plan, plant?: Plant): Promise<Plan> {
  const reason = kind((await history(plan, plant)).problems[0]);
  if (!reason) return plan;
  let best = plan;
  for (let size = Math.ceil(plan.steps.length / 2); size >= 1; size = size > 1 ? Math.ceil(size / 2) : 0)
    for (let at = best.steps.length - size; at >= 0; at -= size) {
      const steps = [...best.steps];
      const [next] = steps.slice(at + size);
      const gone = steps.splice(at, size);
      // Time goes on as before.
      if (next) steps[at] = { ...next, wait: next.wait + gone.reduce((sum, { wait }) => sum + wait, 0) };
      const shorter = { ...best, steps };
      if ((await history(shorter, plant)).problems.some(problem => kind(problem) === reason)) best = shorter;
    }
  return best;
}
