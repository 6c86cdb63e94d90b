/** The OpenIM backend: where its three services are, and how to talk to them. */
import { ClientArgsError } from '../protocol/codes.js';
import { getClientConfig, type Endpoint } from '../protocol/endpoints.js';
import { ImError } from '../protocol/errors.js';
import { randomID } from '../protocol/ids.js';
import type { Backend, Capability } from '../protocol/port.js';
import { post } from './http.js';
import type { OpenSocket } from './socket.js';

export interface Addresses {
  apiUrl: string;
  wsUrl: string;
  /** "" = there is no account service: people sign in with the site's tokens. */
  accountUrl: string;
}

/**
 * The three addresses; nothing is asked over the network.
 * @param given - `server` (`https://x` means `/api`, `/msg_gateway`, `/chat` below it), or the addresses by themselves.
 * @throws ImError 10002 when they don't suffice.
 */
export function addresses({
  server,
  ...given
}: {
  server?: string;
  apiUrl?: string;
  wsUrl?: string;
  accountUrl?: string;
}): Addresses & { id: string } {
  const at = (url: string | undefined, below = '') => {
    try {
      return url
        ? new URL(url, (globalThis as { location?: { href: string } }).location?.href).href.replace(/\/+$/, '') + below
        : '';
    } catch {
      throw new ImError(ClientArgsError, `"${String(url)}" is no address`);
    }
  };
  const apiUrl = at(given.apiUrl) || at(server, '/api');
  const wsUrl = (at(given.wsUrl) || at(server, '/msg_gateway')).replace(/^http/, 'ws');
  if (!apiUrl || !wsUrl) throw new ImError(ClientArgsError, 'name the server, or apiUrl and wsUrl');
  return { apiUrl, wsUrl, accountUrl: at(given.accountUrl) || at(server, '/chat'), id: at(server) || apiUrl };
}

/** What OpenIM as it comes can do: at its account service, and without one. */
const account =
  'auth.account auth.email auth.phone auth.code auth.register auth.resetPassword auth.changePassword relation.search';
const standard =
  'relation.sentRequests relation.requestHistory relation.handleMessage relation.blacklist relation.oneWayDelete relation.pin relation.clearRemark ' +
  'presence.events presence.snapshot multiDevice file.upload';
const set = (names: string) => new Set(names.split(' ') as Capability[]);

export interface OpenimOptions extends Addresses {
  /** Identifies the server in storage keys; default `apiUrl`. */
  id?: string;
  fetch?: typeof globalThis.fetch;
  /** A WebSocket class; default the platform's. */
  WebSocket?: unknown;
  random?: (bytes: Uint8Array) => Uint8Array;
}

/** @param open - opens the gateway's socket, one per session. */
export function openimBackend(options: OpenimOptions, open: OpenSocket): Backend {
  const { apiUrl, accountUrl, id = apiUrl } = options;
  const fetch = options.fetch ?? ((...args: Parameters<typeof globalThis.fetch>) => globalThis.fetch(...args));
  const newID = () => randomID(options.random ?? (bytes => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>)));

  const call = async <Q, R>(
    endpoint: Endpoint<Q, R>,
    request: Q,
    credentials?: { imToken: string; chatToken: string },
    operationID = newID(),
  ): Promise<R> => {
    const im = endpoint.service === 'im';
    if (!im && !accountUrl) throw new ImError(ClientArgsError, 'no accountUrl', operationID);
    return post<R>(
      fetch,
      (im ? apiUrl : accountUrl) + endpoint.path,
      request,
      operationID,
      (im ? credentials?.imToken : credentials?.chatToken) ?? '',
    );
  };

  return {
    id,
    call,
    upload: async request => (await import('./upload.js')).upload(request, options.fetch),
    socket: events => open({ wsUrl: options.wsUrl, WebSocket: options.WebSocket, id: newID }, events),
    async capabilities() {
      if (!accountUrl) return set(standard);
      try {
        const { config } = await call(getClientConfig, {});
        return new Set((JSON.parse(config!.imElements!) as { capabilities: Capability[] }).capabilities);
      } catch (error) {
        // No answer: ask again later. Another answer: OpenIM as it comes.
        if ((error as ImError).retryable) throw error;
        return set(`${standard} ${account}`);
      }
    },
  };
}
