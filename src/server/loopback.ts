/** The server inside the page: a `fetch` and a `WebSocket` that reach it with the same text and the same bytes as over a network. */
import { randomID } from '../protocol/ids.js';
import { createServerCore, type ServerCore } from './im-server.js';
import { loopbackSocket, type LoopbackSocketClass, type Wire } from './loopback-socket.js';
import { defaultOptions, type ImServerOptions } from './options.js';
import type { Runtime } from './runtime.js';
import { pageRuntime } from './runtime-page.js';
import { MemoryStore } from './store/memory.js';
import type { Store } from './store/port.js';

/** Where the in-page server seems to be. Nothing is ever asked there. */
export const LOOPBACK_ORIGIN = 'http://loopback.invalid';

export interface LoopbackOptions {
  /** The operator's settings. Rate limits are off unless `limitFactor` says otherwise. */
  options?: Partial<ImServerOptions>;
  /** Parts of the runtime that the caller owns, such as the clock. */
  runtime?: Partial<Runtime>;
  /** Default: a new store in memory. */
  store?: Store;
  /** How long (ms) each frame, request and answer is under way; default 0. */
  delay?: () => number;
  /** True to lose this request before it reaches the server, or this answer on its way back. */
  lose?: (what: 'request' | 'answer') => boolean;
}

export interface LoopbackServer {
  /** The running server; another one after `restart`. */
  readonly core: ServerCore;
  readonly fetch: typeof globalThis.fetch;
  readonly WebSocket: LoopbackSocketClass;
  /** False: connections are cut, and nothing reaches the server. */
  setOnline(online: boolean): void;
  /** True: connections look open, but carry nothing. */
  setSilent(silent: boolean): void;
  /** Cuts all connections; new ones may be made at once. */
  killConnections(): void;
  /** Ends the server and starts it again on the same store. */
  restart(): void;
  /** Ends the server. */
  close(): void;
}

const OFFLINE = 'Failed to fetch: the loopback network is off';

export function createLoopbackServer({
  options = {},
  runtime: overrides,
  store = new MemoryStore(),
  delay = () => 0,
  lose = () => false,
}: LoopbackOptions = {}): LoopbackServer {
  const runtime = pageRuntime(overrides);
  const secret = randomID(bytes => runtime.random(bytes));
  const settings: ImServerOptions = { secret, ...defaultOptions, limitFactor: Infinity, ...options };
  const start = () => createServerCore({ store, runtime, options: settings });
  let core = start();
  const wire: Wire = { online: true, silent: false, delay, runtime, core: () => core, cuts: new Set() };
  const kill = () => {
    for (const cut of [...wire.cuts]) cut();
  };
  const travel = () =>
    new Promise<void>((resolve, reject) => {
      const ms = delay();
      const arrive = () => {
        if (wire.online) resolve();
        else reject(new TypeError(OFFLINE));
      };
      if (ms > 0) runtime.after(ms, arrive);
      else arrive();
    });

  async function exchange(input: string, init: RequestInit): Promise<Response> {
    await travel();
    if (lose('request')) throw new TypeError(OFFLINE);
    const headers: Record<string, string> = {};
    new Headers(init.headers).forEach((value, name) => {
      headers[name] = value;
    });
    const {
      status,
      headers: answered,
      body,
    } = await core.rest({
      method: init.method ?? 'GET',
      path: new URL(input, LOOPBACK_ORIGIN).pathname,
      headers,
      body:
        typeof init.body === 'string'
          ? new TextEncoder().encode(init.body)
          : ((init.body as Uint8Array | undefined) ?? new Uint8Array()),
      ip: '',
    });
    if (lose('answer')) throw new TypeError(OFFLINE);
    await travel();
    return new Response(body, { status, headers: answered });
  }

  const fetch = (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    if (input instanceof Request) throw new TypeError('the loopback server takes an address and its options');
    const { signal } = init;
    return new Promise((resolve, reject) => {
      const abort = () => {
        reject(signal!.reason as Error);
      };
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort, { once: true });
      exchange(String(input), init)
        .then(resolve, reject)
        .finally(() => {
          signal?.removeEventListener('abort', abort);
        });
    });
  };

  return {
    get core() {
      return core;
    },
    fetch: fetch,
    WebSocket: loopbackSocket(wire),
    setOnline(online) {
      wire.online = online;
      if (!online) kill();
    },
    setSilent(silent) {
      wire.silent = silent;
    },
    killConnections: kill,
    restart() {
      core.close();
      core = start();
    },
    close() {
      core.close();
      kill();
    },
  };
}
