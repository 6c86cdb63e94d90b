/** A question or a small form in the top layer, on the native `<dialog>`: it traps and returns focus, Escape cancels. */
import { LitElement, css, html, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { spinner } from './basics.js';
import { controls } from './controls.js';
import { base } from './tokens.js';

/** Of a panel smaller than this, a dialog would stick out. */
const ROOM = 360;

/** The panel in the top layer that something is in, if it has room for a dialog. */
function panelAround(element: Element): DOMRect | undefined {
  for (let node: Node | null = element; node; node = node.parentNode ?? ((node as Partial<ShadowRoot>).host || null)) {
    if (!(node instanceof HTMLElement && node.popover)) continue;
    const box = node.getBoundingClientRect();
    if (Math.min(box.width, box.height) >= ROOM) return box;
  }
  return undefined;
}

/**
 * @element im-dialog
 * @slot - Form content between the text and the buttons. Enter in a field confirms.
 * @csspart dialog - The panel.
 */
export class ImDialog extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host { display: contents; }
      dialog {
        inline-size: min(400px, var(--_room, 100vw) - 32px); max-block-size: calc(100dvh - 32px); padding: 22px; border: 1px solid color-mix(in srgb, CanvasText 12%, transparent);
        border-radius: calc(var(--_radius) + 6px); background: var(--_raised); color: var(--im-text, CanvasText); box-shadow: 0 20px 60px #0000004d;
        overflow: auto; overscroll-behavior: contain; text-align: start;
        transition: opacity 0.15s, transform 0.15s;
        @starting-style { opacity: 0; transform: translateY(6px); }
      }
      dialog::backdrop { background: #0006; }
      h2 { margin: 0 0 6px; font-size: 1.125em; font-weight: 650; line-height: 1.3; text-wrap: balance; overflow-wrap: anywhere; }
      p { margin: 0; color: var(--_muted); overflow-wrap: anywhere; }
      slot { display: block; margin-block-start: 16px; }
      slot.none { display: none; }
      .end { justify-content: flex-end; flex-wrap: wrap; gap: 8px; margin-block-start: 22px; }
    `,
  ];

  static define() {
    if (!customElements.get('im-dialog')) customElements.define('im-dialog', ImDialog);
  }

  @property() heading = '';
  @property() text = '';
  /** Without it there is only the other button. */
  @property() confirmLabel = '';
  @property() cancelLabel = '';
  @property({ type: Boolean }) danger = false;
  /** Runs on confirm, with the button busy; false keeps the dialog open (the content says why). */
  @property({ attribute: false }) accept: (() => boolean | Promise<boolean>) | undefined;
  @state() private busy = false;
  @state() private filled = false;
  @query('dialog') private dialog!: HTMLDialogElement;
  #answer: ((yes: boolean) => void) | undefined;

  /** Opens it; resolves with the answer. Asking again while open answers the earlier question with no. */
  async ask(): Promise<boolean> {
    this.#answer?.(false);
    await this.updateComplete;
    this.#place();
    if (!this.dialog.open) this.dialog.showModal();
    return new Promise(resolve => (this.#answer = resolve));
  }

  /** Closes it with no. */
  cancel() {
    this.#close(false);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#close(false);
  }

  override render() {
    return html`<dialog part="dialog" aria-labelledby="h" aria-describedby=${this.text ? 'p' : nothing} @close=${this.#closed} @keydown=${this.#keys} @click=${this.#outside}>
      <h2 id="h">${this.heading}</h2>
      ${this.text ? html`<p id="p">${this.text}</p>` : nothing}
      <slot class=${this.filled ? '' : 'none'} @slotchange=${this.#slotted}></slot>
      <div class="row end">
        <button class="btn ghost" type="button" @click=${this.cancel}>${this.cancelLabel}</button>
        ${
          this.confirmLabel
            ? html`<button class="btn ${this.danger ? 'danger' : 'primary'}" type="button" aria-disabled=${this.busy ? 'true' : nothing} @click=${this.#confirm}>
              ${this.busy ? spinner() : nothing}${this.confirmLabel}
            </button>`
            : nothing
        }
      </div>
    </dialog>`;
  }

  /** Over the panel it was asked in: there one looks. */
  #place() {
    const { style } = this.dialog;
    const box = panelAround(this);
    style.setProperty('inset', box ? `${box.top}px auto auto ${box.left}px` : '');
    style.setProperty('translate', box ? `calc(${box.width / 2}px - 50%) calc(${box.height / 2}px - 50%)` : '');
    style.setProperty('--_room', box ? `${box.width}px` : '');
    style.setProperty('margin', box ? '0' : '');
  }

  // The event comes late: by then it may have been opened again.
  #closed() {
    if (!this.dialog?.open) this.#close(false);
  }
  #close(answer: boolean) {
    const resolve = this.#answer;
    this.#answer = undefined;
    if (this.dialog?.open) this.dialog.close();
    resolve?.(answer);
  }
  #confirm = async () => {
    if (this.busy) return;
    this.busy = true;
    const yes = this.accept ? await this.accept() : true;
    this.busy = false;
    if (yes) this.#close(true);
  };
  #slotted(event: Event) {
    this.filled = (event.target as HTMLSlotElement).assignedElements().length > 0;
  }
  #keys(event: KeyboardEvent) {
    const field = event.composedPath()[0];
    if (event.key === 'Enter' && !event.isComposing && field instanceof HTMLInputElement && field.type !== 'checkbox') {
      event.preventDefault();
      void this.#confirm();
    }
    // What is behind must not hear keys that are meant for the dialog.
    event.stopPropagation();
  }
  #outside(event: MouseEvent) {
    if (event.target === this.dialog && !this.filled) {
      const { left, right, top, bottom } = this.dialog.getBoundingClientRect();
      if (event.clientX < left || event.clientX > right || event.clientY < top || event.clientY > bottom) this.cancel();
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'im-dialog': ImDialog;
  }
}
