/** What goes out of a conversation: words, voices, what was made of files; the draft that is kept, and that one is typing. */
import type { Client } from '../core/api.js';
import type { MessageItem } from '../protocol/chat-model.js';
import type { ImElement } from './base/im-element.js';
import { inside, Later } from './base/lazy.js';
import type { ChatFiles, Voice } from './chat-files.js';

/** ms without a key after which a draft is kept. */
const DRAFT_MS = 500;

export interface SendingParts {
  conversationID: () => string;
  userID: () => string;
  /** Says why something was not sent. */
  say: (text: string) => void;
  /** Something was added at the end. */
  sent: () => void;
}

export class Sending {
  draft = '';
  /** What of sent files is on this device, by clientMsgID. */
  local: ReadonlyMap<string, string> = new Map();
  readonly files: Later<ChatFiles>;
  #kept = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #typing = false;
  /** One after another, in the order they were meant. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(
    readonly host: ImElement,
    readonly parts: SendingParts,
  ) {
    this.files = new Later<ChatFiles>(host, async () => {
      const { ChatFiles } = await import('./chat-files.js');
      return new ChatFiles(host, { ...parts, make: (create, file) => this.#make(create, file) });
    });
  }

  /** The draft of the conversation that was opened. */
  restore() {
    const { draftText = '' } = this.host.client?.state.conversations.get(this.parts.conversationID()) ?? {};
    this.draft ||= this.#kept = draftText;
  }
  /** A conversation is left, maybe for another one that is open already: its draft is kept. */
  leave(id: string) {
    this.#keep(id);
    this.#type(false, id);
    this.draft = this.#kept = '';
    for (const url of this.local.values()) URL.revokeObjectURL(url);
    this.local = new Map();
  }

  /** Sends what was made, or again what failed; why it was not sent, the message itself says. */
  readonly send = async (message: MessageItem) => {
    const recvID = this.parts.userID();
    const sending = inside(this.host).attempt('sendMessage', client => client.sendMessage({ recvID, message }));
    this.parts.sent();
    await sending;
  };

  /** @param quote - what it answers to. */
  async text(text: string, quote?: MessageItem) {
    this.draft = '';
    this.#keep(this.parts.conversationID());
    this.#type(false);
    const error = await this.#make(client =>
      quote ? client.createQuoteMessage({ text, message: quote }) : client.createTextMessage(text),
    );
    if (!error || this.draft) return;
    // What could not become a message is not lost.
    this.draft = text;
    this.host.requestUpdate();
  }
  readonly attach = ({ detail: { files } }: CustomEvent<{ files: readonly File[] }>) =>
    void this.files.use(part => {
      void part.take(files);
    });
  /** Files are held over the messages, taken away again, or dropped. */
  readonly drag = (event: DragEvent) => {
    const { type, dataTransfer } = event;
    if (!dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    // Read now: they are gone after the event.
    const files = [...dataTransfer.files];
    void this.files.use(part => {
      part.drag(type, files);
    });
  };
  readonly voice = ({ detail }: CustomEvent<Voice>) =>
    void this.files.use(part => {
      part.voice(detail);
    });
  readonly typed = (event: CustomEvent<{ text: string }>) => {
    this.draft = event.detail.text;
    // Else the field would keep it when the next conversation has none.
    this.host.requestUpdate();
    this.#type(!!this.draft.trim());
    clearTimeout(this.#timer);
    const id = this.parts.conversationID();
    this.#timer = setTimeout(() => {
      this.#keep(id);
    }, DRAFT_MS);
  };
  readonly left = () => {
    this.#type(false);
    this.#keep(this.parts.conversationID());
  };

  /** @returns why nothing could be made of it; said already. */
  #make(create: (client: Client) => Promise<MessageItem | undefined>, file?: Blob) {
    const made = this.#queue.then(async () => {
      let message: MessageItem | undefined;
      const error = await inside(this.host).attempt('createMessage', async client => {
        message = await create(client);
      });
      if (error) this.parts.say(inside(this.host).t.error(error));
      if (message && file) this.local = new Map([...this.local, [message.clientMsgID, URL.createObjectURL(file)]]);
      if (message) void this.send(message);
      return error;
    });
    this.#queue = made;
    return made;
  }
  #type(focus: boolean, conversationID = this.parts.conversationID()) {
    if (!focus && !this.#typing) return;
    this.#typing = focus;
    // Not worth a word when it fails.
    if (conversationID) this.host.client?.changeInputStates({ conversationID, focus }).catch(() => undefined);
  }
  #keep(conversationID: string) {
    clearTimeout(this.#timer);
    const draftText = this.draft;
    if (draftText === this.#kept || !conversationID) return;
    this.#kept = draftText;
    this.host.client?.setConversationDraft({ conversationID, draftText }).catch(() => undefined);
  }
}
