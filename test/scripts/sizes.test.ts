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
/** What is loaded for one purpose. */
const chat = (gzip: number, more: Partial<Chunk> = {}) =>
  chunk('chat', gzip, {
    modules: ['core/chat/index', 'elements/chat-view', 'elements/conversation-rows', 'elements/widget-panel'].map(
      name => `src/${name}.ts`,
    ),
    ...more,
  });
const late = () => [
  chunk('virtual-core', 0, { modules: ['node_modules/@tanstack/virtual-core/dist/esm/index.js'] }),
  ...[
    'core/chat/after',
    'core/share',
    'core/acts',
    'elements/chat-news',
    'ui/content/rare',
    'elements/base/alerts',
    'elements/widget-alerts',
    'elements/chat-acts',
    'elements/conversation-menu',
    'ui/chat-log',
    'ui/composer-more',
    'ui/links',
  ].map(name => chunk(name, 0)),
  chunk('ui/emoji-picker', 0),
  chunk('ui/emoji/en', 0),
];
const good = () =>
  Object.fromEntries(Object.keys(BUDGETS).map(name => [name, [entry(1000), card(0), chip(0), chat(0), ...late()]]));

describe('report()', () => {
  it('is content below all budgets', () => {
    const { table, problems } = report(good());
    assert.deepEqual(problems, []);
    assert.match(table, /\| All elements in one file \(`im-elements\.js`\) \| 1\.0 kB \| 42 kB \|/);
  });

  it('takes a budget to the byte', () => {
    assert.deepEqual(report({ ...good(), client: [entry(16_000)] }).problems, []);
    assert.match(report({ ...good(), client: [entry(16_301)] }).problems.join(), /over its budget of 16.3 kB/);
  });

  it('counts what the entry imports at once, and not what it loads later', () => {
    const parts = [
      entry(10_000, { imports: ['shared.js'] }),
      chunk('shared', 20_000),
      chunk('later', 30_000),
      card(0),
      chip(0),
      chat(0),
      ...late(),
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
      report({ ...good(), login: parts(3_601) }).problems.join(),
      /sign-in card: .* over its budget of 28.6 kB/,
    );
    assert.match(report({ ...good(), login: [entry(1)] }).problems.join(), /login-card\.ts is in no file/);
  });

  it('says what a page with sign-in, friends and requests loads, and how much can load later', () => {
    const parts = (menu: number) => [
      entry(10_000),
      card(3_000),
      chip(2_000, { imports: ['menu.js'] }),
      chunk('menu', menu),
      chat(0),
      ...late(),
    ];
    const { table } = report({ ...good(), all: parts(500) });
    assert.match(table, /requests, signed out \| 13\.0 kB \| 45 kB/);
    assert.match(table, /requests, signed in \| 12\.5 kB \| 45 kB/);
    assert.match(table, /later, together \| 5\.5 kB/);
    assert.deepEqual(report({ ...good(), all: parts(33_000) }).problems, []);
    assert.match(report({ ...good(), all: parts(33_001) }).problems.join(), /signed in: .* over its budget of 45 kB/);
    assert.match(report({ ...good(), all: [entry(1), card(1)] }).problems.join(), /socket\.ts is in no file/);
  });

  it('counts for the chat what a page that is signed in does not have yet', () => {
    const parts = (gzip: number) => [
      entry(10_000),
      card(1),
      chip(2_000, { imports: ['menu.js'] }),
      chunk('menu', 5_000),
      chunk('log', 4_000),
      chat(gzip, { imports: ['menu.js', 'log.js'] }),
      chunk('ui/links', 700, { imports: ['chat.js'] }),
      ...late().filter(({ name }) => name !== 'ui/links'),
    ];
    const { table, problems } = report({ ...good(), all: parts(20_000) });
    assert.deepEqual(problems, []);
    assert.match(table, /Chat: .* \| 24\.0 kB \| 24.3 kB/);
    assert.match(table, /Links in texts \| 0\.7 kB/);
    assert.match(report({ ...good(), all: parts(20_301) }).problems.join(), /Chat: .* over its budget of 24.3 kB/);
    assert.match(report({ ...good(), all: [entry(1)] }).problems.join(), /Chat: .*chat-view\.ts is in no file/);
  });

  it('holds each language to its budget', () => {
    for (const [module, name] of [
      ['de', 'de'],
      ['zh-CN/chat', 'zh-CN, chat'],
    ]) {
      const language = chunk('words', 3001, { modules: [`src/locales/${module}.ts`] });
      assert.match(
        report({ ...good(), all: [entry(1), card(0), chip(0), language] }).problems.join(),
        new RegExp(`Language ${name}, .* over its budget of 3 kB`),
      );
    }
    const english = chunk('words', 9000, { modules: ['src/locales/en/chat.ts'] });
    assert.doesNotMatch(report({ ...good(), all: [entry(1), english] }).table, /Language/);
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
