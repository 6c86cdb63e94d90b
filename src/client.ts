/** The headless client: createClient() joins the OpenIM transport to the core, in a browser or in Node. */
// First, as files compress best so.
import { openSocket } from './transport/socket.js';
import { openimBackend as backendOn, type OpenimOptions } from './transport/openim.js';
import type { Client, ClientOptions } from './core/api.js';
import { join } from './join.js';
import type { Backend } from './protocol/port.js';

export type * from './core/api.js';
export type * from './core/state.js';
export type * from './protocol/model.js';
export type { Backend, Capability } from './protocol/port.js';
export { loginStatus, requestKey } from './core/state.js';
export { ImError } from './protocol/errors.js';
export { addresses } from './transport/openim.js';

/** The backend of an OpenIM server, for `createClient({ backend })`: with another `fetch` or `WebSocket`, as in Node. */
export const openimBackend = (options: OpenimOptions): Backend => backendOn(options, openSocket);

/**
 * A client of one server; it restores the session it kept, and connects.
 * @param options - where the server is (`server`, or `apiUrl` and `wsUrl` and mostly `accountUrl`), and what differs from the defaults.
 * @throws ImError 10002 when the addresses don't suffice.
 */
export const createClient = (options: ClientOptions): Client => join(options, openSocket);
