/** Where a message is written: grows with it, sends it by Enter, takes files and voices, brings the emoji when they are wanted. */
import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { MessageItem } from '../protocol/chat-model.js';
import { basics } from './basics.js';
import { composerStyles } from './composer-styles.js';
import { drawing } from './drawing.js';
import type { ImEmojiPicker } from './emoji-picker.js';
import { type Key, speak, type Translate, type Values } from './localize.js';
import { summary } from './summary.js';
import { base } from './tokens.js';

/** Characters of a message: of any kind, they fit in a frame. */
const MAX = 10_000;
/** Characters before the end from which on they are counted. */
const NEAR = 500;

const grows = globalThis.CSS?.supports('field-sizing', 'content');
const hasFiles = ({ dataTransfer }: DragEvent) => !!dataTransfer?.types.includes('Files');
/** A browser that can record, on a page that may. */
const records = () =>
  'mediaDevices' in navigator &&
  'MediaRecorder' in globalThis &&
  ['audio/webm', 'audio/mp4'].some(type => MediaRecorder.isTypeSupported(type));

/**
 * Plain: it knows no client, and keeps nothing.
 *
 * @element im-composer
 * @fires {CustomEvent<{ text: string }>} im-compose - A text is to be sent, empty when only what is held is. Prevent it to keep it in the field.
 * @fires {CustomEvent<{ text: string }>} im-input - The text changed.
 * @fires {CustomEvent<{ files: File[] }>} im-attach - Files are to be sent.
 * @fires {CustomEvent<{ blob: Blob; duration: number; waveform: number[] }>} im-voice - A voice is to be sent: seconds, and loudness 0–1.
 * @fires {CustomEvent} im-quote-clear - The answer is to be an ordinary message.
 */
export class ImComposer extends LitElement {
  static override styles = [base, basics, composerStyles];

  static define() {
    if (!customElements.get('im-composer')) customElements.define('im-composer', ImComposer);
  }

  @property() draft = '';
  @property({ attribute: false }) quote: MessageItem | undefined;
  @property({ type: Boolean }) disabled = false;
  /** Something else waits to be sent with the next text, which may be empty. */
  @property({ type: Boolean }) holds = false;
  /** With the others, Enter breaks the line, and is sent with Ctrl or ⌘. */
  @property() sendKey: 'enter' | 'ctrl-enter' | 'mod' = 'enter';
  @property({ attribute: false }) t!: Translate;
  @state() private dropping = false;
  @state() private picker: 'none' | 'closed' | 'open' = 'none';
  @state() private recording = false;
  /** What failed here, in words. */
  @state() private failed: { key: Key; values?: Values } | undefined;
  @query('textarea') private field!: HTMLTextAreaElement;
  @query('input') private files!: HTMLInputElement;
  @query('im-emoji-picker') private emoji!: ImEmojiPicker | null;
  @query('.smile') private smile!: HTMLElement;

