// The browser tests in Firefox and WebKitGTK: `BROWSERS=firefox,webkit wtr --config test/wtr.engines.mjs`.
import { existsSync } from 'node:fs';
import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { webkitLauncher } from '../scripts/lib/webkit-launcher.mjs';
import base from './wtr.config.mjs';

const FIREFOX = [process.env.FIREFOX_PATH, '/usr/bin/firefox-esr', '/usr/bin/firefox'];

const engines = {
  // Puppeteer speaks WebDriver BiDi to Firefox, so no geckodriver is needed.
  firefox: () =>
    chromeLauncher({
      puppeteer,
      concurrency: 1,
      launchOptions: {
        browser: 'firefox',
        executablePath: FIREFOX.find(path => path && existsSync(path)),
        // Contrast is measured of what stands, not of what is fading in.
        extraPrefsFirefox: { 'ui.prefersReducedMotion': 1 },
      },
    }),
  webkit: webkitLauncher,
};

const wanted = (process.env.BROWSERS ?? 'firefox,webkit').split(',');

export default { ...base, concurrentBrowsers: 1, browsers: wanted.map(name => engines[name]()) };
