// The size report: what counts, what is over budget, and what must not be inside.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BUDGETS, report } from '../../scripts/lib/sizes.mjs';

interface Chunk {
  file: string;
  name: string;
  entry: boolean;
  imports: string[];
  gzip: number;
  modules: string[];
}

const chunk = (name: string, gzip: number, more: Partial<Chunk> = {}): Chunk => ({
  file: `${name}.js`,
  name,
  entry: false,
  imports: [],
  gzip,
  modules: [`src/${name}.ts`],
  ...more,
});
const entry = (gzip: number, more: Partial<Chunk> = {}) => chunk('entry', gzip, { entry: true, ...more });
const card = (gzip: number, more: Partial<Chunk> = {}) => chunk('elements/login-card', gzip, more);
const chip = (gzip: number, more: Partial<Chunk> = {}) =>
  chunk('elements/login-chip', gzip, { modules: ['src/elements/login-chip.ts', 'src/transport/socket.ts'], ...more });
const good = () => Object.fromEntries(Object.keys(BUDGETS).map(name => [name, [entry(1000), card(0), chip(0)]]));

describe('report()', () => {
  it('is content below all budgets', () => {
    const { table, problems } = report(good());
    assert.deepEqual(problems, []);
    assert.match(table, /\| All elements in one file \(`im-elements\.js`\) \| 1\.0 kB \| 42 kB \|/);
  });

  it('takes a budget to the byte', () => {
    assert.deepEqual(report({ ...good(), client: [entry(16_000)] }).problems, []);
    assert.match(report({ ...good(), client: [entry(16_001)] }).problems.join(), /over its budget of 16 kB/);
  });

  it('counts what the entry imports at once, and not what it loads later', () => {
    const parts = [
      entry(10_000, { imports: ['shared.js'] }),
      chunk('shared', 20_000),
      chunk('later', 30_000),
      card(0),
      chip(0),
    ];
    const { table, problems } = report({ ...good(), all: parts });
    assert.deepEqual(problems, []);
    assert.match(table, /one file .*\| 30\.0 kB/);
    assert.match(table, /later, when needed \| 30\.0 kB \| –/);
  });

  it('counts the sign-in card, with all that it imports, to the page of who is signed out', () => {
    const parts = (fields: number) => [
      entry(20_000),
      card(5_000, { imports: ['fields.js'] }),
      chunk('fields', fields),
      chunk('later', 9_000),
    ];
    assert.deepEqual(report({ ...good(), login: parts(3_000) }).problems, []);
    assert.match(
      report({ ...good(), login: parts(3_001) }).problems.join(),
      /sign-in card: .* over its budget of 28 kB/,
    );
    assert.match(report({ ...good(), login: [entry(1)] }).problems.join(), /login-card\.ts is in no file/);
  });

  it('says what a page with sign-in, friends and requests loads, and how much can load later', () => {
    const parts = (menu: number) => [
      entry(10_000),
      card(3_000),
      chip(2_000, { imports: ['menu.js'] }),
      chunk('menu', menu),
    ];
    const { table } = report({ ...good(), all: parts(500) });
    assert.match(table, /requests, signed out \| 13\.0 kB \| 45 kB/);
    assert.match(table, /requests, signed in \| 12\.5 kB \| 45 kB/);
    assert.match(table, /later, together \| 5\.5 kB/);
    assert.deepEqual(report({ ...good(), all: parts(33_000) }).problems, []);
    assert.match(report({ ...good(), all: parts(33_001) }).problems.join(), /signed in: .* over its budget of 45 kB/);
    assert.match(report({ ...good(), all: [entry(1), card(1)] }).problems.join(), /socket\.ts is in no file/);
  });

  it('holds each language to its budget', () => {
    const language = chunk('de', 3001, { modules: ['src/locales/de.ts'] });
    assert.match(
      report({ ...good(), all: [entry(1), card(0), chip(0), language] }).problems.join(),
      /Language de.* over its budget of 3 kB/,
    );
  });

  it('finds the server in a bundle that must not have it', () => {
    const strays = entry(1, { modules: ['src/server/push.ts'] });
    assert.match(report({ ...good(), login: [strays] }).problems.join(), /contains the server: src\/server\/push\.ts/);
    assert.deepEqual(report({ ...good(), loopback: [strays] }).problems, []);
  });

  it('does not take a bundle that was not built for a small one', () => {
    assert.match(report({ ...good(), login: undefined }).problems.join(), /not built/);
  });
});
