/** Files on their way into a conversation: held over it, dropped, chosen, looked at; sent, each becomes a message of its kind. */
import { css, html, nothing, type ReactiveController } from 'lit';
import type { Client } from '../core/api.js';
import { chatMore } from '../locales/en/chat-more.js';
import type { MessageItem } from '../protocol/chat-model.js';
import { MAX_FILE } from '../protocol/content.js';
import { prepare } from '../ui/attach-image.js';
import { type HeldFile, heldFiles, heldStyles, hold } from '../ui/held-files.js';
import { speak } from '../ui/localize.js';
import type { ImElement } from './base/im-element.js';
import { adopt, inside } from './base/lazy.js';

const styles = css`
  .drop { position: absolute; inset: 8px; z-index: 1; display: grid; place-items: center; border: 2px dashed var(--_accent-text); border-radius: 16px; background: color-mix(in srgb, var(--_accent) 12%, Canvas); color: CanvasText; font-weight: 550; opacity: 0.94; pointer-events: none; }
`;

export interface ChatFilesParts {
  conversationID: () => string;
  /** Makes a message and sends it; `file` is shown until it is on the server. */
  make: (create: (client: Client) => Promise<MessageItem | undefined>, file: Blob) => unknown;
  /** Says something about a file. */
  say: (text: string) => void;
}

/** What was recorded: seconds, and loudness 0–1. */
export interface Voice {
  blob: Blob;
  duration: number;
  waveform?: readonly number[];
}

export class ChatFiles implements ReactiveController {
  #over = false;
  /** What waits to be sent, by conversation. */
  #held = new Map<string, readonly HeldFile[]>();

  constructor(
    readonly host: ImElement,
    readonly parts: ChatFilesParts,
  ) {
    speak(chatMore);
    adopt(host, styles, heldStyles);
    // Heard before the composer's text is sent: files go first.
    host.renderRoot.addEventListener('im-compose', this.#compose, { capture: true });
    host.addController(this);
  }

  get #here(): readonly HeldFile[] {
    return this.#held.get(this.parts.conversationID()) ?? [];
  }
  set #here(held) {
    this.#held.set(this.parts.conversationID(), held);
    this.host.requestUpdate();
  }
  get #composer() {
    return this.host.renderRoot.querySelector('im-composer');
  }

  hostUpdated() {
    if (this.#composer) this.#composer.holds = this.#here.length > 0;
  }
  hostDisconnected() {
    for (const held of this.#held.values()) release(held);
    this.#held.clear();
  }

  render() {
    const { t, locale } = inside(this.host);
    const n = this.#here.length;
    return html`${heldFiles(this.#here, t, locale, this.#remove)}<span class="sr" role="status">${n ? t('filesHeld', { n }) : nothing}</span>${this.#over ? html`<div class="drop">${t('dropFiles')}</div>` : nothing}`;
  }

  /** @param type - of the event: dragover, dragleave, drop. */
  drag(type: string, files: readonly File[]) {
    const over = type === 'dragover';
    if (over !== this.#over) this.host.requestUpdate();
    this.#over = over;
    if (type === 'drop') void this.take(files);
  }

  voice({ blob, duration, waveform }: Voice) {
    this.parts.make(
      client => client.createSoundMessageByFile({ file: blob, name: 'voice', duration, ...(waveform && { waveform }) }),
      blob,
    );
  }
  /** Shows them above the field, to be sent with the next Enter. */
  async take(files: readonly File[]) {
    // What tells of them must be there before.
    await this.host.updateComplete;
    if (!this.#composer) return;
    for (const { name, size } of files) if (!size) this.parts.say(inside(this.host).t('fileEmpty', { name }));
    this.#here = [...this.#here, ...files.filter(({ size }) => size).map(hold)];
    this.#composer.focus();
  }

  #remove = async (one: HeldFile) => {
    const at = this.#here.indexOf(one);
    release([one]);
    this.#here = this.#here.filter(each => each !== one);
    await this.host.updateComplete;
    // The focus stays among them, as long as there are some.
    const buttons = this.host.renderRoot.querySelectorAll<HTMLElement>('.held .icon-btn');
    (buttons[Math.min(at, buttons.length - 1)] ?? this.#composer)?.focus();
  };

  #compose = (event: Event) => {
    const held = this.#here;
    // Only files: there is no text to be sent.
    if (!(event as CustomEvent<{ text: string }>).detail.text) event.stopPropagation();
    if (!held.length) return;
    this.#here = [];
    release(held);
    for (const { file } of held) this.#send(file);
  };
  #send(file: File) {
    this.parts.make(async client => {
      const ready = await prepare(file);
      if (ready.file.size > MAX_FILE)
        return void this.parts.say(inside(this.host).t('fileLarge', { name: file.name, n: MAX_FILE >> 20 }));
      if (ready.kind === 'picture') return client.createImageMessageByFile(ready);
      return ready.kind === 'video' ? client.createVideoMessageByFile(ready) : client.createFileMessageByFile(ready);
    }, file);
  }
}

function release(held: readonly HeldFile[]) {
  for (const { url } of held) URL.revokeObjectURL(url);
}
