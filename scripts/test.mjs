// `npm test [-- FILE|FOLDER …]`: installs what is missing, finds a browser, runs every test and closes with one line of counts.
// `--engine firefox` or `webkit` runs only the browser folders, in that engine.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser } from './lib/browser.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { testFiles } from './lib/test-files.mjs';

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'im-elements-test-'));
const total = { passed: 0, failed: 0 };

/** Minutes after which a stage is taken for hung. */
const PATIENCE = 45;

const WTR = 'node_modules/@web/test-runner/dist/bin.js';

function fail(why) {
  total.failed++;
  console.error(`✖ ${why}`);
}

/** Runs one runner over the files and adds what it counted; a runner that counted nothing has failed. */
async function stage(name, files, args, env = {}) {
  if (!files.length) return;
  console.log(`\n── ${name}: ${files.length} ${files.length === 1 ? 'file' : 'files'}`);
  const tally = join(scratch, `${name}.json`);
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, TALLY_FILE: tally, ...env },
  });
  const hung = setTimeout(() => child.kill('SIGKILL'), PATIENCE * 60_000);
  const code = await new Promise(done => child.on('exit', (status, signal) => done(status ?? signal)));
  clearTimeout(hung);
  let counted;
  try {
    counted = JSON.parse(readFileSync(tally, 'utf8'));
  } catch {
    return fail(`the ${name} runner stopped (${code}) before it had counted its tests`);
  }
  total.passed += counted.passed;
  total.failed += counted.failed;
  if (counted.passed + counted.failed === 0) fail(`the ${name} runner ran no test`);
  else if (counted.files < files.length) fail(`the ${name} runner ran ${counted.files} of ${files.length} files`);
  else if (code !== 0 && counted.failed === 0) fail(`the ${name} runner ended with ${code} although no test failed`);
}

const nodeArgs = (files, concurrency) => [
  '--import=tsx',
  '--test',
  `--test-concurrency=${concurrency}`,
  '--test-timeout=600000',
  '--test-reporter=./scripts/lib/tally-reporter.mjs',
  '--test-reporter-destination=stdout',
  ...files,
];

/** The tests that run inside a page; another engine than Chromium by its name. */
const runInPage = (files, engine) =>
  stage(engine ?? 'browser', files, [WTR, '--config', `test/${engine ? 'wtr.engines' : 'wtr.config'}.mjs`], {
    TEST_FILES: files.join(','),
    BROWSERS: engine,
  });

async function main() {
  ensureInstalled(root);
  const { build, SERVED } = await import('./build.mjs');
  const { values, positionals } = parseArgs({ options: { engine: { type: 'string' } }, allowPositionals: true });
  const files = testFiles(root, positionals);
  if (!Object.values(files).some(list => list.length)) return fail('there is no such test');

  try {
    await build(SERVED);
  } catch (error) {
    fail(`the build failed: ${error.message}`);
  }
  if (values.engine) return runInPage(files.browser, values.engine);
  process.env.CHROME_PATH = await findBrowser(root);
  console.log(`Chromium: ${process.env.CHROME_PATH} (Firefox and WebKit are left to .ci/run)`);
  await stage('node', files.node, nodeArgs(files.node, 2));
  await stage('flows', files.flows, nodeArgs(files.flows, 1));
  await runInPage(files.browser);
}

try {
  await main();
} catch (error) {
  fail(error.message);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed || !total.passed ? 1 : 0);
