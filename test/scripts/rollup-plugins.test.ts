// What a bundle of this package is: one file, each language beside it, nothing twice, and a trusted-types policy of its own.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
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

describe('a bundle', () => {
  let folder = '';
  afterEach(() => uproot(folder));

  /** Builds one part of a planted source and gives the texts below its dist. */
  async function built(part: 'cdn' | 'esm', files: Record<string, string>) {
    folder = plant(files);
    const { configurations } = (await import(pathToFileURL(join(folder, 'rollup.config.mjs')).href)) as {
      configurations: (names: string[]) => (RollupOptions & { output: OutputOptions })[];
    };
    const [{ output, ...input }] = configurations([part]) as [RollupOptions & { output: OutputOptions }];
    const bundle = await rollup(input);
    await bundle.write(output);
    await bundle.close();
    const read = (name: string) => readFileSync(join(folder, 'dist', name), 'utf8');
    return { read, names: readdirSync(join(folder, 'dist', part)).filter(name => name.endsWith('.js')) };
  }

  it('is one file that defines the elements, with each language beside it', async () => {
    const { read, names } = await built('cdn', SOURCE);
    assert.equal(names.length, 2);
    assert.match(
      names.find(name => name !== 'im-elements.js')!,
      /^im-elements\.de-[\w-]+\.js$/,
    );
    const text = read('cdn/im-elements.js');
    has(text, /\("im-a",/);
    has(text, /\("im-b",/);
    has(text, /dropped|Hallo|from\s*"/, false);
    const record = JSON.parse(read('sizes/all.json')) as { entry: boolean; gzip: number; modules: string[] }[];
    assert.deepEqual(
      record.map(({ entry }) => entry),
      [true, false],
    );
    assert.deepEqual(record[1]!.modules, ['src/locales/de.ts']);
    assert.ok(record[0]!.gzip > 4000 && record[0]!.gzip < 10_000, `${record[0]!.gzip}`);
  });

  it('names its own trusted-types policy', async () => {
    const text = (await built('cdn', SOURCE)).read('cdn/im-elements.js');
    has(text, /createPolicy\("im-elements"/);
    has(text, /"lit-html"/, false);
  });

  it('keeps a space between words and drops the rest', async () => {
    const text = (await built('cdn', SOURCE)).read('cdn/im-elements.js');
    has(text, /<p>\$\{this\.mood\} <b>!<\/b><\/p>/);
    has(text, /p\{color:#000\}/);
  });

  it('has the decorators’ machinery once', async () => {
    const text = (await built('cdn', SOURCE)).read('cdn/im-elements.js');
    assert.equal(text.match(/Object\.defineProperty\(/g)?.length, 1);
    has(text, /Unsupported decorator location/, false);
  });

  it('must not share code with what it loads later', async () => {
    const lazy = {
      ...SOURCE,
      'src/locales/de.ts': "import { html } from 'lit';\nexport const strings = { hello: html`Hallo` };\n",
    };
    await assert.rejects(built('cdn', lazy), /must stand alone/);
  });

  it('is a module per file for npm, with imports of packages left as they are', async () => {
    const { read } = await built('esm', SOURCE);
    has(read('esm/elements/im-b.js'), /from 'lit'/);
    has(read('esm/define/im-b.js'), /from '\.\.\/elements\/im-b\.js'/);
    has(read('esm/index.js'), /unused/, false);
    assert.ok(existsSync(join(folder, 'dist/esm/locales/de.js')));
  });
});
