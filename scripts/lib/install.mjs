// Installs the locked packages when they are missing or older than the lock; needs nothing but Node and npm itself.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const packagesOf = file => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return undefined;
  }
};

/**
 * Whether `node_modules` holds what the lock asks for. Packages of other platforms may be missing.
 * @param {string} root
 */
export function isInstalled(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(root, 'node_modules/.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const found = present[path];
    return found ? found.version === version : Boolean(optional);
  });
}

/** npm as the one that runs us, else the one on the PATH; gives the exit code. */
function npm(root, args) {
  const own = process.env.npm_execpath;
  const [command, first] = own?.endsWith('.js') || own?.endsWith('.cjs') ? [process.execPath, [own]] : ['npm', []];
  const shell = command === 'npm' && process.platform === 'win32';
  return (
    spawnSync(command, [...first, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell }).status ?? 1
  );
}

/**
 * Runs `npm ci` unless everything is there; says so, since it takes a while.
 * @param {string} root
 */
export function ensureInstalled(root) {
  if (isInstalled(root)) return;
  console.error('Installing packages (once) …');
  // Install scripts are not needed by any package here, and development packages build the bundles.
  if (npm(root, ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund']) !== 0) {
    console.error('npm ci failed: see its message above. A registry that npm can reach is needed.');
    process.exit(1);
  }
}
