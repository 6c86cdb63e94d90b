/** Notifications wait until the call that causes them was answered, and are forgotten when it fails (protocol §6.3). */
import type { Call, Notify } from './context.js';
import type { Hub } from './gateway-hub.js';
import { push, type Notification } from './push.js';
import type { Runtime } from './runtime.js';

export interface Notices {
  notify: Notify;
  /** The call was done: its notifications go out right after the answer. */
  release(call: Call): void;
  close(): void;
}

export function createNotices(hub: Hub, runtime: Runtime): Notices {
  const waiting = new WeakMap<Call, Notification[]>();
  let open = true;
  return {
    notify(call, name, from, to, detail) {
      const list = waiting.get(call) ?? [];
      waiting.set(call, list);
      list.push({ name, from, to, detail, operationID: call.operationID, time: runtime.now() });
    },
    release(call) {
      const list = waiting.get(call);
      if (!list) return;
      waiting.delete(call);
      // A timer, no microtask: the host writes the answer in those that follow.
      runtime.after(0, () => {
        if (!open) return;
        for (const notification of list) push(hub, runtime, notification);
      });
    },
    close() {
      open = false;
    },
  };
}
