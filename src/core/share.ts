/**
 * One session for all tabs of a site: one of them leads (Web Locks), holds the socket and changes the state; the others mirror its
 * state and events, and pass calls on (BroadcastChannel). It knows no slice by name.
 */
import { apply, unpack, type Patch } from './patch.js';
import { openCalls } from './share-calls.js';
import { openLeading } from './share-leading.js';
import { openPulse } from './share-pulse.js';
import { VERSION, type Envelope, type Message, type Of } from './share-messages.js';
import type { ShareParts } from './share-parts.js';
import type { Share, SharePlatform } from './sharing.js';

export function openShare<S extends object>(parts: ShareParts<S>): Share {
  const { platform, name, id: me, clock, store, own, views } = parts;
  const lock = `im-elements:share${VERSION}:${name}`;
  const prefix = `${me}\n`;
  const keys = (Object.keys(store.state) as (keyof S & string)[]).filter(key => !own.includes(key));
  let settle!: () => void;
  const ready = new Promise<void>(resolve => (settle = resolve));

  let channel: ReturnType<SharePlatform['channel']> | undefined;
  /** Who leads; "" while nobody is known to. */
  let leader = '';
  let term = 0;
  /** The leader's state is here. */
  let synced = false;
  /** How many ops were sent, or came. */
  let n = 0;
  let freeLead = () => {};
  let waiting: AbortController | undefined;
  let said = false;
  const leads = () => leader === me;
  const post = (message: Message) => channel?.postMessage({ ...message, v: VERSION, from: me });
  const calls = openCalls(
    parts,
    me,
    () => leader,
    post,
    () => {
      leading.flush();
    },
  );

  const leading = openLeading(parts, lock, keys, () => leads() && synced, post, calls.part);
  async function begin() {
    leader = me;
    const mine = (term = Math.max(clock.now(), term + 1));
    await parts.lead();
    if (term !== mine || !leads()) return;
    synced = true;
    settle();
    leading.begin(term);
    post({ kind: 'lead', term });
    calls.again();
  }
  /** Nobody is known to lead. */
  function lose() {
    const led = leads();
    leader = '';
    synced = false;
    calls.turn();
    leading.end();
    if (led) parts.rest();
    freeLead();
    freeLead = () => {};
  }
  function depose() {
    lose();
    queue(false);
    hello();
  }

  // The others' part.
  const hello = () => {
    post({ kind: 'hello', wants: parts.wants(), fresh: !synced });
  };
  /** @returns false when it is no news. */
  function follow(from: string, its: number) {
    if (from === leader || its < term) return false;
    if (leads()) depose();
    else lose();
    leader = from;
    term = its;
    return true;
  }
  const mirror = (key: keyof S, patch: Patch) => {
    let mine: Patch | undefined = patch;
    if (views.includes(key)) {
      const ours = (entry: unknown) => String(entry).startsWith(prefix);
      const short = (entry: unknown) => String(entry).slice(prefix.length);
      const { m, d } = 'm' in patch ? patch : { m: [], d: [] };
      mine = {
        m: m.filter(([entry]) => ours(entry)).map(([entry, inner]) => [short(entry), inner]),
        d: d.filter(ours).map(short),
      };
      if (!mine.m.length && !mine.d.length) return;
    }
    store.set(key, apply(store.state[key], mine) as S[keyof S]);
  };

  const pulse = openPulse(
    clock,
    () => !leads() && (platform.visible() || calls.waits()),
    () => {
      post({ kind: 'ping' });
    },
    () => {
      queue(true);
    },
  );

  /** What a message does. */
  const on: { [K in Message['kind']]: (message: Of<K>) => void } = {
    lead({ from, term }) {
      if (!follow(from, term)) return;
      hello();
      calls.again();
    },
    state({ from, term, state, kept, n: includes }) {
      const news = follow(from, term);
      if (from !== leader) return;
      synced = true;
      n = includes;
      for (const [key, patch] of state) mirror(key as keyof S, patch);
      parts.keep(kept);
      settle();
      if (!news) return;
      hello();
      calls.again();
    },
    ops({ from, n: its, ops }) {
      if (from !== leader || !synced) return;
      if (its !== ++n) {
        synced = false;
        return hello();
      }
      for (const op of ops) {
        if ('k' in op) mirror(op.k as keyof S, op.p);
        else parts.told(op.e, unpack(op.d));
      }
    },
    kept({ from, kept }) {
      if (from === leader) parts.keep(kept);
    },
    reply: calls.reply,
    run: calls.run,
    pong({ from }) {
      // A leader that was not heard of.
      if (from !== leader && !leads()) {
        synced = false;
        hello();
      }
    },
    hello(message) {
      if (!leads() || !synced) return;
      leading.meet(message);
      parts.wanted(message.from, message.wants);
    },
    wants({ from, wants }) {
      if (leading.has(from)) parts.wanted(from, wants);
    },
    call(message) {
      if (leads() && synced) void calls.serve(message);
    },
    ping({ from }) {
      if (leads()) post({ kind: 'pong', to: from });
    },
  };
  function hear(message: Envelope) {
    if (message.v !== VERSION) {
      if (!said) console.warn('im-elements: a tab with another version is open; each keeps a connection of its own.');
      said = true;
      return;
    }
    if (message.from === leader) pulse.heard();
    if (!('to' in message) || message.to.includes(me)) on[message.kind](message as never);
  }

  /** Waits for the lead, or takes it from one who is silent. */
  function queue(steal: boolean) {
    waiting?.abort();
    const mine = (waiting = new AbortController());
    platform.locks
      .request(lock, steal ? { steal } : { signal: mine.signal }, () => {
        if (mine !== waiting || mine.signal.aborted) return Promise.resolve();
        if (leader) lose();
        const held = new Promise<void>(resolve => (freeLead = resolve));
        void begin();
        return held;
      })
      .catch(() => {
        // It was taken away.
        if (mine === waiting && leads()) depose();
      });
  }
  let endTab = () => {};
  function enter() {
    if (channel) return;
    const opened = (channel = platform.channel(`im-elements:share:${name}`));
    opened.onmessage = ({ data }) => {
      if (channel === opened) hear(data as Envelope);
    };
    const stop = new AbortController();
    let free = () => {};
    endTab = () => {
      stop.abort();
      free();
    };
    platform.locks
      .request(`${lock}:${me}`, { signal: stop.signal }, () => {
        if (channel !== opened) return Promise.resolve();
        if (!leads()) hello();
        return new Promise<void>(resolve => (free = resolve));
      })
      .catch(() => undefined);
    queue(false);
    pulse.start();
  }
  /** The page goes, perhaps to come back: it must not lead from where nothing runs. */
  function away() {
    if (!channel) return;
    pulse.stop();
    waiting?.abort();
    waiting = undefined;
    lose();
    endTab();
    channel.close();
    channel = undefined;
  }

  const offPage = platform.onPage(away, enter);
  enter();

  return {
    ready,
    leads,
    call: calls.call,
    emit: leading.emit,
    want() {
      if (!leads()) post({ kind: 'wants', wants: parts.wants() });
    },
    keep() {
      if (leads()) post({ kind: 'kept', kept: parts.kept() });
    },
    leave() {
      away();
      offPage();
      leading.dispose();
    },
  };
}
