// @web/test-runner's settings: the browser folders of test/, in Chromium.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { CHROME_FLAGS, findBrowser } from '../scripts/lib/browser.mjs';
import { BROWSER_FOLDERS } from '../scripts/lib/test-files.mjs';

const root = join(import.meta.dirname, '..');

/** Adds up tests of all files and browsers for scripts/test.mjs; a file that did not load counts as one failure. */
const tally = {
  onTestRunFinished({ sessions }) {
    const counts = { passed: 0, failed: 0, files: new Set(sessions.map(({ testFile }) => testFile)).size };
    const walk = ({ tests = [], suites = [] }) => {
      for (const { passed, skipped } of tests) counts[passed && !skipped ? 'passed' : 'failed']++;
      suites.forEach(walk);
    };
    for (const { testResults, errors, testFile, browser } of sessions) {
      const before = counts.passed + counts.failed;
      if (testResults) walk(testResults);
      if (counts.passed + counts.failed === before || errors?.length) counts.failed++;
      if (counts.passed + counts.failed === before + 1 && !errors?.length && !testResults)
        console.error(`✖ ${testFile} in ${browser.name}: no result`);
    }
    if (process.env.TALLY_FILE) writeFileSync(process.env.TALLY_FILE, JSON.stringify(counts));
  },
};

export const chromium = async () =>
  chromeLauncher({
    concurrency: 2,
    // Each file has a storage of its own, and a page that believes to be in front: one behind another paints no frames.
    createBrowserContext: ({ browser }) => browser.createBrowserContext(),
    createPage: async ({ context }) => {
      const page = await context.newPage();
      const session = await page.createCDPSession();
      await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
      return page;
    },
    launchOptions: { executablePath: await findBrowser(root), args: CHROME_FLAGS },
  });

export default {
  rootDir: root,
  files: process.env.TEST_FILES?.split(',') ?? BROWSER_FOLDERS.map(folder => `test/${folder}/**/*.test.ts`),
  nodeResolve: { exportConditions: ['browser', 'development'] },
  plugins: [
    // Libraries that ask Node's environment whether this is production.
    {
      name: 'production',
      transform: ({ body }) =>
        typeof body === 'string' && body.includes('process.env.NODE_ENV')
          ? body.replaceAll('process.env.NODE_ENV', '"production"')
          : undefined,
    },
    // Contrast is measured when nothing moves any more. Imported before mocha is there, chai's package would never tidy up.
    {
      name: 'still',
      transform: ({ path, body }) =>
        path.endsWith('/@open-wc/testing/register-chai-plugins.js')
          ? `import { whenStill } from '/test/browser/still.ts';\n${body}\nchai.use(whenStill);\n`
          : undefined,
    },
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: join(root, 'tsconfig.json') }),
  ],
  browsers: [await chromium()],
  reporters: [defaultReporter(), tally],
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  // For all tests; what hangs is found as well after two minutes, and a busy machine has the time it needs.
  testFramework: { config: { timeout: '120000' } },
  testsFinishTimeout: 900_000,
  browserStartTimeout: 120_000,
  testsStartTimeout: 240_000,
};
