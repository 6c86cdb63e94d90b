/** The measured page: one of several tabs of a site, signed in. Driven by tabs.mjs through `window.bench`. */
import { createClient, type Client } from '../../src/client.js';

const now = () => performance.timeOrigin + performance.now();
/** ms between two looks at the state. */
const LOOK = 4;

let client: Client;

async function until(test: () => unknown): Promise<number> {
  while (!test())
    await new Promise(resolve => {
      setTimeout(resolve, LOOK);
    });
  return now();
}
const synced = () => client.state.connection.status === 'connected' && client.state.sync.status === 'done';

const bench = {
  /** A client of the site's, with whatever session is kept; without one, with this token. Gives when it was ready, epoch ms. */
  async start(server: string, userID: string, token: string) {
    client = createClient({ server });
    if (token) await client.login({ userID, token });
    await until(() => client.getLoginUser());
    await client.openChat();
    return until(synced);
  },
  /** Resolves when this tab is up to date and has the message with these words, epoch ms. */
  has: (words: string) =>
    until(
      () =>
        synced() &&
        [...client.state.conversations.values()].some(({ latestMsg }) => latestMsg.includes(JSON.stringify(words))),
    ),
  /** How many connections to the gateway this tab holds that the gateway accepted; see SOCKETS in tabs.mjs. */
  held: () => (window as unknown as { held: Set<WebSocket> }).held.size,
  /** Resolves when this tab holds one, epoch ms. */
  leads: () => until(() => bench.held()),
};
Object.assign(window, { bench });
