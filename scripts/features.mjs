// The README's support table, by feature ID, made from the titles of the tests: a feature is supported when a test names it.
// `--check` fails when the table is stale or a feature that is promised has no test.
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { features } from './features-list.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = dir =>
  readdirSync(dir).flatMap(name => {
    const file = path.join(dir, name);
    return statSync(file).isDirectory() ? files(file) : /\.test\.[mc]?[jt]s$/.test(name) ? [file] : [];
  });

/** IDs in square brackets at the end of a title: `it('… [D5, E1]', …)`. */
export function named(source) {
  const ids = new Set();
  for (const [, title] of source.matchAll(/\b(?:it|test|describe)\(\s*(['"`][^\n]*?\[[A-R]\d[^\]\n]*\]['"`])/g)) {
    for (const list of title.match(/\[[A-R]\d[^\]]*\]/g) ?? []) for (const id of list.match(/[A-R]\d+/g)) ids.add(id);
  }
  return ids;
}

export function table(tests, list = features) {
  const rows = list.map(({ id, name, note }) => {
    const where = tests.filter(test => test.ids.has(id)).map(test => test.file);
    return `| ${id} | ${name} | ${where.length ? '●' : '–'} | ${
      note ??
      (where.length
        ? where
            .slice(0, 2)
            .map(file => '`' + file + '`')
            .join(', ')
        : '')
    } |`;
  });
  return ['| ID | Feature | Here | Shown by |', '|---|---|---|---|', ...rows].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const tests = files(path.join(root, 'test')).map(file => ({
    file: path.relative(root, file),
    ids: named(readFileSync(file, 'utf8')),
  }));
  const readme = path.join(root, 'README.md');
  const before = readFileSync(readme, 'utf8');
  const after = before.replace(
    /(<!-- features -->)[^]*?(<!-- \/features -->)/,
    (_, open, close) => `${open}\n\n${table(tests)}\n\n${close}`,
  );
  const missing = features.filter(feature => feature.promised && !tests.some(test => test.ids.has(feature.id)));
  if (missing.length) {
    console.error(`features: no test names ${missing.map(feature => feature.id).join(', ')}`);
    process.exitCode = 1;
  }
  if (process.argv.includes('--check')) {
    if (before !== after) {
      console.error('features: the table in README.md is stale; run `npm run features`');
      process.exitCode = 1;
    }
  } else writeFileSync(readme, after);
}
