/** Where a message is written: grows with it, sends it by Enter, takes files and voices, brings the emoji when they are wanted. */
import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { MessageItem } from '../protocol/chat-model.js';
import { basics } from './basics.js';
import { composerStyles } from './composer-styles.js';
import { drawing } from './drawing.js';
import type { ComposerMore } from './composer-more.js';
import type { Key, Translate, Values } from './localize.js';
import { base } from './tokens.js';

/** Characters of a message: of any kind, they fit in a frame. */
const MAX = 10_000;
/** Characters before the end from which on they are counted. */
const NEAR = 500;

const grows = globalThis.CSS?.supports('field-sizing', 'content');
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
  /** The own userID. */
  @property({ attribute: false }) me = '';
  @property({ type: Boolean }) disabled = false;
  /** Something else waits to be sent with the next text, which may be empty. */
  @property({ type: Boolean }) holds = false;
  /** With the others, Enter breaks the line, and is sent with Ctrl or ⌘. */
  @property() sendKey: 'enter' | 'ctrl-enter' | 'mod' = 'enter';
  @property({ attribute: false }) t!: Translate;
  /** What failed here, in words. */
  @state() private failed: { key: Key; values?: Values } | undefined;
  /** What comes with the first quote, emoji or voice, or with files that are held over it. */
  @state() private more: ComposerMore | undefined;
  @query('textarea') private field!: HTMLTextAreaElement;
  @query('input') private files!: HTMLInputElement;

  constructor() {
    super();
    for (const type of ['dragover', 'dragleave', 'drop'] as const) this.addEventListener(type, this.#drag);
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
    const { t, disabled, draft, more } = this;
    if (!t) return nothing;
    if (this.quote && !more) void this.#use();
    const left = MAX - draft.length;
    return html`${more?.above()}
      <div class="pill" ?hidden=${more?.recording}>
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
      ${more?.below()}`;
  }

  #button(name: string, key: Key, path: string, act: () => unknown, off = false) {
    const label = this.t(key);
    const opens = name === 'smile';
    return html`<button class="icon-btn ${name}" type="button" aria-label=${label} title=${label} ?disabled=${this.disabled || off}
      aria-haspopup=${opens ? 'dialog' : nothing} aria-expanded=${opens ? String(!!this.more?.smiling) : nothing} @click=${act}>${drawing(name, path)}</button>`;
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

  /** What the rest of it does here. */
  #tell = (type: string, detail: object = {}) =>
    this.dispatchEvent(new CustomEvent(type, { detail, cancelable: true }));
  #typed = () => {
    this.draft = this.field.value;
    this.failed = undefined;
    this.#tell('im-input', { text: this.draft });
  };
  #input() {
    this.#typed();
  }
  #keys(event: KeyboardEvent) {
    // Safari ends a composition before it tells of the key that did it: 229.
    if (event.isComposing || (event as { keyCode?: number }).keyCode === 229) return;
    if (event.key === 'Escape' && this.quote) {
      event.stopPropagation();
      return void this.more?.unquote();
    }
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return;
    if (this.sendKey !== 'enter' && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.#send();
  }
  #send() {
    const text = this.field.value.trim();
    if (!(text || this.holds) || text.length > MAX || !this.#tell('im-compose', { text })) return;
    this.clear();
    this.failed = undefined;
    this.focus();
  }
  #choose() {
    this.files.click();
  }
  #attach() {
    this.#take(this.files.files);
    this.files.value = '';
  }
  #take(list: FileList | null | undefined) {
    const files = [...(list ?? [])];
    if (!files.length || this.disabled) return false;
    this.failed = undefined;
    this.#tell('im-attach', { files });
    this.focus();
    return true;
  }
  /** Text that comes with its picture, as from an office, is text. */
  #paste(event: ClipboardEvent) {
    const { clipboardData } = event;
    if (!clipboardData?.types.includes('text/plain') && this.#take(clipboardData?.files)) event.preventDefault();
  }
  #drag(event: DragEvent) {
    const { dataTransfer, type, relatedTarget } = event;
    if (!dataTransfer?.types.includes('Files') || this.disabled) return;
    event.preventDefault();
    if (type === 'drop') this.#take(dataTransfer.files);
    const over = type === 'dragover' || (relatedTarget instanceof Node && this.contains(relatedTarget));
    void this.#use(more => {
      more.hold(over && type !== 'drop');
    });
  }
  #smile() {
    void this.#use(more => more.smile());
  }
  #record() {
    void this.#use(more => more.record());
  }
  /** Hands over to what is loaded now. */
  async #use(act?: (more: ComposerMore) => unknown) {
    try {
      if (!this.more) {
        const { ComposerMore } = await import('./composer-more.js');
        this.more ??= new ComposerMore(this, this.#tell, this.#typed);
      }
      await act?.(this.more);
    } catch (error) {
      console.warn('im-elements: a part could not be loaded:', error);
      this.say('eOther');
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'im-composer': ImComposer;
  }
}
