// Imports every export of the package in bare Node, by its public name, and runs publint.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { build } from './build.mjs';

const root = join(import.meta.dirname, '..');
const pkg = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Things of a page that a module must not need while it is imported. */
const PAGE = [
  'window',
  'document',
  'indexedDB',
  'customElements',
  'localStorage',
  'sessionStorage',
  'location',
  'HTMLElement',
];

/** The public names behind one entry of `exports`; a pattern gives one per file. */
function namesOf([name, target]) {
  const file = target.default ?? target;
  if (!name.includes('*')) return [[name, target]];
  const [folder, end] = file.split('*');
  const path = join(root, folder);
  return (existsSync(path) ? readdirSync(path) : [])
    .filter(entry => entry.endsWith(end || '.js') && !entry.endsWith('.map'))
    .map(entry => {
      const part = end ? entry.slice(0, -end.length) : entry;
      const fill = text => text.replace('*', part);
      return [
        fill(name),
        typeof target === 'string'
          ? fill(target)
          : Object.fromEntries(Object.entries(target).map(([k, v]) => [k, fill(v)])),
      ];
    });
}

function problemOf([name, target]) {
  for (const [condition, file] of Object.entries(typeof target === 'string' ? { default: target } : target))
    if (!existsSync(join(root, file))) return `${condition} leads to ${file}, which is not there`;
  const specifier = pkg.name + name.slice(1);
  const file = target.default ?? target;
  if (!file.endsWith('.js')) return undefined;
  // Files for script tags belong to a page; the modules above are what a server renders with.
  if (file.startsWith('./dist/cdn/'))
    return spawnSync(process.execPath, ['--check', join(root, file)]).status === 0 ? undefined : 'is no module';
  const script = `
    for (const name of ${JSON.stringify(PAGE)}) delete globalThis[name];
    await import(${JSON.stringify(specifier)});
    const made = ${JSON.stringify(PAGE)}.filter(name => name in globalThis && name !== 'customElements' && name !== 'HTMLElement');
    if (made.length) throw new Error('makes ' + made.join(', '));
    process.exit(0);`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    encoding: 'utf8',
    timeout: 20_000,
  });
  return status === 0 ? undefined : (/^\w*Error.*$/m.exec(stderr)?.[0] ?? stderr.slice(-500));
}

await build();
const names = Object.entries(pkg.exports)
  .flatMap(namesOf)
  .filter(([name]) => !/cli\.js$/.test(name));
let failed = 0;
for (const entry of names) {
  const problem = problemOf(entry);
  if (!problem) continue;
  failed++;
  console.error(`✖ ${pkg.name}${entry[0].slice(1)}: ${problem}`);
}
const { messages } = await publint({ pkgDir: root, level: 'warning', strict: true, pack: false });
for (const message of messages) console.error(`✖ publint: ${formatMessage(message, pkg)}`);
failed += messages.length;
console.log(`${names.length} exports, ${failed} ${failed === 1 ? 'problem' : 'problems'}`);
process.exit(failed || !names.length ? 1 : 0);
