/** A server in the page and clients on it: the ground of the core's tests. */
import { after } from 'node:test';
import type { ClientOptions, KeyValue } from '../../src/core/api.js';
import { createClient, type Client, type ClientEvents, type State } from '../../src/client.js';
import { createLoopback } from '../../src/loopback.js';
import type { LoopbackOptions } from '../../src/server/loopback.js';
import { memoryCache } from '../../src/core/memory-cache.js';

/** As localStorage: every other watcher is told of a change (the writer too here: it must stand that). */
export function keyValue(rows = new Map<string, string>()): KeyValue & { rows: Map<string, string> } {
  const watchers = new Set<(key: string) => void>();
  const change = (key: string, act: () => unknown) => {
    const before = rows.get(key);
    act();
    if (before !== rows.get(key))
      queueMicrotask(() => {
        for (const watcher of watchers) watcher(key);
      });
  };
  return {
    rows,
    get: key => rows.get(key),
    set(key, value) {
      change(key, () => rows.set(key, value));
    },
    delete(key) {
      change(key, () => rows.delete(key));
    },
    watch(key, changed) {
      const watcher = (at: string) => {
        if (at === key) changed();
      };
      watchers.add(watcher);
      return () => {
        watchers.delete(watcher);
      };
    },
  };
}

/** One browser: its storage outlives its pages. */
export function createDevice() {
  const caches = new Map<string, NonNullable<Parameters<typeof memoryCache>[0]>>();
  return {
    local: keyValue(),
    tab: keyValue(),
    caches,
    cache(server: string, userID: string) {
      const name = `${server} ${userID}`;
      if (!caches.has(name)) caches.set(name, new Map());
      return memoryCache(caches.get(name));
    },
  };
}
export type Device = ReturnType<typeof createDevice>;

export interface Recorded<K extends keyof ClientEvents = keyof ClientEvents> {
  name: K;
  detail: ClientEvents[K];
}

const eventNames: (keyof ClientEvents)[] = [
  'connecting',
  'connectSuccess',
  'connectFailed',
  'kickedOffline',
  'storageFailed',
  'userTokenExpired',
  'userTokenInvalid',
  'loginChanged',
  'selfInfoUpdated',
  'userStatusChanged',
  'friendsLoaded',
  'friendApplicationAdded',
  'friendApplicationDeleted',
  'friendApplicationAccepted',
  'friendApplicationRejected',
  'friendAdded',
  'friendDeleted',
  'friendInfoChanged',
  'blackAdded',
  'blackDeleted',
];

export function createWorld(options: LoopbackOptions = {}) {
  const server = createLoopback(options);
  const clients: Client[] = [];
  const backend = server.backend();
  const open = (device: Device = createDevice(), extra: Partial<ClientOptions> = {}) => {
    const client = createClient({ backend, storage: device, onWake: () => () => undefined, ...extra });
    const events: Recorded[] = [];
    for (const name of eventNames)
      client.on(name, detail => {
        events.push({ name, detail });
      });
    clients.push(client);
    return Object.assign(client, {
      events,
      device,
      told: (...names: string[]) => events.filter(event => names.includes(event.name)).map(event => event.name),
    });
  };
  const close = () => {
    for (const client of clients) client.dispose();
    server.close();
  };
  // A test that failed on its way has closed nothing: its file would never end.
  after(close);
  return {
    server,
    backend,
    open,
    /** A new account, signed in and loaded. */
    async person(name: string, device?: Device, extra?: Partial<ClientOptions>) {
      const client = open(device, extra);
      await client.register({
        user: { nickname: name, account: name.toLowerCase().replace(/\W/g, ''), password: 'secret-1' },
      });
      await loaded(client);
      return client;
    },
    /** The same person on another device. */
    async again(name: string, device?: Device, extra?: Partial<ClientOptions>) {
      const client = open(device, extra);
      await client.login({ account: name.toLowerCase(), password: 'secret-1' });
      await loaded(client);
      return client;
    },
    close,
  };
}
export type World = ReturnType<typeof createWorld>;
export type TestClient = ReturnType<World['open']>;

/** Resolves once `test` holds for the client's state. */
export function until(client: Client, test: (state: Readonly<State>) => unknown, ms = 60_000): Promise<void> {
  return new Promise((resolve, reject) => {
    const names = Object.keys(client.state) as (keyof State)[];
    const late = setTimeout(() => {
      end(() => {
        reject(
          new Error(
            `not in time: ${String(test)} ${JSON.stringify({ ...client.state, friends: [...client.state.friends] })}`,
          ),
        );
      });
    }, ms);
    const off = client.store.on(names, check);
    function end(then: () => void) {
      clearTimeout(late);
      off();
      then();
    }
    function check() {
      if (test(client.state)) end(resolve);
    }
    check();
  });
}

/** Resolves with the next event of that name. */
export const next = <K extends keyof ClientEvents>(client: Client, name: K): Promise<ClientEvents[K]> =>
  new Promise(resolve => {
    const off = client.on(name, detail => {
      off();
      resolve(detail);
    });
  });

export const loaded = (client: Client) =>
  until(client, ({ lists }) => Object.values(lists).every(list => list.status === 'ready'));
