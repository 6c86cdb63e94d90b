/** The chat of one sign-in: conversations, messages, what is typed and sent. A chunk of its own. */
import type { MsgData } from '../../protocol/messages.js';
import type { Client, CoreOptions } from '../api.js';
import type { Scope } from '../scope.js';
import type { Slice } from '../slice.js';
import type { State } from '../state.js';
import type { Store } from '../store.js';
import type { ChatActions } from './api.js';

export interface ChatParts {
  scope: Scope;
  options: CoreOptions;
  store: Store<State>;
  users: Pick<Client, 'getUsersInfo'>;
}

export interface Chat extends Slice<ChatActions> {
  restore(): Promise<void>;
  /** After each connecting: changes, read marks, gaps, the outbox. */
  load(): Promise<void>;
  /** One message or notification as the socket told it. */
  message(message: MsgData, conversationID: string): void;
}

export function openChat({ scope }: ChatParts): Chat {
  return {
    actions: {} as ChatActions,
    async restore() {},
    async load() {
      await scope.get(['meta', 'chat']);
    },
    message() {},
  };
}
