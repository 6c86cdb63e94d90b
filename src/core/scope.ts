/** One sign-in, from its beginning to its end: after that nothing of it can be read, written or told any more. */
import { LoginOutError, SdkInternalError } from '../protocol/codes.js';
import type { Endpoint } from '../protocol/endpoints.js';
import { ImError } from '../protocol/errors.js';
import type { Frame } from '../protocol/frames.js';
import type { Infer, Schema } from '../protocol/schema.js';
import type { CacheKey, CacheStore, ClientEvents, CoreOptions } from './api.js';
import { OWNER } from './owner.js';
import type { ListState, State } from './state.js';
import type { Store } from './store.js';

export type ListName = keyof State['lists'];

export interface Scope {
  readonly userID: string;
  readonly alive: boolean;
  readonly state: Readonly<State>;
  set<K extends keyof State>(key: K, next: State[K]): void;
  /** Changes what is told of a list. */
  list(name: ListName, patch: Partial<ListState>): void;
  emit<K extends keyof ClientEvents>(event: K, detail: ClientEvents[K]): void;
  /** A REST call with the session's tokens, renewed when needed. @throws ImError 10101 when the session ended meanwhile. */
  call<Q, R>(endpoint: Endpoint<Q, R>, request: Q): Promise<R>;
  frame<Q extends Schema, R extends Schema>(frame: Frame<Q, R>, data: Partial<Infer<Q>>): Promise<Infer<R>>;
  /** Written behind, all that came together in one transaction; `undefined` deletes. */
  put(key: CacheKey, value: unknown): void;
  get(key: CacheKey): Promise<unknown>;
  range(kind: string, limit?: number, after?: CacheKey, until?: CacheKey): Promise<unknown[]>;
  /** Writes what was put so far at once; resolved when it is on disk, or can't be kept. */
  save(): Promise<void>;
  /** Deletes all rows. */
  wipe(): Promise<void>;
  after(ms: number, run: () => void): () => void;
  /** @throws ImError 10101 when the session ended meanwhile. */
  sleep(ms: number): Promise<void>;
  /** A number from 0 to 1, from the given randomness. */
  chance(): number;
}

/** Who is watched, how often; outlives sessions, as what is on screen does. */
export interface Watch {
  readonly counts: Map<string, number>;
  /** By subscribeUsersStatus, each once. */
  readonly named: Set<string>;
  /** The chat was asked for: every sign-in opens it. */
  chat?: boolean;
  /** It was said that nothing is kept. */
  unkept?: boolean;
}

/** What every sign-in of a client stands on. */
export interface Ground {
  options: CoreOptions;
  store: Store<State>;
  watch: Watch;
  emit<K extends keyof ClientEvents>(event: K, detail: ClientEvents[K]): void;
  /** What is kept of the session has changed: the next leader of the tabs needs it. */
  kept?(): void;
}

/** What becomes of the rows when a scope ends: what is pending is written, all are deleted, or nothing is touched any more. */
export type Rows = 'keep' | 'wipe' | 'drop';

/** ms after which changed rows are written. */
const WRITE_BEHIND = 50;

/** Says, once per client, that its storage failed. */
export function tellUnkept({ watch, emit }: Ground, why: unknown) {
  if (watch.unkept) return;
  watch.unkept = true;
  // Whoever makes the client listens first.
  queueMicrotask(() => {
    emit('storageFailed', new ImError(SdkInternalError, `nothing can be kept: ${String(why)}`));
  });
}

/** Deletes the rows of somebody who has no scope any more. */
export const clearRows = async ({ keepCache, storage, backend }: CoreOptions, userID: string) => {
  if (userID && !keepCache)
    try {
      await (await storage.cache(backend.id, userID)).clear();
    } catch {
      // There is none.
    }
};

/**
 * With `options.owner` the rows are taken over, and never touched once another has taken them. Where the cache fails, all goes on in
 * memory; the reading that found out rejects, so that nothing is put together from both.
 * @returns the scope, and what ends it.
 */
export function openScope(
  ground: Ground,
  userID: string,
  call: Scope['call'],
  frame: Scope['frame'],
): Scope & { end(rows: Rows): Promise<void> } {
  const { options, store, emit } = ground;
  const { clock, random, storage, backend, owner } = options;
  const disk = storage.cache(backend.id, userID);
  let memory: Promise<CacheStore | undefined> | undefined;
  let alive = true;
  let pending = new Map<string, readonly [CacheKey, unknown]>();
  let timer: (() => void) | undefined;
  let written: Promise<unknown> = Promise.resolve();
  const use = async <T>(act: (cache: CacheStore) => Promise<T>, reads?: boolean) => {
    try {
      if (!memory) return await act(await disk);
    } catch (error) {
      if (alive) tellUnkept(ground, error);
      // Without its code, which has to be fetched, nothing is kept.
      memory ??= import('./memory-cache.js').then(code => code.memoryCache()).catch(() => undefined);
      if (reads) throw error;
    }
    const cache = await memory;
    return cache && act(cache);
  };
  const next = (act: (cache: CacheStore) => Promise<void>) =>
    (written = written.then(() => use(act)).catch(() => undefined));
  if (owner) void next(cache => cache.write([[OWNER, owner]]));
  const timers = new Set<() => void>();

  /** The answer, unless the session ended before it came. */
  const bound =
    <A extends unknown[], T>(act: (...args: A) => Promise<T>) =>
    async (...args: A) => {
      try {
        const value = alive && (await act(...args));
        if (alive) return value as T;
      } catch (error) {
        if (alive) throw error;
      }
      throw new ImError(LoginOutError, 'signed out');
    };
  const wipe = async () => {
    // What is still there must not stay.
    if (memory) void (async () => (await disk).clear(owner))().catch(() => undefined);
    await next(cache => cache.clear(owner));
  };
  const save = async () => {
    timer?.();
    timer = undefined;
    const entries = [...pending.values()];
    pending = new Map();
    if (entries[0]) void next(cache => cache.write(entries, owner));
    await written;
  };

  return {
    userID,
    chance: () => random(new Uint8Array(1))[0]! / 256,
    get alive() {
      return alive;
    },
    get state() {
      return store.state;
    },
    set(key, next) {
      if (alive) store.set(key, next);
    },
    list(name, patch) {
      const { lists } = store.state;
      if (alive) store.set('lists', { ...lists, [name]: { ...lists[name], ...patch } });
    },
    emit(event, detail) {
      if (alive) emit(event, detail);
    },
    call: bound<Parameters<Scope['call']>, never>(call as never) as never,
    frame: bound<Parameters<Scope['frame']>, never>(frame as never),
    put(key, value) {
      if (!alive) return;
      pending.set(JSON.stringify(key), [key, value]);
      timer ??= clock.after(WRITE_BEHIND, () => void save());
    },
    get: bound(key => use(cache => cache.get(key), true)),
    // What was put before is in it.
    range: bound<Parameters<Scope['range']>, unknown[]>(async (...bounds) => {
      await save();
      return (await use(cache => cache.range(...bounds), true)) ?? [];
    }),
    after(ms, run) {
      const stop = clock.after(ms, () => {
        cancel();
        run();
      });
      const cancel = () => {
        timers.delete(cancel);
        stop();
      };
      timers.add(cancel);
      return cancel;
    },
    save,
    wipe,
    sleep: bound(
      ms =>
        new Promise(resolve => {
          clock.after(ms, resolve);
        }),
    ),
    async end(rows) {
      if (rows !== 'keep') pending.clear();
      void save();
      alive = false;
      for (const cancel of timers) cancel();
      await (rows === 'wipe' ? wipe() : written);
    },
  };
}
