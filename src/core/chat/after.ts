/** What happens in chats once they are seen: what is sent, what notifications change, who is typing. Loaded right after the first view, or with the first of it. */
import type { ChatActions } from './api.js';
import { creators } from './creators.js';
import type { Messages } from './messages.js';
import { openNotices } from './notices.js';
import { openOutbox } from './outbox.js';
import type { ChatParts, Timeline } from './parts.js';
import type { Reading } from './reading.js';
import { receipts } from './receipts.js';
import { openRemoving } from './removing.js';
import type { Seqs } from './seqs.js';
import type { Threads } from './threads.js';
import { openTyping } from './typing.js';
import type { Windows } from './windows.js';

/** What these stand on. */
export interface AfterParts extends ChatParts {
  threads: Threads;
  messages: Messages;
  windows: Windows;
  seqs: Seqs;
  timeline: Timeline;
  reading: Reading;
  /** Loads what changed of the conversations. */
  sync(): Promise<unknown>;
}
export type After = ReturnType<typeof openAfter>;

export function openAfter(parts: AfterParts) {
  const { scope, threads, messages, windows, seqs, timeline, reading, sync } = parts;
  const removing = openRemoving(parts, messages, windows);
  const typing = openTyping(scope);
  const outbox = openOutbox(parts, timeline);
  const { create, actions } = creators(parts);
  return {
    removing,
    typing,
    outbox,
    create,
    notice: openNotices(scope.userID, sync, seqs.pull, messages, removing, receipts(scope, threads, reading)),
    actions: { ...actions, ...outbox.actions, ...typing.actions } satisfies Partial<ChatActions>,
  };
}
