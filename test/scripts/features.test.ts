// The support table, made from the titles of tests.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { features } from '../../scripts/features-list.mjs';
import { named, table } from '../../scripts/features.mjs';

describe('named()', () => {
  // In capitals here, so that these are no titles of this file.
  const found: [what: string, source: string, ids: string[]][] = [
    ['one', "IT('logs in [A2]', () => {})", ['A2']],
    ['several, by commas or blanks', "IT('logs in [A2, A6]'); IT('out [A3 H20]')", ['A2', 'A6', 'A3', 'H20']],
    ['of each way to write a test', 'TEST("x [B1]"); DESCRIBE(`y [B2]`); t.TEST(\'z [B3]\')', ['B1', 'B2', 'B3']],
    ['of a title on a line of its own', "IT(\n  'logs in [A2]',\n  () => {},\n)", ['A2']],
    ['of a title with an apostrophe and quotes', `IT("the user's \\"own\\" [I1]")`, ['I1']],
    ['of a title with values in it', 'IT(`by ${name} [H1, H2]`)', ['H1', 'H2']],
    ['in two places of one title', "IT('fits [R11], is dark [R14]')", ['R11', 'R14']],
    ['none outside of titles', "const rows = ['A2']; // it logs in [A2]\nexpect(rows[0], 'x [A3]')", []],
    ['none in lists that are no features', "IT('takes [0, 1] and [x]'); IT('has [Z1]')", []],
  ];
  for (const [what, source, ids] of found)
    it(`finds ${what}`, () =>
      assert.deepEqual([...named(source.replace(/[A-Z]+\(/g, word => word.toLowerCase()))], ids));
});

describe('table()', () => {
  const tests = ['a', 'b', 'c'].map(file => ({
    file: `test/${file}.test.ts`,
    ids: new Set(['A1', ...(file === 'b' ? ['A2'] : [])]),
  }));
  const rows = (list: typeof features) => table(tests, list).split('\n').slice(2);

  it('marks what a test names, and says which, two at most', () =>
    assert.deepEqual(
      rows([
        { id: 'A1', name: 'initSDK', promised: true },
        { id: 'A2', name: 'Login' },
      ]),
      ['| A1 | initSDK | ● | `test/a.test.ts`, `test/b.test.ts` |', '| A2 | Login | ● | `test/b.test.ts` |'],
    ));
  it('marks the rest as missing', () => assert.deepEqual(rows([{ id: 'O1', name: 'Text' }]), ['| O1 | Text | – |  |']));
  it('has a head', () => assert.match(table(tests, []), /^\| ID \| Feature \|.*\n\|---\|/));
});

describe('the list', () => {
  it('has each feature once, in the order of the letters', () => {
    const ids = features.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    const place = (id: string) => id.charCodeAt(0) * 1000 + Number(id.slice(1));
    assert.deepEqual(
      ids,
      [...ids].sort((a, b) => place(a) - place(b)),
    );
  });
  it('leaves out what is not to come', () => {
    const not = new Set(['H18', 'Q1', 'Q2', 'R1', 'R2', 'R3', 'R6', 'R9', 'R12']);
    assert.deepEqual(
      features.filter(({ id }) => not.has(id)),
      [],
    );
  });
});
