// The manifest and README's tables from one planted element.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { elementTables } from '../../scripts/lib/element-tables.mjs';
import { leanManifest } from '../../scripts/lib/lean-manifest.mjs';

const BASE = `import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
export class Base extends LitElement {
  /** Which client it belongs to. */
  @property({ attribute: 'client' }) clientName = '';
  static words = { one: 'one' };
  #secret = 1;
  constructor() {
    super();
    const { owner } = this;
    this.owner = owner;
  }
  /** Whose it is. */
  get owner(): string | undefined { return undefined; }
  set owner(owner: string | undefined) {}
  protected emit(type: string) { this.dispatchEvent(new CustomEvent(type)); }
}
`;

const ELEMENT = `import { property, state } from 'lit/decorators.js';
import { Base } from './base/base.js';
/**
 * Shows a thing. And more about it.
 *
 * @element im-thing
 * @slot empty - Shown when there is none.
 * @fires {CustomEvent<{ userID: string }>} im-thing-select - One was chosen.
 * @csspart list - The list.
 * @cssprop [--im-gap=0.5rem] - Space between.
 * @cssstate busy - While it works.
 */
export class ImThing extends Base {
  /** How many, or none | all. */
  @property({ type: Number, reflect: true }) count = 3;
  @state() private busy = false;
  #rows = 1;
  /** Loads again. */
  reload(hard: boolean): void {}
  override render() { return this.#row(); }
  #row() { return 1; }
}
`;

describe('leanManifest()', () => {
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'im-elements-manifest-'));
    mkdirSync(join(root, 'src/elements/base'), { recursive: true });
    writeFileSync(join(root, 'src/elements/base/base.ts'), BASE);
    writeFileSync(join(root, 'src/elements/im-thing.ts'), ELEMENT);
  });
  after(() => rmSync(root, { recursive: true }));

  it('tells what is public, inherited too, and nothing else', async () => {
    const { schemaVersion, modules } = await leanManifest(root, ['im-thing']);
    assert.equal(schemaVersion, '2.1.0');
    assert.deepEqual(
      modules.map(({ path }: { path: string }) => path),
      ['dist/esm/elements/im-thing.js', 'dist/esm/define/im-thing.js'],
    );
    const [{ members, attributes, events, slots, cssParts, cssProperties, cssStates }] = modules[0]!.declarations;
    const names = (list: { name: string }[]) => list.map(({ name }) => name).sort();
    assert.deepEqual(names(members), ['clientName', 'count', 'owner', 'reload']);
    assert.equal(members.find(({ name }: { name: string }) => name === 'owner').default, undefined);
    assert.deepEqual(names(attributes), ['client', 'count']);
    assert.deepEqual([events, slots, cssParts, cssProperties, cssStates].flatMap(names), [
      'im-thing-select',
      'empty',
      'list',
      '--im-gap',
      'busy',
    ]);
  });

  it('wants the tag in the comment of the class', async () => {
    writeFileSync(join(root, 'src/elements/im-bare.ts'), 'export class ImBare extends HTMLElement {}\n');
    await assert.rejects(leanManifest(root, ['im-bare']), /src\/elements\/im-bare\.ts: .*@element im-bare/);
  });

  it('becomes tables that say once what all elements have', async () => {
    writeFileSync(join(root, 'src/elements/im-other.ts'), ELEMENT.replaceAll('im-thing', 'im-other').replace('ImThing', 'ImOther').replace('count', 'size'));
    const [head, ...sections] = elementTables(await leanManifest(root, ['im-thing', 'im-other'])).split('\n### ');
    assert.match(head!, /All of them[^]*\| Attributes \| `client` [^<]*\|/);
    assert.equal(sections.length, 2);
    for (const section of sections) assert.doesNotMatch(section, /Which client/);
    assert.match(sections[1]!, /`size`/);
  });

  it('becomes tables in which a type may contain a bar', async () => {
    const tables = elementTables(await leanManifest(root, ['im-thing']));
    assert.match(tables, /\| \[`<im-thing>`\]\(#im-thing\) \| Shows a thing\. \|/);
    assert.match(tables, /\| Attributes \| `count` `number = 3`: How many, or none \\\| all\.<br>`client` .*: Which client it belongs to\. \|/);
    assert.match(tables, /\| Methods \| `reload\(hard\)` `void`: Loads again\. \|/);
    assert.match(tables, /\| States \| `busy`: While it works\. \|/);
    assert.equal(elementTables({ modules: [] }), '');
  });
});
