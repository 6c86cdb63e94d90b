/** Runs a history: the plan's steps, then rest, then the judgement; once more after every page was loaded anew. */
import { acts } from './acts.js';
import { faults } from './faults.js';
import { AT_REST, judge } from './judge.js';
import type { Plan, Step } from './plan.js';
import type { Plant } from './plants.js';
import { World } from './world.js';

/** ms after which a world without faults must be quiet. */
const REST = 70_000;
const REST_AGAIN = 20_000;

export interface Verdict {
  problems: string[];
  trace: string[];
}

function take(world: World, step: Step): void {
  const browser = world.browsers[step.browser % world.browsers.length]!;
  const tab = browser.tabs[step.tab % Math.max(1, browser.tabs.length)];
  const fault = faults[step.name];
  if (fault) return fault.run(world, browser, tab, step);
  if (!tab || tab.owner.frozen || !tab.client) return;
  const others = world.plan.people.filter(name => name !== tab.userID);
  tab.run(() => {
    if (!tab.userID) return;
    acts[step.name]!.run(tab, others[Math.floor(step.y * others.length)]!, step, world.mark(), world);
  });
}

/** All is well again: networks, storage, server, pages. */
function heal(world: World): void {
  world.say('the world', 'heals');
  for (const act of world.acts)
    if (act.outcome === 'open' && !act.tab.owner.dead && !act.tab.owner.frozen) act.tab.timely(act);
  world.server.disk.crash = undefined;
  world.server.start();
  for (const { link, storage, tabs } of world.browsers) {
    storage.state = 'good';
    link.loss = 0;
    link.latency = [1, 20];
    link.set('good');
    for (const tab of tabs) {
      tab.thaw();
      tab.wake();
    }
  }
}

async function run(world: World): Promise<void> {
  await world.begin();
  for (const step of world.plan.steps) {
    await world.time.pass(step.wait);
    take(world, step);
  }
  await world.time.pass(300);
  heal(world);
  await world.time.pass(REST);
  await judge(world, AT_REST);
  if (world.problems.length) return;
  for (const browser of world.browsers) {
    for (const tab of [...browser.tabs]) browser.end(tab, false);
    browser.open();
    browser.open();
  }
  await world.time.pass(REST_AGAIN);
  await judge(world, 'after a reload');
}

export async function history(plan: Plan, plant?: Plant, traced = false): Promise<Verdict> {
  const world = new World(plan, plant, traced);
  const broken = (error: unknown) => {
    world.blame(world.time.owner.name, `unhandled: ${error instanceof Error ? error.stack : String(error)}`);
  };
  const { reportError } = globalThis as { reportError?: unknown };
  Object.assign(globalThis, { reportError: broken });
  process.on('unhandledRejection', broken);
  try {
    await run(world);
  } catch (error) {
    broken(error);
  } finally {
    process.off('unhandledRejection', broken);
    Object.assign(globalThis, { reportError });
  }
  for (const error of world.server.errors) world.problems.push(`server: ${error}`);
  return { problems: world.problems, trace: world.trace ?? [] };
}
