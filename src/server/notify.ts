/**
 * Messages wait until the call that causes them was answered (protocol §6.3). Those that are not stored are forgotten when
 * the call fails; stored ones go out in any case, in the order of their seqs.
 */
import type { Call, Notify } from './context.js';
import type { Hub } from './gateway-hub.js';
import { push, type Outgoing } from './push.js';
import type { Runtime } from './runtime.js';

export interface Notices {
  notify: Notify;
  /** The call was done: what it caused goes out right after the answer. */
  release(call: Call): void;
  /** The answer is on its way already: what the call caused follows at once. */
  flush(call: Call): void;
  close(): void;
}

function append<K extends object | string, T>(
  lists: { get(key: K): T[] | undefined; set(key: K, list: T[]): unknown },
  key: K,
  item: T,
): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

export function createNotices(hub: Hub, runtime: Runtime): Notices {
  const waiting = new WeakMap<Call, Outgoing[]>();
  /** Stored ones that are not out yet, by conversation, in the order of their seqs. */
  const lines = new Map<string, Outgoing[]>();
  let open = true;

  function sendStored(outgoing: Outgoing): void {
    const line = lines.get(outgoing.conversationID) ?? [];
    // Those before it first, whichever call they are of; it may have gone out with a later one.
    for (const one of line.splice(0, line.indexOf(outgoing) + 1)) push(hub, one);
    if (!line.length) lines.delete(outgoing.conversationID);
  }
  function send(outgoing: Outgoing): void {
    if (!open) return;
    if (outgoing.message.seq) sendStored(outgoing);
    else push(hub, outgoing);
  }
  function taken(call: Call): Outgoing[] {
    const list = waiting.get(call) ?? [];
    waiting.delete(call);
    return list;
  }

  return {
    notify(call, outgoing) {
      append(waiting, call, outgoing);
      if (!outgoing.message.seq) return;
      append(lines, outgoing.conversationID, outgoing);
      runtime.after(0, () => send(outgoing));
    },
    release(call) {
      const list = taken(call);
      // A timer, no microtask: the host writes the answer in those that follow.
      if (list.length) runtime.after(0, () => list.forEach(send));
    },
    flush(call) {
      taken(call).forEach(send);
    },
    close() {
      open = false;
    },
  };
}
