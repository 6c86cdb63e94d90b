/** One call's writes in one transaction; what others must hear of them goes out when they are on disk. */
import type { Call, ServerContext, ServerNoticeDetail, ServerNoticeName } from './context.js';

/** Queues a notification (protocol §6.3). */
export type Tell = <K extends ServerNoticeName>(
  name: K,
  from: string,
  to: string,
  detail: ServerNoticeDetail<K>,
) => void;

/**
 * Runs `change` in one transaction, then sends the notifications it queued; none when it throws.
 * @param change - synchronous: nothing may be awaited inside a transaction.
 */
export function write<R>(context: ServerContext, call: Call, change: (tell: Tell) => R): R {
  const queued: (() => void)[] = [];
  const tell: Tell = (name, from, to, detail) => {
    queued.push(() => context.notify(call, name, from, to, detail));
  };
  const result = context.store.transaction(() => change(tell));
  for (const send of queued) send();
  return result;
}
