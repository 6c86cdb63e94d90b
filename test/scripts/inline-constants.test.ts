// Numbers stand where their names stood, and only there.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { rollup } from 'rollup';
import { constantsIn, inlineConstants } from '../../scripts/lib/inline-constants.mjs';

describe('inlineConstants()', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'im-elements-constants-'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  async function bundled(source: string) {
    writeFileSync(join(folder, 'entry.ts'), source);
    // The table as TypeScript has it; what rollup reads is JavaScript.
    const table = join(folder, 'table.ts');
    writeFileSync(table, `export const Wrong = 1001;\nexport const kinds = { text: 101, word: 'a' } as const;\n`);
    const strip = {
      name: 'strip',
      load: (id: string) =>
        id === table ? `export const Wrong = 1001; export const kinds = { text: 101, word: 'a' };` : null,
    };
    const bundle = await rollup({ input: join(folder, 'entry.ts'), plugins: [strip, inlineConstants([table])] });
    const { code } = (await bundle.generate({ format: 'es' })).output[0];
    await bundle.close();
    return code;
  }

  it('writes the number, and drops the table', async () => {
    const code = await bundled(
      `import { Wrong as W, kinds } from './table.ts'; export const a = [W, kinds.text, { W, [kinds.word]: kinds.text }];`,
    );
    assert.match(code, /\[1001, 101, { W: 1001, \['a'\]: 101 }\]/);
    assert.doesNotMatch(code, /kinds/);
  });

  it('keeps a table that is used as a whole, keys, members and names that mean something else', async () => {
    const code = await bundled(
      `import { Wrong, kinds } from './table.ts'; export const all = Object.keys(kinds); export const o = { Wrong: 1, p: globalThis.Wrong };
       export const f = kinds => kinds.text; export const g = Wrong;`,
    );
    assert.match(code, /Object\.keys\(kinds\)/);
    assert.match(code, /{ Wrong: 1, p: globalThis\.Wrong }/);
    assert.match(code, /kinds => kinds\.text/);
    assert.match(code, /g = 1001/);
  });

  it('knows numbers, short texts and tables of them, and nothing else', () => {
    const found = constantsIn(
      `export const A = 1_000;\nexport const b = 'x';\nexport const c = f();\nexport const d = { /** e */ e: 1, g: 'h' } as const;\nexport const i = { j: [1] } as const;\n`,
    );
    assert.deepEqual([...found.keys()], ['A', 'b', 'd']);
    assert.deepEqual(found.get('d'), new Map([['e', '1'], ['g', "'h'"]])); // prettier-ignore
  });
});