  constructor() {
    super();
    this.addEventListener('dragover', this.#over);
    this.addEventListener('dragleave', this.#out);
    this.addEventListener('drop', this.#drop);
  }

  override focus(options?: FocusOptions) {
    this.field?.focus(options);
  }
  clear() {
    this.draft = '';
  }

  /** Says below the field why something was not taken; gone with the next key. */
  say(key: Key, values: Values = {}) {
    this.failed = { key, values };
  }

  override render() {
    const { t, disabled, draft } = this;
    if (!t) return nothing;
    const left = MAX - draft.length;
    return html`${this.#quoted()}${
      this.recording
        ? html`<im-voice-recorder .t=${t} @im-voice=${this.#voice} @im-voice-end=${this.#recorded}></im-voice-recorder>`
        : nothing
    }
      <div class="pill" ?hidden=${this.recording}>
        ${this.#button('attach', 'attachFile', 'M12 5v14M5 12h14', this.#choose)}
        <textarea rows="1" dir="auto" spellcheck="true" autocapitalize="sentences" enterkeyhint=${this.sendKey === 'enter' ? 'send' : 'enter'} aria-label=${t('writeMessage')} placeholder=${t('writeMessage')}
          aria-describedby="note" aria-invalid=${left < 0 ? 'true' : nothing} ?disabled=${disabled} @input=${this.#input} @keydown=${this.#keys} @paste=${this.#paste}></textarea>
        ${this.#button('smile', 'emoji', 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM9 10v.01M15 10v.01M8.500 14c1.800 2.500 5.200 2.500 7 0', this.#smile)}
        ${
          !draft.trim() && !this.holds && records()
            ? this.#button(
                'voice',
                'recordVoice',
                'M12 4a2.500 2.500 0 0 1 2.500 2.500v5a2.500 2.500 0 0 1-5 0v-5A2.500 2.500 0 0 1 12 4zM6 11.500a6 6 0 0 0 12 0M12 17.500v3',
                this.#record,
              )
            : this.#button('send', 'send', 'M12 19V5M6 11l6-6 6 6', this.#send, left < 0)
        }
      </div>
      <div class=${(this.failed ?? left < 0) ? 'note error' : 'note'} id="note" role="status">${
        this.failed
          ? t(this.failed.key, this.failed.values)
          : left > NEAR
            ? nothing
            : t(left < 0 ? 'charsOver' : 'charsLeft', { n: Math.abs(left) })
      }</div>
      <input type="file" multiple hidden @change=${this.#attach} />
      ${this.picker === 'none' ? nothing : html`<im-emoji-picker .t=${t} @im-emoji=${this.#insert} @im-emoji-close=${this.#smiled}></im-emoji-picker>`}
      ${this.dropping ? html`<div class="over">${t('dropFiles')}</div>` : nothing}`;
  }

  #quoted() {
    const { t, quote } = this;
    return quote
      ? html`<div class="quote"><span><b dir="auto">${t('replyTo', { name: quote.senderNickname })}</b><span class="cut" dir="auto">${summary(quote, t)}</span></span>
          <button class="icon-btn" type="button" aria-label=${t('cancel')} title=${t('cancel')} @click=${this.#unquote}>${drawing('close', 'M6 6l12 12M18 6L6 18')}</button></div>`
      : nothing;
  }
  #button(name: string, key: Key, path: string, act: () => unknown, off = false) {
    const label = this.t(key);
    return html`<button class="icon-btn ${name}" type="button" aria-label=${label} title=${label} ?disabled=${this.disabled || off}
      aria-haspopup=${name === 'smile' ? 'dialog' : nothing} aria-expanded=${name === 'smile' ? String(this.picker === 'open') : nothing} @click=${act}>${drawing(name, path)}</button>`;
  }

  protected override updated(changed: PropertyValues) {
    const { field } = this;
    if (!field || !(changed.has('draft') || changed.has('t'))) return;
    // Never while something is being composed: it would end it.
    if (field.value !== this.draft) field.value = this.draft;
    if (grows) return;
    field.style.setProperty('height', 'auto');
    field.style.setProperty('height', `${field.scrollHeight}px`);
  }

  #tell(type: string, detail: object = {}) {
    return this.dispatchEvent(new CustomEvent(type, { detail, cancelable: true }));
  }
  #input = () => {
    this.draft = this.field.value;
    this.failed = undefined;
    this.#tell('im-input', { text: this.draft });
  };
  #keys = (event: KeyboardEvent) => {
    // Safari ends a composition before it tells of the key that did it: 229.
    if (event.isComposing || (event as { keyCode?: number }).keyCode === 229) return;
    if (event.key === 'Escape' && this.quote) {
      event.stopPropagation();
      return void this.#unquote();
    }
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return;
    if (this.sendKey !== 'enter' && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.#send();
  };
  #send = () => {
    const text = this.field.value.trim();
    if (!(text || this.holds) || text.length > MAX || !this.#tell('im-compose', { text })) return;
    this.clear();
    this.failed = undefined;
    this.focus();
  };
  #unquote = () => {
    this.#tell('im-quote-clear');
    this.focus();
  };

  #choose = () => {
    this.files.click();
  };
  #attach = () => {
    this.#take(this.files.files);
    this.files.value = '';
  };
  #take(list: FileList | null | undefined) {
    const files = [...(list ?? [])];
    if (!files.length || this.disabled) return false;
    this.failed = undefined;
    this.#tell('im-attach', { files });
    this.focus();
    return true;
  }
  /** Text that comes with its picture, as from an office, is text. */
  #paste = (event: ClipboardEvent) => {
    const { clipboardData } = event;
    if (!clipboardData?.types.includes('text/plain') && this.#take(clipboardData?.files)) event.preventDefault();
  };
  #over = (event: DragEvent) => {
    if (!hasFiles(event) || this.disabled) return;
    event.preventDefault();
    this.dropping = true;
  };
  #out = (event: DragEvent) => {
    if (!(event.relatedTarget instanceof Node) || !this.contains(event.relatedTarget)) this.dropping = false;
  };
  #drop = (event: DragEvent) => {
    this.dropping = false;
    if (!hasFiles(event)) return;
    event.preventDefault();
    this.#take(event.dataTransfer?.files);
  };

  /** Runs what needs a part that is loaded now. */
  async #with(act: () => Promise<unknown>) {
    this.failed = undefined;
    try {
      speak((await import('../locales/en/chat-more.js')).chatMore);
      await act();
    } catch (error) {
      console.warn('im-elements: a part could not be loaded:', error);
      this.say('eOther');
    }
  }
  #smile = () =>
    this.#with(async () => {
      const { ImEmojiPicker } = await import('./emoji-picker.js');
      ImEmojiPicker.define();
      this.picker = 'open';
      await this.updateComplete;
      await this.emoji!.show(this.smile);
    });
  #insert = ({ detail: { emoji } }: CustomEvent<{ emoji: string }>) => {
    const { field } = this;
    field.setRangeText(emoji, field.selectionStart, field.selectionEnd, 'end');
    this.#input();
  };
  #smiled = ({ detail: { picked, back } }: CustomEvent<{ picked: boolean; back: boolean }>) => {
    this.picker = 'closed';
    if (back) (picked ? this : this.smile).focus();
  };

  #record = () =>
    this.#with(async () => {
      const { ImVoiceRecorder } = await import('./voice-recorder.js');
      ImVoiceRecorder.define();
      this.recording = true;
    });
  #voice = ({ detail }: CustomEvent<{ blob: Blob; duration: number; waveform: number[] }>) => {
    this.#tell('im-voice', detail);
  };
  #recorded = ({ detail: { why } }: CustomEvent<{ why?: Key }>) => {
    this.recording = false;
    if (why) this.say(why);
    void this.updateComplete.then(() => {
      this.focus();
    });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'im-composer': ImComposer;
  }
}
