// The order in which the tests look for a browser.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { installedBrowser } from '../../scripts/lib/browser.mjs';

const only =
  (...there: string[]) =>
  (path: string) =>
    there.includes(path);

describe('installedBrowser()', () => {
  it('takes $CHROME_PATH before anything else', () => {
    const env = { CHROME_PATH: '/opt/mine', PATH: '/usr/bin' };
    assert.equal(installedBrowser(env, 'linux', only('/opt/mine', '/usr/bin/chromium')), '/opt/mine');
  });

  it('says so when $CHROME_PATH leads nowhere', () => {
    assert.throws(() => installedBrowser({ CHROME_PATH: '/opt/gone' }, 'linux', only()), /CHROME_PATH is \/opt\/gone/);
  });

  it('finds Chromium, Chrome and Edge on the PATH', () => {
    for (const name of ['chromium', 'google-chrome', 'microsoft-edge'])
      assert.equal(
        installedBrowser({ PATH: '/bin:/snap/bin' }, 'linux', only(`/snap/bin/${name}`)),
        `/snap/bin/${name}`,
      );
  });

  it('finds an application on a Mac and a program on Windows', () => {
    const app = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    assert.equal(installedBrowser({}, 'darwin', only(app)), app);
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
    assert.equal(installedBrowser({ 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' }, 'win32', only(edge)), edge);
  });

  it('gives nothing when nothing is installed', () => {
    assert.equal(installedBrowser({ PATH: '/usr/bin' }, 'linux', only()), undefined);
  });
});
