// Plants what the code must not contain, and sees ESLint find each.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { plant, run, uproot } from '../plant.js';

type Result = { filePath: string; messages: { ruleId: string | null; message: string }[] }[];

const template = (markup: string) =>
  `import { html } from 'lit';\nexport const planted = (size: string) => html\`${markup}\`;\n`;

/** Planted text, where, and the rule that must object. */
const PLANTED: Record<string, { at: string; text: string; rule: string }> = {
  'a file over 300 lines': {
    at: 'src/core/long.ts',
    text: 'export const one = 1;\n' + '// more\n'.repeat(300),
    rule: 'max-lines',
  },
  innerHTML: {
    at: 'src/ui/inner.ts',
    text: 'export const planted = (el: Element, text: string) => {\n  el.innerHTML = text;\n};\n',
    rule: 'no-restricted-properties',
  },
  eval: { at: 'src/ui/eval.ts', text: "export const planted: unknown = eval('1');\n", rule: 'no-eval' },
  unsafeHTML: {
    at: 'src/ui/unsafe.ts',
    text: "export { unsafeHTML } from 'lit/directives/unsafe-html.js';\n",
    rule: 'no-restricted-imports',
  },
  styleMap: {
    at: 'src/elements/map.ts',
    text: "export { styleMap } from 'lit/directives/style-map.js';\n",
    rule: 'no-restricted-imports',
  },
  'style=""': {
    at: 'src/ui/style.ts',
    text: template('<p style="inline-size: ${size}"></p>'),
    rule: 'no-restricted-syntax',
  },
  '<style>': {
    at: 'src/ui/sheet.ts',
    text: template('<style>p { color: ${size} }</style>'),
    rule: 'no-restricted-syntax',
  },
  'onclick=""': {
    at: 'src/ui/handler.ts',
    text: template('<button onclick="go()">${size}</button>'),
    rule: 'no-restricted-syntax',
  },
  'a picture without text': {
    at: 'src/ui/picture.ts',
    text: template('<img src=${size} />'),
    rule: 'lit-a11y/alt-text',
  },
  'a bound attribute twice': {
    at: 'src/ui/twice.ts',
    text: template('<p id=${size} id=${size}></p>'),
    rule: 'lit/no-duplicate-template-bindings',
  },
  any: {
    at: 'src/core/any.ts',
    text: 'export const planted = (x: any) => typeof x;\n',
    rule: '@typescript-eslint/no-explicit-any',
  },
  'a promise nobody waits for': {
    at: 'src/core/floating.ts',
    text: 'const later = async () => Promise.resolve();\nexport const planted = () => {\n  later();\n};\n',
    rule: '@typescript-eslint/no-floating-promises',
  },
  enum: { at: 'src/protocol/kinds.ts', text: 'export enum Kind {\n  One,\n}\n', rule: 'no-restricted-syntax' },
  'a default export': { at: 'src/core/default.ts', text: 'export default 1;\n', rule: 'no-restricted-syntax' },
  'a side effect of an import': {
    at: 'src/ui/effect.ts',
    text: "export class Planted extends HTMLElement {}\ncustomElements.define('x-planted', Planted);\n",
    rule: 'no-restricted-syntax',
  },
  'the page inside the core': {
    at: 'src/core/page.ts',
    text: 'export const planted = () => document.title;\n',
    rule: 'no-restricted-globals',
  },
};

describe('ESLint', () => {
  let folder: string;
  let found: Map<string, string[]>;
  before(() => {
    folder = plant(Object.fromEntries(Object.values(PLANTED).map(({ at, text }) => [at, text])));
    const results = run<Result>(folder, 'eslint/bin/eslint.js', '--format', 'json', 'src');
    found = new Map(
      results.map(({ filePath, messages }) => [
        filePath.slice(filePath.indexOf('/src/') + 1),
        messages.map(({ ruleId, message }) => ruleId ?? message),
      ]),
    );
  });
  after(() => uproot(folder));

  for (const [what, { at, rule }] of Object.entries(PLANTED))
    it(`finds ${what}`, () => assert.ok(found.get(at)?.includes(rule), `found: ${found.get(at)?.join(', ')}`));
});
