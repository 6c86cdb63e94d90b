// Finds a port that can be listened on.
import { createServer } from 'node:net';

const isFree = (port, host) =>
  new Promise(done => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => done(true)));
  });

/**
 * The first free port from `first` on.
 * @param {number} first
 * @param {string} [host]
 * @param {number} [tries]
 */
export async function nextFreePort(first, host = '127.0.0.1', tries = 100) {
  for (let port = first; port < first + tries && port < 65_536; port++) if (await isFree(port, host)) return port;
  throw new Error(`All ports from ${first} to ${first + tries - 1} are taken: choose one with --port.`);
}
