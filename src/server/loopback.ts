/** The server inside the page: a `fetch` and a `WebSocket` that reach it with the same text and the same bytes as over a network. */
import { randomID } from '../protocol/ids.js';
import { createServerCore, type ServerCore } from './im-server.js';
import { createMemoryObjects } from './object-store-memory.js';
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

/** An address for bytes that the page's elements can load. */
const address = {
  make: (bytes: Uint8Array, type: string) => URL.createObjectURL(new Blob([bytes as BlobPart], { type })),
  release: (url: string) => {
    URL.revokeObjectURL(url);
  },
};

async function* once(bytes: Uint8Array) {
  yield bytes;
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
  const files = createMemoryObjects({ address });
  const start = () => createServerCore({ store, runtime, options: settings, files });
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
    const { pathname: path, searchParams: query, host } = new URL(input, LOOPBACK_ORIGIN);
    // Names its own type, as of a form, where the caller does not.
    const carried = new Response(init.body ?? null);
    const headers: Record<string, string> = { host };
    const type = carried.headers.get('content-type');
    if (type) headers['content-type'] = type;
    new Headers(init.headers).forEach((value, name) => {
      headers[name] = value;
    });
    const asked = { method: (init.method ?? 'GET').toUpperCase(), path, headers, ip: '' };
    const bytes = new Uint8Array(await carried.arrayBuffer());
    const answer = core.files.takes(asked.method, path)
      ? await core.files.answer({ ...asked, query, body: once(bytes) })
      : await core.rest({ ...asked, body: bytes });
    if (lose('answer')) throw new TypeError(OFFLINE);
    await travel();
    const { status } = answer;
    const parts: BlobPart[] = [];
    if (typeof answer.body === 'string') parts.push(answer.body);
    else for await (const part of answer.body) parts.push(part as BlobPart);
    return new Response(status === 304 ? null : new Blob(parts), { status, headers: answer.headers });
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
