// Plants every import between layers that could be written, and sees the rules allow and forbid exactly what the table says.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ENTRIES, JOINTS, LAYERS, NODE_PACKAGES } from '../../scripts/lint/layers.mjs';
import { plant, run, uproot } from '../plant.js';

interface Violation {
  from: string;
  rule: { name: string };
}
interface Report {
  summary: { violations: Violation[]; totalCruised: number };
}

const layers: Record<string, { folders: string[]; packages: string[] }> = LAYERS;
const joints: Record<string, string[]> = JOINTS;
const entries: Record<string, string[]> = ENTRIES;
const names = Object.keys(layers);
const packages = [...new Set(Object.values(layers).flatMap(layer => layer.packages))];

const file = (name: string) => name.replaceAll(/[@/]/g, '-');
/** A file of a folder, or an entry. */
const place = (name: string) => (name.endsWith('.ts') ? name.replace(/ts$/, 'js') : `${name}/thing.js`);
const importing = (specifier: string) => `import * as planted from '${specifier}';\nexport const used = planted;\n`;

/** Each planted file with what it says, and whether the rules must object. */
const planted = new Map<string, { text: string; forbidden: boolean }>();
const add = (path: string, text: string, forbidden: boolean) => planted.set(`src/${path}`, { text, forbidden });

for (const name of names) {
  add(`${name}/thing.ts`, 'export const thing = 1;\n', false);
  for (const other of names)
    if (other !== name)
      add(`${name}/to-${other}.ts`, importing(`../${other}/thing.js`), !layers[name]!.folders.includes(other));
  for (const pack of packages)
    add(`${name}/package${file(pack)}.ts`, importing(pack), !layers[name]!.packages.includes(pack));
  add(`${name}/uses-node.ts`, importing('node:fs'), true);
  for (const pack of NODE_PACKAGES) add(`${name}/package${file(pack)}.ts`, importing(pack), true);
}
for (const [path, more] of Object.entries(joints))
  add(path, more.map((name, i) => `export * as joined${i} from '../${place(name)}';\n`).join(''), false);
for (const [path, targets] of Object.entries(entries)) {
  add(path, targets.map((name, i) => `export * as part${i} from './${place(name)}';\n`).join(''), false);
}
add(
  'core/types-only.ts',
  "import type { thing } from '../elements/thing.js';\nexport type Used = typeof thing;\n",
  true,
);
add('core/lazy.ts', "export const later = () => import('../transport/thing.js');\n", true);
add('core/lost.ts', importing('./nowhere.js'), true);
add('core/circle-a.ts', importing('./circle-b.js'), true);
add('core/circle-b.ts', importing('./circle-a.js'), false); // a circle is reported once
add('server/node.ts', importing('node:http') + NODE_PACKAGES.map(pack => `export * from '${pack}';\n`).join(''), false);
add('server/cli-options.ts', importing('./node.js'), false);
add('server/store/sqlite.ts', importing('@photostructure/sqlite'), false);
add('server/in-page.ts', importing('./node.js'), true);
add('server/node-with-lit.ts', importing('lit'), true);
add('server/cli-serve.ts', importing('../server.js'), false);
add('server/entry-in-page.ts', importing('../server.js'), true);
add('core/entry.ts', importing('../server.js'), true);
add('helpers/misc.ts', importing('mitt'), true);

describe('the layer rules', () => {
  let folder: string;
  let report: Report;
  before(() => {
    folder = plant(Object.fromEntries([...planted].map(([path, { text }]) => [path, text])));
    const config = ['--config', 'scripts/lint/dependency-cruiser.mjs', '--output-type', 'json'];
    report = run<Report>(folder, 'dependency-cruiser/bin/dependency-cruise.mjs', ...config, 'src');
  });
  after(() => uproot(folder));

  it('see every planted file', () => {
    assert.ok(report.summary.totalCruised >= planted.size, `${report.summary.totalCruised} of ${planted.size}`);
  });

  for (const forbidden of [true, false])
    it(forbidden ? 'object to what the table does not allow' : 'allow what the table allows', () => {
      const objected = new Set(report.summary.violations.map(({ from }) => from));
      const wrong = [...planted].filter(
        ([path, one]) => one.forbidden === forbidden && objected.has(path) !== forbidden,
      );
      const rules = report.summary.violations.filter(({ from }) => wrong.some(([path]) => path === from));
      assert.deepEqual(
        wrong.map(([path]) => path),
        [],
        JSON.stringify(rules.map(({ from, rule }) => [from, rule.name])),
      );
    });

  it('object to a circle as a circle', () => {
    const circles = report.summary.violations.filter(({ rule }) => rule.name === 'no-circular').map(({ from }) => from);
    assert.deepEqual(circles, ['src/core/circle-a.ts']);
  });
});
