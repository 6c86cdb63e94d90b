/** What few ask of a chat, together in one file that is loaded with the first of it. */
import { RecordNotFoundError } from '../../protocol/codes.js';
import { ImError } from '../../protocol/errors.js';
import type { ChatActions } from './api.js';
import { conversationActs } from './conversation-acts.js';
import type { Create } from './creators.js';
import { rareCreators } from './creators-rare.js';
import { history } from './history.js';
import { inputStates } from './input-states.js';
import type { Messages } from './messages.js';
import type { ChatParts, Found, Timeline } from './parts.js';
import type { Reading } from './reading.js';
import type { Removing } from './removing.js';
import { removingActs } from './removing-acts.js';
import type { Seqs } from './seqs.js';
import type { Threads } from './threads.js';

/** What these stand on. */
export interface RareParts extends ChatParts {
  threads: Threads;
  messages: Messages;
  seqs: Seqs;
  timeline: Timeline;
  removing: Removing;
  create: Create;
  reading: Reading;
  /** Loads what changed of the conversations. */
  sync(): Promise<unknown>;
  /** Resolves when the conversations are known. */
  loaded(): Promise<unknown>;
}

export const rare = (parts: RareParts) => {
  const { threads, messages, seqs, timeline, removing, create, reading, sync, loaded } = parts;
  const found: Found = async (conversationID, clientMsgID) => {
    const item = await timeline.find(conversationID, clientMsgID);
    if (!item) throw new ImError(RecordNotFoundError, clientMsgID);
    return item;
  };
  return {
    ...rareCreators(parts, create),
    ...history(parts, threads, messages, seqs, timeline, found),
    ...removingActs(parts, threads, messages, timeline, removing, found),
    ...conversationActs(parts, threads, reading, sync, loaded),
    ...inputStates(parts),
  } satisfies Partial<ChatActions>;
};
