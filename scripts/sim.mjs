// `npm run sim -- --histories N | --seed S | --list-plants | --plant NAME`: random histories of clients, networks and servers, judged at rest.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './lib/install.mjs';

const root = join(import.meta.dirname, '..');
/** Histories in which a planted bug must be found. */
const PLANT_HISTORIES = 200;
const { values } = parseArgs({
  options: {
    histories: { type: 'string' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    plant: { type: 'string' },
    plants: { type: 'boolean' },
    'list-plants': { type: 'boolean' },
    shorten: { type: 'boolean' },
  },
});

/** The simulator, the client and the server as one file: what they import lazily is there at once, in every history alike. */
async function bundle(scratch) {
  const { build } = await import('esbuild');
  const file = join(scratch, 'sim.mjs');
  await build({
    entryPoints: [join(root, 'test/sim/run.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outfile: file,
    sourcemap: 'inline',
    logLevel: 'error',
    // Else modules that only pass others on are not begun.
    ignoreAnnotations: true,
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
  });
  return file;
}

/** Runs seeds in as many processes as there are cores; tells each verdict. */
function run(file, seeds, order, tell) {
  const cores = Math.min(availableParallelism(), seeds.length);
  const parts = Array.from({ length: cores }, (_, i) => seeds.filter((_, at) => at % cores === i));
  return Promise.all(
    parts.map(
      part =>
        new Promise((resolve, reject) => {
          const child = fork(file.replace(/sim\.mjs$/, 'child.mjs'), { execArgv: ['--enable-source-maps'] });
          child.send({ ...order, seeds: part });
          child.on('message', tell);
          child.on('exit', code => (code ? reject(new Error(`a process ended with ${code}`)) : resolve()));
        }),
    ),
  );
}

async function main(scratch) {
  const file = await bundle(scratch);
  writeFileSync(
    join(scratch, 'child.mjs'),
    `import { run } from './sim.mjs';
process.once('message', async order => {
  await run(order, verdict => process.send(verdict));
  process.disconnect();
});`,
  );
  if (values['list-plants'] || values.seed) {
    // In this process: to be read, or looked at with a debugger.
    const { plants, planOf, history, shorten } = await import(pathToFileURL(file).href);
    if (values['list-plants']) {
      for (const [name, { words }] of Object.entries(plants)) console.log(`${name.padEnd(24)} ${words}`);
      return true;
    }
    const plant = values.plant && plants[values.plant];
    let plan = planOf(Number(values.seed));
    if (values.shorten) plan = await shorten(plan, plant);
    const { steps, ...facts } = plan;
    console.log(JSON.stringify(facts));
    for (const step of steps) console.log(' ', JSON.stringify(step));
    const { problems, trace } = await history(plan, plant, true);
    console.log(trace.join('\n'));
    for (const problem of problems) console.log(`✖ ${problem}`);
    console.log(`${problems.length ? 0 : 1} passed, ${problems.length ? 1 : 0} failed`);
    return !problems.length;
  }
  const count = Number(values.histories ?? PLANT_HISTORIES);
  const seeds = Array.from({ length: count }, (_, i) => Number(values.from) + i);
  let [passed, failed] = [0, 0];
  const tell = ({ seed, problems }) => {
    if (!problems.length) return passed++;
    failed++;
    console.log(`✖ seed ${seed}: ${problems[0]}${problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''}`);
    console.log(`  npm run sim -- --seed ${seed}${values.plant ? ` --plant ${values.plant}` : ''}`);
  };
  const started = performance.now();
  await run(file, seeds, { plant: values.plant, first: !!values.plant }, tell);
  console.log(`${Math.round((performance.now() - started) / 100) / 10} s`);
  console.log(`${passed} passed, ${failed} failed`);
  return !failed && passed > 0;
}

ensureInstalled(root);
const scratch = mkdtempSync(join(root, 'node_modules', '.sim-'));
let good = false;
try {
  good = await main(scratch);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exit(good ? 0 : 1);
