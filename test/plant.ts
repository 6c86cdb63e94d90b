// A throw-away copy of the repository's settings with planted source files, for the tests of the lint rules and the build.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Writes the files (paths with their text) beside the repository's settings and gives the folder. */
export function plant(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'im-elements-planted-'));
  for (const name of ['package.json', 'tsconfig.json', 'eslint.config.mjs', 'rollup.config.mjs', 'scripts'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** Removes what plant() made. */
export const uproot = (folder: string) => rmSync(folder, { recursive: true, force: true });

/** Runs a tool of node_modules in the folder and gives the JSON that it prints. */
export function run<T>(folder: string, tool: string, ...args: string[]): T {
  const options = { cwd: folder, encoding: 'utf8' as const, maxBuffer: 64 * 2 ** 20 };
  const { stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules', tool), ...args], options);
  try {
    return JSON.parse(stdout) as T;
  } catch {
    throw new Error(`${tool} printed no JSON:\n${stdout}\n${stderr}`);
  }
}
