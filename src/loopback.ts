/** The embedded server inside the page, with data that lives as long as the page: for demos, tests and offline trials. */
import type { Backend } from './protocol/port.js';
import { createLoopbackServer, LOOPBACK_ORIGIN, type LoopbackOptions, type LoopbackServer } from './server/loopback.js';
import { openimBackend } from './transport/openim.js';
import { openSocket } from './transport/socket.js';

export interface Loopback extends LoopbackServer {
  /**
   * A backend for `createClient`: the client's own transport, ended in this page instead of on a network.
   * All backends of one loopback talk to the same server: make two and two people can be friends.
   */
  backend(): Backend;
}

let count = 0;

/**
 * Starts a server in the page.
 * @param options - settings of the server, its clock, and the troubles of the pretended network.
 */
export function createLoopback(options: LoopbackOptions = {}): Loopback {
  const server = createLoopbackServer(options);
  // Caches must not outlive their server: each has an id of its own.
  const id = `${LOOPBACK_ORIGIN}/${Date.now().toString(36)}-${count++}`;
  const addresses = {
    apiUrl: `${LOOPBACK_ORIGIN}/api`,
    wsUrl: `${LOOPBACK_ORIGIN.replace('http', 'ws')}/msg_gateway`,
    accountUrl: `${LOOPBACK_ORIGIN}/chat`,
  };
  const { fetch, WebSocket } = server;
  // Not spread: `core` is another one after a restart.
  return Object.assign(server, { backend: () => openimBackend({ ...addresses, id, fetch, WebSocket }, openSocket) });
}

export { createLoopbackServer, LOOPBACK_ORIGIN };
export type { LoopbackOptions, LoopbackServer };
