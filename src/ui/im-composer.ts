/** Where a message is written: grows with it, sends it by Enter, asks for files. */
import { LitElement, css, html, nothing } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { MessageItem } from '../protocol/chat-model.js';
import { basics } from './basics.js';
import { drawing } from './drawing.js';
import type { Translate } from './localize.js';
import { summary } from './summary.js';
import { base } from './tokens.js';

/**
 * @element im-composer
 * @fires {CustomEvent<{ text: string }>} im-compose - A text is to be sent.
 * @fires {CustomEvent<{ text: string }>} im-input - The text changed.
 * @fires {CustomEvent<{ files: File[] }>} im-attach - Files are to be sent.
 * @fires {CustomEvent} im-unquote - The answer is to be an ordinary message.
 */
export class ImComposer extends LitElement {
  static override styles = [
    base,
    basics,
    css`
      :host { container-type: normal; background: none; padding: calc(var(--_space) * 2) calc(var(--_space) * 3) calc(var(--_space) * 3); }
      :is(.pill, .quote) { max-inline-size: 896px; margin-inline: auto; }
      .pill { display: flex; align-items: end; gap: 2px; padding: 3px; border-radius: 24px; background: var(--_tint); }
      .pill:focus-within { box-shadow: inset 0 0 0 1.5px var(--_focus); }
      textarea { flex: 1; min-inline-size: 0; max-block-size: 160px; padding: 9px 4px; border: 0; outline: none; background: none; resize: none; line-height: 1.4; field-sizing: content; }
      textarea::placeholder { color: var(--_muted); opacity: 1; }
      .icon-btn.send { border-radius: 50%; background: var(--_accent); color: var(--_on-accent); inline-size: 38px; min-block-size: 38px; }
      .icon-btn.send:hover { background: color-mix(in oklab, var(--_accent) 90%, #000); color: var(--_on-accent); }
      .pill .icon-btn { align-self: end; inline-size: 40px; min-block-size: 40px; }
      .quote { display: flex; align-items: center; gap: 8px; padding: 0 4px 8px 12px; font-size: 0.875em; }
      .quote > span { flex: 1; min-inline-size: 0; padding-inline-start: 10px; border-inline-start: 3px solid var(--_accent-text); }
      .quote b { display: block; font-weight: 600; }
      :host(:dir(rtl)) .icon.send { transform: scaleX(-1); }
    `,
  ];

  static define() {
    if (!customElements.get('im-composer')) customElements.define('im-composer', ImComposer);
  }

  @property() draft = '';
  @property({ attribute: false }) quote: MessageItem | undefined;
  @property({ type: Boolean }) disabled = false;
  /** `mod`: Enter breaks the line, and is sent with Ctrl or ⌘. */
  @property() sendKey: 'enter' | 'mod' = 'enter';
  @property({ attribute: false }) t!: Translate;
  @query('textarea') private field!: HTMLTextAreaElement;
  @query('input') private files!: HTMLInputElement;

  override focus() {
    this.field?.focus();
  }
  clear() {
    this.draft = '';
    if (this.field) this.field.value = '';
  }

  override render() {
    const { t, quote } = this;
    if (!t) return nothing;
    return html`${
      quote
        ? html`<div class="quote"><span><b>${t('replyTo', { name: quote.senderNickname })}</b><span class="cut" dir="auto">${summary(quote, t)}</span></span>
          <button class="icon-btn" type="button" aria-label=${t('cancel')} @click=${this.#unquote}>${drawing('close', 'M6 6l12 12M18 6L6 18')}</button></div>`
        : nothing
    }
      <div class="pill">
        <button class="icon-btn" type="button" aria-label=${t('attachFile')} title=${t('attachFile')} ?disabled=${this.disabled} @click=${this.#choose}>${drawing('attach', 'M12 5v14M5 12h14')}</button>
        <textarea rows="1" dir="auto" aria-label=${t('writeMessage')} placeholder=${t('writeMessage')} .value=${this.draft} ?disabled=${this.disabled} @input=${this.#input} @keydown=${this.#keys}></textarea>
        <button class="icon-btn send" type="button" aria-label=${t('send')} title=${t('send')} ?disabled=${this.disabled} @click=${this.#send}>${drawing('send', 'M5 12h14M13 6l6 6-6 6')}</button>
      </div>
      <input type="file" multiple hidden @change=${this.#attach} />`;
  }

  #tell(type: string, detail: object = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
  #input = () => {
    this.draft = this.field.value;
    this.#tell('im-input', { text: this.draft });
  };
  #keys = (event: KeyboardEvent) => {
    if (event.isComposing || event.key !== 'Enter' || event.shiftKey) return;
    if (this.sendKey === 'mod' && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.#send();
  };
  #send = () => {
    const text = this.field.value.trim();
    if (!text) return;
    this.clear();
    this.#tell('im-compose', { text });
    this.focus();
  };
  #unquote = () => {
    this.#tell('im-unquote');
    this.focus();
  };
  #choose = () => {
    this.files.click();
  };
  #attach = () => {
    const files = [...(this.files.files ?? [])];
    this.files.value = '';
    if (files.length) this.#tell('im-attach', { files });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'im-composer': ImComposer;
  }
}
