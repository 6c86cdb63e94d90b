/** One call's writes in one transaction; what others must hear of them goes out when they are on disk. */
import type { Call, ServerContext } from './context.js';
import { makeNotice, type Told, type ToldDetail } from './message-notice.js';
import type { Outgoing } from './push.js';

/** Makes a notification, and queues it (protocol §6.3). Stored ones are part of the transaction. */
export type Tell = <K extends Told>(name: K, from: string, to: string, detail: ToldDetail<K>) => void;

/**
 * Runs `change` in one transaction, then sends the notifications it queued; none when it throws.
 * @param change - synchronous: nothing may be awaited inside a transaction. `post` queues a message that is stored already.
 */
export function write<R>(
  context: ServerContext,
  call: Call,
  change: (tell: Tell, post: (outgoing: Outgoing) => void) => R,
): R {
  const queued: Outgoing[] = [];
  const tell: Tell = (name, from, to, detail) => {
    const { operationID } = call;
    queued.push(...makeNotice(context, { name, from, to, detail, operationID, time: context.runtime.now() }));
  };
  const result = context.store.transaction(() => change(tell, outgoing => queued.push(outgoing)));
  for (const outgoing of queued) context.notify(call, outgoing);
  return result;
}
