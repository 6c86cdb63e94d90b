/** What the place where a message is written has besides the field: what is answered, the emoji, the recorder, and where files are dropped. Loaded with the first of these. */
import { html, nothing, type ReactiveElement } from 'lit';
import type { MessageItem } from '../protocol/chat-model.js';
import { chatMore } from '../locales/en/chat-more.js';
import { composerMoreStyles } from './composer-more-styles.js';
import { drawing } from './drawing.js';
import type { ImEmojiPicker } from './emoji-picker.js';
import { type Key, type Translate, speak } from './localize.js';
import { summary } from './summary.js';

/** The composer, as far as this needs it. */
export interface ComposerHost extends ReactiveElement {
  readonly t: Translate;
  readonly quote: MessageItem | undefined;
  readonly me: string;
  say(key: Key): void;
}

export class ComposerMore {
  recording = false;
  /** The emoji are open. */
  smiling = false;
  #picker = false;
  #held = false;

  /**
   * @param tell - has the composer send an event.
   * @param typed - the text of the field changed.
   */
  constructor(
    readonly host: ComposerHost,
    readonly tell: (type: string, detail?: object) => boolean,
    readonly typed: () => void,
  ) {
    speak(chatMore);
    (host.renderRoot as ShadowRoot).adoptedStyleSheets.push(composerMoreStyles.styleSheet!);
  }

  above() {
    const { t, quote, me } = this.host;
    return html`${
      quote
        ? html`<div class="quote"><span><b dir="auto">${quote.sendID === me ? t('replySelf') : t('replyTo', { name: quote.senderNickname })}</b><span class="cut" dir="auto">${summary(quote, t)}</span></span>
          <button class="icon-btn" type="button" aria-label=${t('cancel')} title=${t('cancel')} @click=${this.unquote}>${drawing('close', 'M6 6l12 12M18 6L6 18')}</button></div>`
        : nothing
    }${
      this.recording
        ? html`<im-voice-recorder .t=${t} @im-voice=${this.#voice} @im-voice-end=${this.#recorded}></im-voice-recorder>`
        : nothing
    }`;
  }
  below() {
    const { t } = this.host;
    return html`${this.#picker ? html`<im-emoji-picker .t=${t} @im-emoji=${this.#insert} @im-emoji-close=${this.#smiled}></im-emoji-picker>` : nothing}
      ${this.#held ? html`<div class="over">${t('dropFiles')}</div>` : nothing}`;
  }

  unquote = () => {
    this.tell('im-quote-clear');
    this.host.focus();
  };
  /** Files are held over the composer, or not any more. */
  hold(on: boolean) {
    this.#held = on;
    this.host.requestUpdate();
  }

  async smile() {
    const { ImEmojiPicker } = await import('./emoji-picker.js');
    ImEmojiPicker.define();
    this.#picker = true;
    this.#open(true);
    await this.host.updateComplete;
    await this.#find<ImEmojiPicker>('im-emoji-picker').show(this.#find('.smile'));
  }
  #open(smiling: boolean) {
    this.smiling = smiling;
    this.host.requestUpdate();
  }
  #find<T extends HTMLElement>(selector: string) {
    return this.host.renderRoot.querySelector<T>(selector)!;
  }
  #insert = ({ detail: { emoji } }: CustomEvent<{ emoji: string }>) => {
    const field = this.#find<HTMLTextAreaElement>('textarea');
    field.setRangeText(emoji, field.selectionStart, field.selectionEnd, 'end');
    this.typed();
  };
  #smiled = ({ detail: { picked, back } }: CustomEvent<{ picked: boolean; back: boolean }>) => {
    this.#open(false);
    if (back) (picked ? this.host : this.#find('.smile')).focus();
  };

  async record() {
    const { ImVoiceRecorder } = await import('./voice-recorder.js');
    ImVoiceRecorder.define();
    this.#record(true);
  }
  #record(recording: boolean) {
    this.recording = recording;
    this.host.requestUpdate();
  }
  #voice = ({ detail }: CustomEvent<{ blob: Blob; duration: number; waveform: number[] }>) => {
    this.tell('im-voice', detail);
  };
  #recorded = ({ detail: { why } }: CustomEvent<{ why?: Key }>) => {
    this.#record(false);
    if (why) this.host.say(why);
    void this.host.updateComplete.then(() => {
      this.host.focus();
    });
  };
}
