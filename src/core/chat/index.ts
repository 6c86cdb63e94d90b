/** The chat of one sign-in: conversations, messages, what is typed and sent. A chunk of its own. */
import { contentTypes } from '../../protocol/content.js';
import { isNotificationID } from '../../protocol/ids.js';
import type { MsgData } from '../../protocol/messages.js';
import type { Slice } from '../slice.js';
import type { After } from './after.js';
import type { ChatActions } from './api.js';
import { openArrivals } from './arrivals.js';
import { openConversations } from './conversations.js';
import { later } from './later.js';
import { openMessages } from './messages.js';
import type { ChatParts } from './parts.js';
import { openReading } from './reading.js';
import { openSeqs } from './seqs.js';
import { openSync } from './sync.js';
import { openThreads } from './threads.js';
import { openTimeline, openUnsent } from './timeline.js';
import { openWindows } from './windows.js';

export interface Chat extends Slice<ChatActions> {
  restore(): Promise<void>;
  /** After each connecting: changes, read marks, gaps, the outbox. */
  load(): Promise<void>;
  /** One message or notification as the socket told it. */
  message(message: MsgData, conversationID: string): void;
}

/** ms until what could not be loaded is tried again. */
const AGAIN = 4000;

export function openChat(parts: ChatParts): Chat {
  const { scope } = parts;
  let beating = false;
  /** All that changes in one go is shown and told once, messages before conversations. */
  const beat = () => {
    if (beating) return;
    beating = true;
    queueMicrotask(() => {
      beating = false;
      windows.flush();
      threads.flush();
      arrivals.flush();
    });
  };

  const unsent = openUnsent();
  const unsentOf = (id: string) => [...(unsent.get(id)?.values() ?? [])];
  const threads = openThreads(parts, beat);
  const messages = openMessages(scope, threads, () => windows);
  const seqs = openSeqs(
    scope,
    (id, message) => {
      if (isNotificationID(id)) return noticed(message);
      if (wanted) typed(id, message);
      arrivals.apply(id, message);
      return undefined;
    },
    id => !!unsent.get(id)?.size,
  );
  const windows = openWindows(scope, threads, messages, seqs.synced, unsentOf, beat);
  const timeline = openTimeline(scope, unsent, threads, messages, windows, seqs);
  const arrivals = openArrivals(
    scope,
    threads,
    messages,
    windows,
    (id, item) => {
      const mine = timeline.took(id, item);
      outbox?.arrived(id, item);
      return mine;
    },
    beat,
  );
  const reading = openReading(
    parts,
    threads,
    messages,
    async (id, seqs) => (await after()).removing.remove(id, seqs),
    error => {
      sync.again(error);
    },
  );
  const conversations = openConversations(parts, threads, messages.cleared);
  const sync = openSync(scope, { threads, seqs, arrivals, reading, conversations: conversations.sync }, () => {
    windows.refresh();
    // Names and events from here on.
    threads.speak();
    synced = true;
    surely().then(({ outbox }) => outbox.resume(), none);
  });

  const more = { ...parts, threads, messages, windows, seqs, timeline, reading, sync: conversations.sync };
  const none = () => undefined;
  let synced = false;
  let outbox: After['outbox'] | undefined;
  /** What the first view does without. */
  const after = later(async () => {
    const part = (await import('./after.js')).openAfter(more);
    ({ outbox } = part);
    // What the last page left comes before anything new.
    await outbox.restore();
    if (synced) void outbox.resume();
    return part;
  });
  let wanted = false;
  /** The same, tried until it is there: what the server told must not be lost. Rejects when the session ends. */
  const surely = async (): Promise<After> => {
    wanted = true;
    for (;;)
      try {
        return await after();
      } catch {
        await scope.sleep(AGAIN);
      }
  };
  const typed = (id: string, message: MsgData) => {
    surely().then(({ typing }) => {
      typing.told(message, id);
    }, none);
  };
  let last: Promise<unknown> = Promise.resolve();
  let told = 0;
  /** Notifications, one after the other; one that can't be read, or comes too late, changes nothing. What it could not load a sync does. */
  const noticed = (message: MsgData) => {
    const nth = ++told;
    return (last = last
      .then(surely)
      .then(({ notice }) => notice(message, nth, () => told))
      .catch(sync.again));
  };

  const rare = later(async () => (await import('./rare.js')).rare({ ...more, ...(await after()), loaded: sync.load }));
  const often: Partial<ChatActions> = { ...conversations.actions, ...windows.actions, ...reading.actions };

  return {
    // Whatever is not here is done after the first view.
    actions: new Proxy(often as ChatActions, {
      get: (_, name: keyof ChatActions) =>
        often[name] ??
        (async (...args: never[]) => {
          const { actions } = await after();
          const acts: Partial<ChatActions> = name in actions ? actions : await rare();
          return (acts[name] as (...args: never[]) => unknown)(...args);
        }),
    }),
    async restore() {
      await timeline.restore();
      if (!(await sync.restore())) return;
      await Promise.all([threads.restore(), seqs.restore(), conversations.restore(), reading.restore()]);
      threads.flush();
      threads.speak();
      surely().catch(none);
    },
    load: sync.load,
    message(message, id) {
      if (message.seq) seqs.pushed(id, message);
      else if (isNotificationID(id)) void noticed(message);
      else if (message.contentType === contentTypes.typing) typed(id, message);
      else arrivals.once(message);
    },
  };
}
