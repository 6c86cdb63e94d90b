/** The headless client: createClient() joins the OpenIM transport to the core, in a browser or in Node. */
import type { Client, ClientOptions, Environment, KeyValue, TokenGrant } from './core/api.js';
import { idbCache, noCache } from './core/cache.js';
import { createCore } from './core/client.js';
import { ImError } from './protocol/errors.js';
import { addresses, openimBackend } from './transport/openim.js';

export type * from './core/api.js';
export type * from './core/state.js';
export type * from './protocol/model.js';
export type { Backend, Capability } from './protocol/port.js';
export { loginStatus, requestKey } from './core/state.js';
export { ImError, addresses, openimBackend };

/** A web storage, or memory where there is none or it is forbidden. */
function keyValue(name: 'localStorage' | 'sessionStorage'): KeyValue {
  const memory = new Map<string, string>();
  const storage = () => {
    try {
      return (globalThis as unknown as Partial<Window>)[name];
    } catch {
      return undefined;
    }
  };
  return {
    get: key => storage()?.getItem(key) ?? memory.get(key),
    set(key, value) {
      try {
        storage()!.setItem(key, value);
      } catch {
        memory.set(key, value);
      }
    },
    delete(key) {
      storage()?.removeItem(key);
      memory.delete(key);
    },
  };
}

/** The surroundings as the platform has them. */
const environment = (): Environment => ({
  clock: {
    now: Date.now,
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => { clearTimeout(timer); };
    },
  },
  random: bytes => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
  storage: { local: keyValue('localStorage'), tab: keyValue('sessionStorage'), cache: globalThis.indexedDB ? idbCache : noCache },
  onWake(wake) {
    const page = (globalThis as unknown as Partial<Window>).document;
    if (!page) return () => undefined;
    const visible = () => { if (!page.hidden) wake(); };
    const all = [[globalThis, 'online', wake], [globalThis, 'pageshow', wake], [page, 'visibilitychange', visible]] as const;
    for (const [target, type, listener] of all) target.addEventListener(type, listener);
    return () => {
      for (const [target, type, listener] of all) target.removeEventListener(type, listener);
    };
  },
});

/** Asks the page's own server, with its cookies. */
const ask = (url: string) => async (): Promise<TokenGrant> => {
  const response = await fetch(url, { credentials: 'include', cache: 'no-store' });
  if (!response.ok) throw new ImError(response.status, `${url}: HTTP ${response.status}`, '', response.status >= 500);
  return response.json() as Promise<TokenGrant>;
};

/**
 * A client of one server; it restores the session it kept, and connects.
 * @param options - where the server is (`server`, or `apiUrl` and `wsUrl` and mostly `accountUrl`), and what differs from the defaults.
 * @throws ImError 10002 when the addresses don't suffice.
 */
export function createClient(options: ClientOptions): Client {
  const { tokenProvider: provider, random } = options;
  const backend = options.backend ?? (() => {
    const where = addresses(options);
    return openimBackend({ ...where, ...(random && { random }) });
  })();
  return createCore({
    ...environment(),
    name: '',
    platformID: 5,
    persist: 'local',
    keepCache: false,
    ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
    backend,
    tokenProvider: typeof provider === 'string' ? ask(provider) : provider,
  });
}
