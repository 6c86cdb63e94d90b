/** What goes out of a conversation: words, files, voices; the draft that is kept, and that one is typing. */
import type { Client } from '../core/api.js';
import { MAX_FILE } from '../core/chat/attachments.js';
import type { MessageItem } from '../protocol/chat-model.js';
import type { Notice } from '../ui/toast.js';
import type { ImElement } from './base/im-element.js';
import { inside } from './base/lazy.js';

/** ms without a key after which a draft is kept. */
const DRAFT_MS = 500;

export interface SendingParts {
  conversationID: () => string;
  userID: () => string;
  notice: Notice;
  /** Something was added at the end. */
  sent: () => void;
}

export class Sending {
  draft = '';
  /** What of sent files is on this device, by clientMsgID. */
  local: ReadonlyMap<string, string> = new Map();
  /** Files are held over the conversation. */
  dropping = false;
  #kept = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #typing = false;
  /** One after another, in the order they were meant. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(
    readonly host: ImElement,
    readonly parts: SendingParts,
  ) {}

  /** The draft of the conversation that was opened. */
  restore() {
    const { draftText = '' } = this.host.client?.state.conversations.get(this.parts.conversationID()) ?? {};
    this.draft ||= this.#kept = draftText;
  }
  /** The conversation is left: its draft is kept. */
  leave() {
    this.#keep(this.parts.conversationID());
    this.#type(false);
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
  readonly attach = (event: CustomEvent<{ files: readonly File[] }>) => {
    this.#files(event.detail.files);
  };
  readonly voice = ({ detail }: CustomEvent<{ blob: Blob; duration: number; waveform?: readonly number[] }>) => {
    const { blob, duration, waveform } = detail;
    void this.#make(
      client => client.createSoundMessageByFile({ file: blob, name: 'voice', duration, ...(waveform && { waveform }) }),
      blob,
    );
  };
  readonly typed = (event: CustomEvent<{ text: string }>) => {
    this.draft = event.detail.text;
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

  readonly over = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.#drop(true);
  };
  readonly out = () => {
    this.#drop(false);
  };
  readonly drop = (event: DragEvent) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    this.#drop(false);
    this.#files(files);
  };
  #drop(dropping: boolean) {
    if (dropping === this.dropping) return;
    this.dropping = dropping;
    this.host.requestUpdate();
  }

  #files(files: readonly File[]) {
    for (const file of files)
      void this.#make(async client => {
        const { prepare } = await import('../ui/attach-image.js');
        const ready = await prepare(file);
        const key = !file.size ? 'fileEmpty' : ready.file.size > MAX_FILE ? 'fileLarge' : undefined;
        if (key) return void this.parts.notice.show(inside(this.host).t(key, { name: file.name, n: MAX_FILE >> 20 }));
        if (ready.kind === 'picture') return client.createImageMessageByFile(ready);
        return ready.kind === 'video' ? client.createVideoMessageByFile(ready) : client.createFileMessageByFile(ready);
      }, file);
  }

  /** @returns why nothing could be made of it; said already. */
  #make(create: (client: Client) => Promise<MessageItem | undefined>, file?: Blob) {
    const made = this.#queue.then(async () => {
      let message: MessageItem | undefined;
      const error = await inside(this.host).attempt('createMessage', async client => {
        message = await create(client);
      });
      if (error) this.parts.notice.show(inside(this.host).t.error(error));
      if (message && file) this.local = new Map([...this.local, [message.clientMsgID, URL.createObjectURL(file)]]);
      if (message) void this.send(message);
      return error;
    });
    this.#queue = made;
    return made;
  }
  #type(focus: boolean) {
    if (!focus && !this.#typing) return;
    this.#typing = focus;
    const conversationID = this.parts.conversationID();
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
