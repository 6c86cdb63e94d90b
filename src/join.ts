/** Joins the OpenIM transport to the core, with what the platform gives: for the entries, which say how the socket is opened. */
import { addresses, openimBackend } from './transport/openim.js';
import type { OpenSocket } from './transport/socket.js';
import type { Client, ClientOptions, Environment, KeyValue, TokenGrant } from './core/api.js';
import { createCore } from './core/client.js';
import { NetworkError } from './protocol/codes.js';
import { ImError } from './protocol/errors.js';

/** Listens to the window, where there is one; gives what ends it. */
function listen(listener: (event: Event) => void, ...types: string[]) {
  for (const type of types) globalThis.addEventListener?.(type, listener);
  return () => {
    for (const type of types) globalThis.removeEventListener?.(type, listener);
  };
}

/** ms between two looks at the clock. */
const TICK = 2000;

/** Calls `wake` when a page or its machine may have slept: events of the window, and a clock that jumped. */
function onWake(wake: () => void) {
  // Changes of visibility and the end of a freeze bubble up to the window.
  const off = listen(wake, 'online', 'pageshow', 'resume', 'visibilitychange');
  let last = Date.now();
  const timer = setInterval(() => {
    if (Date.now() - last > 3 * TICK) wake();
    last = Date.now();
  }, TICK);
  return () => {
    clearInterval(timer);
    off();
  };
}

/** A web storage; where it is missing, forbidden or full, nothing is kept. */
function keyValue(name: 'localStorage' | 'sessionStorage'): KeyValue {
  const attempt = (act: 'getItem' | 'setItem' | 'removeItem', ...args: [string, string?]) => {
    try {
      return (globalThis[name][act] as (...args: [string, string?]) => string | null)(...args) ?? undefined;
    } catch {
      return undefined;
    }
  };
  return {
    get: key => attempt('getItem', key),
    set: (key, value) => void attempt('setItem', key, value),
    delete: key => void attempt('removeItem', key),
    watch: (key, changed) =>
      listen(event => {
        if ((event as StorageEvent).key === key) changed();
      }, 'storage'),
  };
}

/** The surroundings as the platform has them. */
const environment = (): Environment => ({
  clock: {
    now: Date.now,
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => {
        clearTimeout(timer);
      };
    },
  },
  random: bytes => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
  storage: {
    local: keyValue('localStorage'),
    tab: keyValue('sessionStorage'),
    // Whoever is signed out needs none.
    cache: async (server, userID) => (await import('./core/cache.js')).idbCache(server, userID),
  },
  onWake,
});

/** A provider silent for so long (ms) has failed: everybody waits for it. */
const TIMEOUT = 10_000;

/** Asks the page's own server, with its cookies. */
const ask = (url: string) => async () => {
  const response = await fetch(url, { credentials: 'include', signal: AbortSignal.timeout(TIMEOUT) }).catch(() => {
    throw new ImError(NetworkError, url);
  });
  if (!response.ok) throw new ImError(response.status, url, '', response.status >= 500);
  return response.json() as Promise<TokenGrant>;
};

/** Where tabs can find each other. Frames without an origin (sandbox) have no locks. */
const share = () => import('./page.js');
const canShare = () => {
  const { navigator, BroadcastChannel, document } = globalThis as Partial<typeof globalThis>;
  return document && BroadcastChannel && navigator?.locks;
};

/** The client that `options` describe, on a socket opened by `open`. @throws ImError 10002 when the addresses don't suffice. */
export function join(options: ClientOptions, open: OpenSocket): Client {
  const {
    name = '',
    platformID = 5,
    persist = 'local',
    keepCache = false,
    tokenProvider,
    share: shared = !options.backend && !options.storage && canShare() ? share : undefined,
    backend = openimBackend({ ...options, ...addresses(options) }, open),
  } = options;
  return createCore({
    ...environment(),
    ...options,
    name,
    platformID,
    persist,
    keepCache,
    share: shared || undefined,
    backend,
    tokenProvider: typeof tokenProvider === 'string' ? ask(tokenProvider) : tokenProvider,
  });
}
