// `npm run sim -- --histories N | --seed S [--shorten] | --regressions | --list-plants | --plant NAME | --plants`: see CONTRIBUTING.md, "The simulator".
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './lib/install.mjs';

const root = join(import.meta.dirname, '..');
/** Histories of `npm run sim`; a planted bug must be found in one of twice as many. */
const HISTORIES = 200;
const CHILD = `import { run } from './sim.mjs';
process.once('message', async order => {
  await run(order, verdict => process.send(verdict));
  process.disconnect();
});`;

/** The simulator, the client and the server as one file: what they import lazily is there at once, in every history alike. */
async function bundle(folder) {
  const { build } = await import('esbuild');
  await build({
    entryPoints: [join(root, 'test/sim/run.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outfile: join(folder, 'sim.mjs'),
    sourcemap: 'inline',
    logLevel: 'error',
    // Else modules that only pass others on are not begun.
    ignoreAnnotations: true,
  });
  writeFileSync(join(folder, 'child.mjs'), CHILD);
  return folder;
}

/** Runs seeds in as many processes as there are cores; tells each verdict. */
function run(folder, seeds, order, tell) {
  const cores = Math.min(availableParallelism(), seeds.length);
  const parts = Array.from({ length: cores }, (_, i) => seeds.filter((_, at) => at % cores === i));
  return Promise.all(
    parts.map(
      part =>
        new Promise((resolve, reject) => {
          const child = fork(join(folder, 'child.mjs'), { execArgv: ['--enable-source-maps'] });
          child.send({ ...order, seeds: part });
          child.on('message', tell);
          child.on('exit', code => (code ? reject(new Error(`a process ended with ${code}`)) : resolve()));
        }),
    ),
  );
}

const counts = (passed, failed) => {
  console.log(`${passed} passed, ${failed} failed`);
  return !failed && passed > 0;
};

/** Many seeds; says how each that fails is run again. */
async function histories(folder, seeds, plant) {
  let [passed, failed] = [0, 0];
  await run(folder, seeds, { plant, first: !!plant }, ({ seed, problems }) => {
    if (!problems.length) return passed++;
    failed++;
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
    console.log(`✖ seed ${seed}: ${problems[0].slice(0, 400)}${more}`);
    console.log(`  npm run sim -- --seed ${seed}${plant ? ` --plant ${plant}` : ''}`);
  });
  return counts(passed, failed);
}

/** One history, told line by line. */
async function replay({ planOf, history, shorten }, seed, plant, shorter) {
  let plan = planOf(seed);
  if (shorter) plan = await shorten(plan, plant);
  const { steps, ...facts } = plan;
  console.log(JSON.stringify(facts));
  for (const step of steps) console.log(`  ${JSON.stringify(step)}`);
  const { problems, trace } = await history(plan, plant, true);
  console.log(trace.join('\n'));
  for (const problem of problems) console.log(`✖ ${problem}`);
  return counts(problems.length ? 0 : 1, problems.length ? 1 : 0);
}

/** Every planted bug must be found; found is good. */
async function allPlants(folder, plants, seeds) {
  let [found, lost] = [0, 0];
  for (const [name, { words }] of Object.entries(plants)) {
    const reasons = [];
    await run(folder, seeds, { plant: name, first: true }, ({ seed, problems }) => {
      if (problems.length) reasons.push(`seed ${seed}: ${problems[0].slice(0, 160)}`);
    });
    if (reasons.length) found++;
    else lost++;
    console.log(`${reasons.length ? '✔' : '✖'} ${name} (${words}): ${reasons[0] ?? 'not found'}`);
  }
  return counts(found, lost);
}

async function regressions({ history, regressions }) {
  let [passed, failed] = [0, 0];
  for (const [name, plan] of Object.entries(regressions)) {
    const { problems } = await history(plan);
    if (problems.length) failed++;
    else passed++;
    console.log(`${problems.length ? '✖' : '✔'} ${name} ${problems[0] ?? ''}`);
  }
  return counts(passed, failed);
}

async function main(folder) {
  const { values } = parseArgs({
    options: {
      histories: { type: 'string' },
      from: { type: 'string', default: '1' },
      seed: { type: 'string' },
      shorten: { type: 'boolean' },
      regressions: { type: 'boolean' },
      plant: { type: 'string' },
      plants: { type: 'boolean' },
      'list-plants': { type: 'boolean' },
    },
  });
  await bundle(folder);
  // Some faults are rare: plants have twice as many to be found in.
  const count = Number(values.histories ?? (values.plant || values.plants ? 2 * HISTORIES : HISTORIES));
  const seeds = Array.from({ length: count }, (_, i) => Number(values.from) + i);
  const simulator = await import(pathToFileURL(join(folder, 'sim.mjs')).href);
  const { plants } = simulator;
  if (values.plant && !plants[values.plant]) throw new Error(`there is no plant "${values.plant}": see --list-plants`);
  if (values['list-plants']) {
    for (const [name, { words }] of Object.entries(plants)) console.log(`${name.padEnd(24)} ${words}`);
    return true;
  }
  if (values.seed) return replay(simulator, Number(values.seed), plants[values.plant], values.shorten);
  if (values.regressions) return regressions(simulator);
  if (values.plants) return allPlants(folder, plants, seeds);
  return histories(folder, seeds, values.plant);
}

ensureInstalled(root);
const folder = mkdtempSync(join(tmpdir(), 'im-elements-sim-'));
let good;
try {
  good = await main(folder);
} catch (error) {
  console.error(error);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(good ? 0 : 1);
