/** What the leader of the tabs sends: its state to those who come, then each change and event; and who is there. */
import { diff, pack, type Patch } from './patch.js';
import type { Message, Of, Op } from './share-messages.js';
import type { ShareParts } from './share-parts.js';

/** ms in which the tabs that need the state are gathered. */
const GATHER = 4;

/**
 * @param lock - each tab holds the lock `LOCK:TAB` as long as it lives.
 * @param keys - the parts of the state that are shared.
 * @param leads - this tab leads, and has a state.
 * @param gone - is told who went.
 */
export function openLeading<S extends object>(
  parts: ShareParts<S>,
  lock: string,
  keys: readonly (keyof S & string)[],
  leads: () => boolean,
  post: (message: Message) => void,
  gone: (tab: string) => void,
) {
  const { platform, clock, store, views } = parts;
  /** Who follows, and what ends watching it. */
  const tabs = new Map<string, AbortController>();
  const changed = new Set<keyof S & string>();
  /** They need the state. */
  let fresh: string[] = [];
  let sent: Readonly<S>;
  let ops: Op[] = [];
  let timed = false;
  let term = 0;
  let n = 0;

  const follows = () => leads() && !!tabs.size;
  const collect = () => {
    for (const k of changed) {
      const p = diff(sent[k], store.state[k]);
      if (p) ops.push({ k, p });
    }
    changed.clear();
    sent = store.state;
  };
  const flush = () => {
    timed = false;
    if (!follows()) return;
    collect();
    if (ops.length) post({ kind: 'ops', n: ++n, ops });
    ops = [];
  };
  const soon = () => {
    if (!timed) queueMicrotask(flush);
    timed = true;
  };
  const tell = () => {
    if (!follows() || !fresh.length) return;
    flush();
    const state = keys.map((key): [string, Patch] => {
      const now = store.state[key];
      if (!views.includes(key)) return [key, { v: pack(now) }];
      const theirs = [...(now as Map<string, unknown>)].filter(([entry]) => fresh.includes(entry.split('\n')[0]!));
      return [key, { m: theirs.map(([entry, v]) => [entry, { v: pack(v) }]), d: [] }];
    });
    post({ kind: 'state', to: fresh, term, n, state, kept: parts.kept() });
    fresh = [];
  };
  const offs = keys.map(key =>
    store.on([key], () => {
      if (!follows()) return;
      changed.add(key);
      soon();
    }),
  );

  return {
    begin(its: number) {
      term = its;
    },
    end() {
      for (const [tab, stop] of tabs) {
        stop.abort();
        parts.wanted(tab, undefined);
      }
      tabs.clear();
      fresh = [];
    },
    has: (tab: string) => tabs.has(tab),
    meet({ from, fresh: asks }: Of<'hello'>) {
      if (!tabs.size) {
        ops = [];
        changed.clear();
        sent = store.state;
      }
      if (asks && !fresh.includes(from) && fresh.push(from) === 1) clock.after(GATHER, tell);
      if (tabs.has(from)) return;
      const stop = new AbortController();
      tabs.set(from, stop);
      platform.locks
        .request(`${lock}:${from}`, { signal: stop.signal }, async () => {
          if (!tabs.delete(from)) return;
          parts.wanted(from, undefined);
          gone(from);
        })
        .catch(() => undefined);
    },
    /** Sends what is due, before something that needs it. */
    flush() {
      if (fresh.length) tell();
      else flush();
    },
    /** An event; what changed before goes before. */
    emit(event: string, detail: unknown) {
      if (!follows()) return;
      collect();
      ops.push({ e: event, d: pack(detail) });
      soon();
    },
    dispose() {
      for (const off of offs) off();
    },
  };
}
