/** Files on their way into a conversation: held over it, dropped, chosen; each becomes a message of its kind. */
import { css, html, nothing } from 'lit';
import type { Client } from '../core/api.js';
import { chatMore } from '../locales/en/chat-more.js';
import type { MessageItem } from '../protocol/chat-model.js';
import { MAX_FILE } from '../protocol/content.js';
import { prepare } from '../ui/attach-image.js';
import { speak } from '../ui/localize.js';
import type { ImElement } from './base/im-element.js';
import { adopt, inside } from './base/lazy.js';

const styles = css`
  .drop { position: absolute; inset: 8px; z-index: 1; display: grid; place-items: center; border: 2px dashed var(--_accent-text); border-radius: 16px; background: color-mix(in srgb, var(--_accent) 12%, Canvas); color: CanvasText; font-weight: 550; opacity: 0.94; pointer-events: none; }
`;

export interface ChatFilesParts {
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

export class ChatFiles {
  #over = false;

  constructor(
    readonly host: ImElement,
    readonly parts: ChatFilesParts,
  ) {
    speak(chatMore);
    adopt(host, styles);
  }

  render() {
    return this.#over ? html`<div class="drop">${inside(this.host).t('dropFiles')}</div>` : nothing;
  }

  /** @param type - of the event: dragover, dragleave, drop. */
  drag(type: string, files: readonly File[]) {
    const over = type === 'dragover';
    if (over !== this.#over) this.host.requestUpdate();
    this.#over = over;
    if (type === 'drop') this.take(files);
  }

  voice({ blob, duration, waveform }: Voice) {
    this.parts.make(
      client => client.createSoundMessageByFile({ file: blob, name: 'voice', duration, ...(waveform && { waveform }) }),
      blob,
    );
  }
  /** Sends them. */
  take(files: readonly File[]) {
    for (const file of files)
      this.parts.make(async client => {
        const ready = await prepare(file);
        const key = !file.size ? 'fileEmpty' : ready.file.size > MAX_FILE ? 'fileLarge' : undefined;
        if (key) return void this.parts.say(inside(this.host).t(key, { name: file.name, n: MAX_FILE >> 20 }));
        if (ready.kind === 'picture') return client.createImageMessageByFile(ready);
        return ready.kind === 'video' ? client.createVideoMessageByFile(ready) : client.createFileMessageByFile(ready);
      }, file);
  }
}
