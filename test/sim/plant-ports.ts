/** The ports that the core is given, with faults in them: what plants are made of. */
import type { CacheStore, CacheKey, Client, CoreOptions } from '../../src/core/api.js';
import type { SharePlatform } from '../../src/core/sharing.js';
import type { Endpoint } from '../../src/protocol/endpoints.js';
import type { SocketEvents } from '../../src/protocol/port.js';
import type { SimTab } from './tab.js';

type Frame = { id: number };
type Go = (data?: object) => Promise<unknown>;

/** Calls that are in the way of `fault`; it may let them go. */
export const calls =
  (fault: (endpoint: { path: string }, go: () => Promise<unknown>) => Promise<unknown>) =>
  (options: CoreOptions): CoreOptions => ({
    ...options,
    backend: {
      ...options.backend,
      call: <Q, R>(endpoint: Endpoint<Q, R>, ...rest: never[]) =>
        fault(endpoint, () =>
          (options.backend.call as (...args: unknown[]) => Promise<unknown>)(endpoint, ...rest),
        ) as Promise<R>,
    },
  });

/** A socket with faults in its frames, its events, or its end. */
export const socket =
  (faults: {
    request?: (frame: Frame, data: Record<string, unknown>, go: Go) => Promise<unknown>;
    events?: (events: SocketEvents, tab: SimTab) => Partial<SocketEvents>;
    close?: () => void;
  }) =>
  (options: CoreOptions, tab: SimTab): CoreOptions => ({
    ...options,
    backend: {
      ...options.backend,
      socket(events) {
        const real = options.backend.socket({ ...events, ...faults.events?.(events, tab) });
        const { request, close } = faults;
        return {
          ...real,
          ...(close && { close }),
          request: ((frame: Frame, data: Record<string, unknown>) => {
            const go: Go = (other = data) => real.request(frame as never, other as never);
            return request ? request(frame, data, go) : go();
          }) as typeof real.request,
        };
      },
    },
  });

/** A cache that writes something else, or another. */
export const cache =
  (
    fault: (
      store: CacheStore,
      open: (userID: string) => Promise<CacheStore>,
    ) => Partial<CacheStore> | Promise<Partial<CacheStore>>,
  ) =>
  (options: CoreOptions): CoreOptions => ({
    ...options,
    storage: {
      ...options.storage,
      async cache(server, userID) {
        const open = options.storage.cache;
        const real = await open(server, userID);
        return { ...real, ...(await fault(real, async other => open(server, other))) };
      },
    },
  });
export const writing = (keeps: (key: CacheKey, value: unknown) => boolean) =>
  cache(real => ({
    write: (rows, ...rest) =>
      real.write(
        rows.filter(([key, value]) => keeps(key, value)),
        ...rest,
      ),
  }));

/** The client whose listeners of one event are called in another way. */
export const hearing = (event: string, fault: (listener: (detail: unknown) => void) => (detail: unknown) => void) => {
  return (client: Client): Client =>
    new Proxy(client, {
      get: (target, name) =>
        name === 'on'
          ? (at: string, listener: (detail: unknown) => void) =>
              target.on(at as never, (at === event ? fault(listener) : listener) as never)
          : target[name as keyof Client],
    });
};
/** Channels of which a tab hears something else. */
export const listening =
  (platform: SharePlatform, fault: (message: Record<string, unknown>, go: () => void) => void) =>
  (name: string): ReturnType<SharePlatform['channel']> => {
    const channel = platform.channel(name);
    return {
      postMessage: message => {
        channel.postMessage(message);
      },
      close: () => {
        channel.close();
      },
      get onmessage() {
        return channel.onmessage;
      },
      set onmessage(listen) {
        channel.onmessage = event => {
          fault(event.data as Record<string, unknown>, () => listen?.(event));
        };
      },
    };
  };
