/** The chat of one sign-in: conversations, messages, what is typed and sent. A chunk of its own. */
import { contentTypes } from '../../protocol/content.js';
import { isNotificationID } from '../../protocol/ids.js';
import type { MsgData } from '../../protocol/messages.js';
import type { Slice } from '../slice.js';
import type { ChatActions } from './api.js';
import { openArrivals } from './arrivals.js';
import { openConversations } from './conversations.js';
import { creators } from './creators.js';
import { later } from './later.js';
import { openMessages } from './messages.js';
import { openNotices } from './notices.js';
import { openOutbox } from './outbox.js';
import type { ChatParts } from './parts.js';
import { openReading } from './reading.js';
import { openRemoving } from './removing.js';
import { openSeqs } from './seqs.js';
import { openSync } from './sync.js';
import { openThreads } from './threads.js';
import { openTimeline, openUnsent } from './timeline.js';
import { openTyping } from './typing.js';
import { openWindows } from './windows.js';

export interface Chat extends Slice<ChatActions> {
  restore(): Promise<void>;
  /** After each connecting: changes, read marks, gaps, the outbox. */
  load(): Promise<void>;
  /** One message or notification as the socket told it. */
  message(message: MsgData, conversationID: string): void;
}

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
      if (isNotificationID(id)) return notices(message);
      typing.told(message, id);
      arrivals.apply(id, message);
      return undefined;
    },
    id => !!unsent.get(id)?.size,
  );
  const windows = openWindows(scope, threads, messages, seqs.synced, unsentOf, beat);
  const timeline = openTimeline(scope, unsent, threads, messages, windows, seqs);
  const outbox = openOutbox(parts, timeline);
  const arrivals = openArrivals(
    scope,
    threads,
    messages,
    windows,
    (id, item) => {
      const mine = timeline.took(id, item);
      outbox.arrived(id, item);
      return mine;
    },
    beat,
  );
  const removing = openRemoving(parts, threads, messages, windows);
  const reading = openReading(parts, threads, messages, removing.remove);
  const conversations = openConversations(parts, threads, () => sync.load(), removing.cleared);
  const typing = openTyping(scope);
  const notices = openNotices(
    scope.userID,
    conversations.sync,
    seqs.pull,
    messages.floor,
    removing,
    reading,
    (error: unknown) => {
      sync.again(error);
    },
  );
  const sync = openSync(scope, { threads, seqs, arrivals, reading, conversations: conversations.sync }, () => {
    windows.refresh();
    // Names and events from here on.
    threads.speak();
    outbox.resume();
  });

  const { create, actions } = creators(parts);
  const rare = later(async () =>
    (await import('./rare.js')).rare({
      ...parts,
      threads,
      messages,
      seqs,
      timeline,
      removing,
      create,
      sync: conversations.sync,
    }),
  );
  const often: Partial<ChatActions> = {
    ...conversations.actions,
    ...windows.actions,
    ...reading.actions,
    ...typing.actions,
    ...actions,
    ...outbox.actions,
  };

  return {
    // Whatever is not here is rare.
    actions: new Proxy(often as ChatActions, {
      get: (_, name: keyof ChatActions) =>
        often[name] ??
        (async (...args: never[]) => {
          const acts: Partial<ChatActions> = await rare();
          return (acts[name] as (...args: never[]) => unknown)(...args);
        }),
    }),
    async restore() {
      await timeline.restore();
      await outbox.restore();
      if (!(await sync.restore())) return;
      await Promise.all([threads.restore(), seqs.restore(), conversations.restore(), reading.restore()]);
      threads.flush();
      threads.speak();
    },
    load: sync.load,
    message(message, id) {
      if (message.seq) seqs.pushed(id, message);
      else if (isNotificationID(id)) void notices(message);
      else if (message.contentType === contentTypes.typing) typing.told(message, id);
      else arrivals.once(message);
    },
  };
}
