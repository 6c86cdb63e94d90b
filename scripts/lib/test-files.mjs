// Sorts the test files by their runner: the folder below test/ decides.
import { existsSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/** Folders whose tests run inside a browser. */
export const BROWSER_FOLDERS = ['elements', 'ui', 'browser'];

/** Folders whose tests run one file at a time: they start browsers or servers and measure seconds. */
const ALONE = ['flows'];

const stageOf = folder => (BROWSER_FOLDERS.includes(folder) ? 'browser' : ALONE.includes(folder) ? 'flows' : 'node');

function* testsBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* testsBelow(path);
    else if (/\.test\.(ts|mjs)$/.test(entry.name)) yield path;
  }
}

/**
 * The test files of each stage, sorted, with `/` in their names relative to the root.
 * @param {string} root
 * @param {string[]} [only] files or folders; all when empty
 * @returns {{ node: string[], flows: string[], browser: string[] }}
 */
export function testFiles(root, only = []) {
  const wanted = only.map(path => resolve(root, path));
  const stages = { node: [], flows: [], browser: [] };
  const top = join(root, 'test');
  for (const path of existsSync(top) ? [...testsBelow(top)].sort() : []) {
    if (wanted.length && !wanted.some(want => path === want || path.startsWith(`${want}/`))) continue;
    const name = relative(root, path).replaceAll('\\', '/');
    stages[stageOf(name.split('/')[1])].push(name);
  }
  return stages;
}
