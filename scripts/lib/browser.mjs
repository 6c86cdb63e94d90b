// Finds a Chromium for the tests: $CHROME_PATH, an installed one, the one in node_modules, or apt's on Debian as root.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'chrome',
  'msedge',
];
const MAC = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  name => `/Applications/${name}.app/Contents/MacOS/${name}`,
);
const WINDOWS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/** Flags for tests: no sandbox (root in containers), no background traffic. */
export const CHROME_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The first installed browser, by the environment's PATH and the usual places.
 * @param {Record<string, string | undefined>} env
 * @param {NodeJS.Platform} platform
 * @param {(path: string) => boolean} exists
 * @returns {string | undefined}
 */
export function installedBrowser(env = process.env, platform = process.platform, exists = existsSync) {
  if (env.CHROME_PATH) {
    if (exists(env.CHROME_PATH)) return env.CHROME_PATH;
    throw new Error(`CHROME_PATH is ${env.CHROME_PATH}, but there is no such file. Correct it or unset it.`);
  }
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const usual = platform === 'darwin' ? MAC : [];
  const windows = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].flatMap(folder =>
    folder ? WINDOWS.map(path => `${folder}\\${path}`) : [],
  );
  const onPath = platform === 'win32' ? windows : NAMES.flatMap(name => folders.map(folder => join(folder, name)));
  return [...usual, ...onPath].find(path => exists(path));
}

const starts = (path, env = process.env) =>
  spawnSync(path, ['--version'], { env, stdio: 'ignore', timeout: 20_000 }).status === 0;

/** The Chromium inside the development package; it is unpacked on first use. */
async function packagedBrowser(root) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const cache = join(root, 'node_modules/.cache/chromium');
  mkdirSync(cache, { recursive: true });
  const { TMPDIR } = process.env;
  process.env.TMPDIR = cache; // where the package unpacks to
  try {
    const { default: chromium, inflate } = await import('@sparticuz/chromium');
    const path = await chromium.executablePath();
    if (starts(path)) return path;
    // A bare system lacks a few libraries; the package brings them.
    const libraries = await inflate(join(root, 'node_modules/@sparticuz/chromium/bin/al2023.tar.br'));
    const LD_LIBRARY_PATH = [join(libraries, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
    if (!starts(path, { ...process.env, LD_LIBRARY_PATH })) return undefined;
    process.env.LD_LIBRARY_PATH = LD_LIBRARY_PATH;
    return path;
  } catch {
    return undefined;
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}

function aptBrowser() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  console.error('Installing chromium with apt (once) …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = args => spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  if (apt(['update']) && apt(['install', '-y', '--no-install-recommends', 'chromium'])) return installedBrowser();
  return undefined;
}

/**
 * The path of a Chromium, Chrome or Edge that starts.
 * @param {string} root the repository
 * @returns {Promise<string>}
 * @throws {Error} with what to do, when there is none
 */
export async function findBrowser(root) {
  const path = installedBrowser() ?? (await packagedBrowser(root)) ?? aptBrowser();
  if (path) return path;
  throw new Error(
    'The tests need Chrome, Chromium or Edge and found none. Install one (Debian: apt-get install chromium) or set CHROME_PATH.',
  );
}
