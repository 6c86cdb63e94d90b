// Builds the parts that are stale: `node scripts/build.mjs [part …]`; parts are those of rollup.config.mjs and `types`.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint, isFresh, stamp } from './lib/stale.mjs';

const root = join(import.meta.dirname, '..');
const INPUTS = [
  'src',
  'rollup.config.mjs',
  'scripts/build.mjs',
  'scripts/lib/rollup-plugins.mjs',
  'scripts/lib/shrink-plugins.mjs',
  'scripts/tsconfig.types.json',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];
/** Which files below dist a part owns: they go before it is built again, since names of lazy files change. */
const OWNED = {
  esm: /^esm$/,
  server: /^server$/,
  types: /^types$/,
  cdn: /^cdn\/im-elements\./,
  loopback: /^cdn\/loopback\./,
};

/** Parts a running server and its demo need. */
export const SERVED = ['cdn', 'loopback', 'server'];

const stampOf = part => join(root, 'dist/.stamps', part);

const command = (file, args) =>
  new Promise((done, failed) => {
    const child = spawn(process.execPath, [join(root, file), ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('exit', code => (code === 0 ? done() : failed(new Error(`${file} ended with ${code}`))));
  });

/** Type declarations; what TypeScript takes from inside Lit's parts is named as Lit's own, the package that we depend on. */
async function declare() {
  await command('node_modules/typescript/bin/tsc', ['-p', 'scripts/tsconfig.types.json']);
  const folder = join(root, 'dist/types');
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!name.endsWith('.d.ts')) continue;
    const text = readFileSync(join(folder, name), 'utf8');
    const own = text.replaceAll('import("lit-html")', 'import("lit")');
    if (own !== text) writeFileSync(join(folder, name), own);
  }
}

async function roll(part) {
  const [{ rollup }, { configurations }] = await Promise.all([import('rollup'), import('../rollup.config.mjs')]);
  for (const { output, ...input } of configurations([part])) {
    const bundle = await rollup(input);
    await bundle.write(output);
    await bundle.close();
  }
}

/**
 * Builds what is stale and gives the names of the parts it built; rejects when one fails.
 * @param {string[]} [names] all parts when left out
 * @returns {Promise<string[]>}
 */
export async function build(names) {
  const print = fingerprint(root, INPUTS);
  const asked = names ?? ['types', ...Object.keys((await import('../rollup.config.mjs')).parts)];
  const stale = asked.filter(part => !isFresh(stampOf(part), print));
  // The compiler is a process of its own and runs beside the bundles.
  const types = stale.includes('types')
    ? make('types', print).then(
        () => undefined,
        error => error,
      )
    : undefined;
  for (const part of stale) if (part !== 'types') await make(part, print);
  const failure = await types;
  if (failure) throw failure;
  return stale;
}

function clean(part) {
  const pattern = OWNED[part];
  const dist = join(root, 'dist');
  for (const folder of pattern ? ['', 'cdn/'] : [])
    if (existsSync(join(dist, folder)))
      for (const name of readdirSync(join(dist, folder)))
        if (pattern.test(folder + name)) rmSync(join(dist, folder, name), { recursive: true, force: true });
}

async function make(part, print) {
  rmSync(stampOf(part), { force: true });
  clean(part);
  await (part === 'types' ? declare() : roll(part));
  stamp(stampOf(part), print);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = process.argv.slice(2);
  try {
    const built = await build(names.length ? names : undefined);
    console.log(built.length ? `built ${built.join(', ')}` : 'nothing to build');
  } catch (error) {
    console.error(error.message ?? error);
    process.exit(1);
  }
}
