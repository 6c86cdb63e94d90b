// What a bundle of this package is: one file, each language beside it, nothing twice, and a trusted-types policy of its own.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { rollup, type OutputOptions, type RollupOptions } from 'rollup';
import { plant, uproot } from '../plant.js';

const element = (tag: string, name: string, more = '') => `import { LitElement, css, html } from 'lit';
import { property } from 'lit/decorators.js';
export class ${name} extends LitElement {
  static override styles = css\`
    p { color: black; }
  \`;
  @property({ reflect: true }) mood = '${tag}';
  override render() {
    return html\`
      <p>\${this.mood}   <b>!</b></p>
    \`;
  }
  ${more}
}
`;
const define = (tag: string, name: string) =>
  `import { ${name} } from '../elements/${tag}.js';\ncustomElements.define('${tag}', ${name});\n`;

const SOURCE = {
  'src/index.ts': "import './define/im-a.js';\nimport './define/im-b.js';\nimport './ui/unused.js';\n",
  'src/define/im-a.ts': define('im-a', 'ImA'),
  'src/define/im-b.ts': define('im-b', 'ImB'),
  'src/elements/im-a.ts': element('im-a', 'ImA', "words() { return import('../locales/de.js'); }"),
  'src/elements/im-b.ts': element('im-b', 'ImB'),
  'src/ui/unused.ts': "console.log('dropped: package.json does not list it');\n",
  'src/locales/de.ts': "export const strings = { hello: 'Hallo' };\n",
};

/** Like assert.match(), without a whole bundle in its message. */
const has = (text: string, pattern: RegExp, wanted = true) =>
  assert.equal(pattern.test(text), wanted, `${pattern} is ${wanted ? 'missing' : 'there'}`);

/** Builds one part of a planted source and gives its folder and the texts below its dist. */
async function build(part: 'cdn' | 'esm', files: Record<string, string>) {
  const folder = plant(files);
  const { configurations } = (await import(pathToFileURL(join(folder, 'rollup.config.mjs')).href)) as {
    configurations: (names: string[]) => (RollupOptions & { output: OutputOptions })[];
  };
  const [{ output, ...input }] = configurations([part]) as [RollupOptions & { output: OutputOptions }];
  const bundle = await rollup(input);
  await bundle.write(output);
  await bundle.close();
  const read = (name: string) => readFileSync(join(folder, 'dist', name), 'utf8');
  return { folder, read, names: readdirSync(join(folder, 'dist', part)).filter(name => name.endsWith('.js')) };
}
type Built = Awaited<ReturnType<typeof build>>;

describe('a bundle', () => {
  let cdn: Built;
  let text: string;
  before(async () => {
    cdn = await build('cdn', SOURCE);
    text = cdn.read('cdn/im-elements.js');
  });
  after(() => uproot(cdn.folder));

  it('is one file that defines the elements, with each language beside it', () => {
    assert.equal(cdn.names.length, 2);
    has(
      cdn.names.find(name => name !== 'im-elements.js')!,
      /^im-elements\.de-[\w-]+\.js$/,
    );
    has(text, /\("im-a",/);
    has(text, /\("im-b",/);
    has(text, /dropped|Hallo|from\s*"/, false);
    const record = JSON.parse(cdn.read('sizes/all.json')) as { entry: boolean; gzip: number; modules: string[] }[];
    assert.deepEqual(
      record.map(({ entry }) => entry),
      [true, false],
    );
    assert.deepEqual(record[1]!.modules, ['src/locales/de.ts']);
    assert.ok(record[0]!.gzip > 4000 && record[0]!.gzip < 10_000, `${record[0]!.gzip}`);
  });

  it('names its own trusted-types policy', () => {
    has(text, /createPolicy\("im-elements"/);
    has(text, /"lit-html"/, false);
  });

  it('keeps a space between words and drops the rest', () => {
    has(text, /<p>\$\{this\.mood\} <b>!<\/b><\/p>/);
    has(text, /p\{color:#000\}/);
  });

  it('has the decorators’ machinery once', () => {
    assert.equal(text.match(/Object\.defineProperty\(/g)?.length, 1);
    has(text, /Unsupported decorator location/, false);
  });
});

describe('a lazy file', () => {
  it('shares code with the entry, whatever address that was loaded from', async () => {
    const shared = 'export let loads = 0;\nexport const load = (name: string) => `${name} ${++loads}`;\n';
    const { folder } = await build('cdn', {
      'src/index.ts': `import { load } from './ui/shared.js';
        export const first = load('entry');
        export const open = async () => (await import('./ui/im-dialog.js')).open();\n`,
      'src/ui/shared.ts': `${shared}const runs = globalThis as { runs?: number };\nruns.runs = (runs.runs ?? 0) + 1;\n`,
      'src/ui/im-dialog.ts': "import { load } from './shared.js';\nexport const open = () => load('dialog');\n",
    });
    try {
      const address = pathToFileURL(join(folder, 'dist/cdn/im-elements.js')).href;
      const entry = (await import(`${address}?v=2`)) as { first: string; open(): Promise<string> };
      assert.deepEqual(Object.keys(entry), ['first', 'open']);
      assert.deepEqual([entry.first, await entry.open()], ['entry 1', 'dialog 2']);
      assert.equal((globalThis as { runs?: number }).runs, 1);
    } finally {
      uproot(folder);
    }
  });
});

describe('the modules for npm', () => {
  it('are one per file, with imports of packages left as they are', async () => {
    const { folder, read } = await build('esm', SOURCE);
    try {
      has(read('esm/elements/im-b.js'), /from 'lit'/);
      has(read('esm/define/im-b.js'), /from '\.\.\/elements\/im-b\.js'/);
      has(read('esm/index.js'), /unused/, false);
      assert.ok(existsSync(join(folder, 'dist/esm/locales/de.js')));
    } finally {
      uproot(folder);
    }
  });
});
