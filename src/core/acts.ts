/** Acting offline: what users do among people is sent at once, or kept, shown as pending, and sent in order when the network is back. */
import { NetworkError, NetworkTimeoutError } from '../protocol/codes.js';
import { ImError } from '../protocol/errors.js';
import { isDone, keyOf, requestOf, rows, split, type Act, type Argument } from './acts-table.js';
import type { Slice } from './slice.js';
import type { Scope } from './scope.js';
import type { Slices } from './slices/index.js';
import type { PendingAct } from './state.js';

/** ms until the network is tried without being told that it is back; doubles with each failure. */
const FIRST_PAUSE = 1000;
const LAST_PAUSE = 60_000;
/** A failure of the server's own (500) that lasts so many tries is a refusal. */
const TRIES = 4;

/** Friends, requests, blacklist. */
const LISTS = 3;

export interface Acts {
  /**
   * Does what the client's function of that name does. Resolves when the server has agreed, or, without a network, when it is stored.
   * @throws ImError the server's refusal, when it was asked at once.
   */
  run(name: string, args: readonly unknown[]): Promise<unknown>;
  /** Sends what waits. @param loads - of the slices: what turns out to be done already is not sent. */
  resume(loads: readonly Promise<unknown>[]): Promise<void>;
}

const lost = ({ errCode }: ImError) => errCode === NetworkError || errCode === NetworkTimeoutError;

/**
 * Resolves when what an earlier page left is in the state.
 * @param actions - of the slices: they ask the server.
 * @param slices - the lists that acts change come first.
 */
export async function openActs(
  scope: Scope,
  actions: Slices['actions'],
  now: () => number,
  slices: readonly Slice<object>[],
): Promise<Acts> {
  const load = () => slices.slice(0, LISTS).map(slice => slice.load());
  const settled = (loads: readonly Promise<unknown>[]) => Promise.all(loads.slice(0, LISTS));
  const pending = () => scope.state.pending;
  const call = (name: string, args: readonly unknown[]) =>
    (actions[name as keyof typeof actions] as (...args: unknown[]) => Promise<unknown>)(...args);
  let n = 0;
  let pause = FIRST_PAUSE;
  let running = false;
  let failures = 0;
  let cancel: (() => void) | undefined;
  /** What is on its way, by person: acts with the same person go one after the other. */
  const lanes = new Map<string, Promise<unknown>>();

  const set = (key: string, act: PendingAct) => {
    scope.put(['act', act.n], act);
    return [key, act] as const;
  };
  const without = (key: string) => {
    const next = new Map(pending());
    const old = next.get(key);
    if (old) scope.put(['act', old.n], undefined);
    next.delete(key);
    return { next, old };
  };
  /** Reading writes what was put before. Where nothing can be kept, it is kept in memory. */
  const written = () => scope.range('act', 1).catch(() => undefined);
  const done = (act: Act) => isDone(scope.state, act);
  /** When the request that it is about was made. */
  const requested = (act: Act) => requestOf(scope.state, act)?.createTime;
  /** All is as the server has it. */
  const ready = () => Object.values(scope.state.lists).every(({ status }) => status === 'ready');

  function add(act: Act, tried: boolean) {
    const key = keyOf(act);
    const { next, old } = without(key);
    const entry: PendingAct = { ...act, at: now(), n: ++n, tried: tried || !!old?.tried };
    // The opposite of what was never sent: nothing is left to do.
    if (!old || entry.tried || !done(entry)) next.set(...set(key, entry));
    scope.set('pending', next);
  }
  const drop = (key: string, { n }: PendingAct) => {
    if (pending().get(key)?.n === n) scope.set('pending', without(key).next);
  };

  async function run(name: string, args: readonly unknown[]) {
    const single = split(name, args[0] as Argument);
    const people = single.flatMap(act => keyOf(act).replace(/\w+:/, '').split('>'));
    const before = people.flatMap(id => lanes.get(id) ?? []);
    const mine = Promise.allSettled(before).then(async () => {
      const direct = scope.state.connection.status === 'connected' && !pending().size;
      // Before it goes: what comes of it may be in the state before the answer is lost.
      const acts = single.map(act => ({ ...act, seen: requested(act) ?? (direct && ready() ? 0 : undefined) }));
      if (direct)
        try {
          return await call(name, args);
        } catch (error) {
          if (!lost(error as ImError)) throw error;
        }
      for (const act of acts) add(act, direct);
      await written();
      pause = FIRST_PAUSE;
      if (!running) later();
    });
    for (const id of people) lanes.set(id, mine);
    try {
      return await mine;
    } finally {
      for (const id of people) if (lanes.get(id) === mine) lanes.delete(id);
    }
  }

  /** Tries again by itself: calls may pass where no socket does, and the socket may not notice what a call does. */
  function later() {
    cancel?.();
    if (!scope.alive || !pending().size) return;
    cancel = scope.after(pause * (1 + scope.chance()), () => {
      actions.getFriendApplicationUnhandledCount().then(() => resume(load()), later);
    });
    pause = Math.min(pause * 2, LAST_PAUSE);
  }

  async function send(key: string, act: PendingAct) {
    // A list that could not be loaded after the last act says nothing.
    if (!ready()) throw new ImError(NetworkError, 'not loaded');
    const sent = { ...act, tried: true, seen: act.seen ?? requested(act) ?? 0 };
    if (!done(act)) {
      scope.set('pending', new Map(pending()).set(...set(key, sent)));
      await written();
      // Taken back meanwhile, or something else is wanted.
      if (pending().get(key)?.n !== act.n) return;
      try {
        await call(act.name, act.args);
      } catch (cause) {
        const error = cause as ImError;
        if (!scope.alive || lost(error) || (error.retryable && ++failures < TRIES)) throw error;
        await settled(load());
        // What somebody else did meanwhile may be what was wanted.
        if (!done(sent) && pending().get(key)?.n === act.n) {
          drop(key, act);
          const { name, args } = act;
          scope.emit('actRefused', { name, args, error });
        }
      }
    }
    failures = 0;
    drop(key, act);
  }

  async function resume(loads: readonly Promise<unknown>[]) {
    try {
      await settled(loads);
    } catch {
      return later();
    }
    if (running) return;
    running = true;
    cancel?.();
    try {
      for (let next; scope.alive && (next = pending().entries().next().value);) await send(...next);
      pause = FIRST_PAUSE;
    } catch {
      later();
    } finally {
      running = false;
    }
  }

  try {
    const left = (await scope.range('act')) as PendingAct[];
    n = left.at(-1)?.n ?? 0;
    scope.set('pending', new Map(left.filter(({ name }) => name in rows).map(act => [keyOf(act), act])));
  } catch {
    // Nothing is kept here.
  }
  later();

  return {
    run: async (name, args) => {
      if (name !== 'cancelAct') return run(name, args);
      const [key] = args as [string];
      scope.set('pending', without(key).next);
      await written();
    },
    resume,
  };
}
