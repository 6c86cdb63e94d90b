// Compares the bundles' compressed sizes with their budgets and writes the table into README.md and docs/measurements.md; `--check` only compares.
// `--modules cdn` (or client, login, loopback) lists what each module adds.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { between } from './lib/markers.mjs';
import { report } from './lib/sizes.mjs';
import { build } from './build.mjs';

const root = join(import.meta.dirname, '..');
const check = process.argv.includes('--check');
const PROBES = ['cdn', 'loopback', 'client', 'login'];
const RECORDS = ['all', 'loopback', 'client', 'login'];

const record = name => {
  const path = join(root, `dist/sizes/${name}.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
};

const part = process.argv[process.argv.indexOf('--modules') + 1];
if (process.argv.includes('--modules')) {
  if (!PROBES.includes(part)) throw new Error(`--modules takes ${PROBES.join(', ')}`);
  const { moduleSizes } = await import('./lib/size-modules.mjs');
  console.log((await moduleSizes(root, part)).join('\n'));
  process.exit();
}

await build(PROBES);
const { table, problems } = report(Object.fromEntries(RECORDS.map(name => [name, record(name)])));
console.log(table);

for (const name of ['README.md', 'docs/measurements.md']) {
  const page = join(root, name);
  if (!existsSync(page)) continue;
  const before = readFileSync(page, 'utf8');
  const after = between(before, 'sizes', table);
  if (after === before) continue;
  if (check) problems.push(`${name} has other sizes: run "npm run sizes" and commit the result`);
  else writeFileSync(page, after);
}
for (const problem of problems) console.error(`✖ ${problem}`);
process.exit(problems.length ? 1 : 0);
