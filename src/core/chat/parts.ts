/** What the parts of the chat say to each other: who keeps messages (messages.ts), and who sends them (outbox.ts). */
import type { MessageItem } from '../../protocol/chat-model.js';
import type { Client, CoreOptions } from '../api.js';
import type { Scope } from '../scope.js';
import type { State } from '../state.js';
import type { Store } from '../store.js';

/** What every part of the chat stands on. */
export interface ChatParts {
  scope: Scope;
  options: CoreOptions;
  store: Store<State>;
  users: Pick<Client, 'getUsersInfo'>;
}

/** Where messages are kept and shown. Implemented by messages.ts, used by outbox.ts. */
export interface Timeline {
  /**
   * Puts a message of one's own that has no seq yet (or replaces it, by clientMsgID): at the end of the open window, as the conversation's
   * latest message, and in the cache under `['outbox', conversationID, clientMsgID]`. The conversation is made when there is none.
   */
  show(conversationID: string, item: MessageItem): void;
  /** Takes a message without a seq away again. */
  drop(conversationID: string, clientMsgID: string): void;
  /** A message by its clientMsgID, in the outbox, the window or the cache. */
  find(conversationID: string, clientMsgID: string): Promise<MessageItem | undefined>;
  /** All messages without a seq, those of a conversation in the order they were sent. */
  unsent(): Promise<{ conversationID: string; item: MessageItem }[]>;
  /**
   * Pulls what the server has beyond what is here, however little was asked for otherwise: after it, a message of one's own
   * that the server took is found with its seq. Rejects when the network is away.
   */
  catchUp(conversationID: string): Promise<void>;
}

/** The message. @throws ImError 1004 when it is not here. */
export type Found = (conversationID: string, clientMsgID: string) => Promise<MessageItem>;

/** What sends. Implemented by outbox.ts, told by index.ts and messages.ts. */
export interface Outbox {
  /** A message of one's own came back with its seq, by push or pull: it was sent, whatever the reply said. */
  arrived(conversationID: string, item: MessageItem): void;
  /** The connection is up and gaps are pulled: what waits is sent, in order. */
  resume(): void;
  /** Stops what runs; what waits stays stored. */
  stop(): void;
}
