/** What tests of tabs stand on: the server as a process with a log to count, a site, a browser, and people with browsers of their own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type BrowserContext, type LaunchOptions, type Page } from 'playwright-core';
import { build } from '../../scripts/build.mjs';
import { CHROME_FLAGS, findBrowser } from '../../scripts/lib/browser.mjs';
import { ServerProcess, startSite } from './site.js';
import { installTab } from './tab.js';

export interface Said {
  what: string;
  detail: string;
  page: Page;
}

export const launch = async (more: LaunchOptions = {}) =>
  chromium.launch({ executablePath: await findBrowser(`${import.meta.dirname}/../..`), args: CHROME_FLAGS, ...more });

export async function startWorld() {
  await build(['cdn', 'server']);
  const server = await ServerProcess.start('--log', 'json');
  const site = await startSite(server.url);
  const browser = await launch();
  const logged = (event: string, userID: string) =>
    server.log.filter(line => line.event === event && line.userID === userID);

  /** A call that only the server's owner may make. */
  async function call(path: string, body: object, token = ''): Promise<unknown> {
    const response = await fetch(`${server.url}/api${path}`, {
      method: 'POST',
      headers: { operationID: 'tabs', token },
      body: JSON.stringify(body),
    });
    return ((await response.json()) as { data: unknown }).data;
  }

  return {
    server,
    browser,
    bare: (query = '') => `${site.url}bare${query}`,
    /** What the server has logged of somebody. */
    logged,
    syncs: (userID: string) => logged('frame', userID).filter(({ reqIdentifier }) => reqIdentifier === 1001).length,
    /** A browser of its own, and what its tabs tell the test. */
    async person(said: (what: Said) => void = () => undefined, scripts: string[] = [], where = browser) {
      const context: BrowserContext = await where.newContext();
      await context.exposeBinding('report', ({ page }, what: string, detail: string) => {
        said({ what, detail, page });
      });
      // The names that the compiler gives to functions are of no use in the page, and not defined there.
      for (const script of ['globalThis.__name = one => one', ...scripts]) await context.addInitScript(script);
      await context.addInitScript(installTab);
      return context;
    },
    /** How many connections the server says that somebody has. */
    async connections(userID: string): Promise<number> {
      const secret = readFileSync(join(server.data, 'secret'), 'utf8').trim();
      const { token } = (await call('/auth/get_admin_token', { secret, userID: 'imAdmin' })) as { token: string };
      const [status] = (await call('/user/get_users_online_status', { userIDs: [userID] }, token)) as {
        detailPlatformStatus: unknown[] | null;
      }[];
      return status?.detailPlatformStatus?.length ?? 0;
    },
    async close() {
      await browser.close();
      await site.close();
      await server.remove();
    },
  };
}
export type TabWorld = Awaited<ReturnType<typeof startWorld>>;
