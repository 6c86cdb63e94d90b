/** A short notice inside an element, said politely, with an undo where it makes sense. */
import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { icon } from './icons.js';
import { Localize } from './localize.js';

const SHOWN_MS = 6000;

/** `#notice = new Notice(this)`; put `${this.#notice.render()}` last in the template (the region must be there before its words). */
export class Notice implements ReactiveController {
  #text = '';
  #undo: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #words: Localize;

  constructor(readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
    this.#words = new Localize(host);
  }

  /** Says `text`; with `undo`, offers to take it back. Gone after 6 s (held while the pointer or the focus is on it). */
  show(text: string, undo?: () => void) {
    this.#text = text;
    this.#undo = undo;
    this.#start();
    this.host.requestUpdate();
  }

  hide = () => {
    this.#stop();
    this.#text = '';
    this.#undo = undefined;
    this.host.requestUpdate();
  };

  hostDisconnected() {
    this.#stop();
    this.#text = '';
  }

  render() {
    return html`<div class="notice" part="notice" role="status" @pointerenter=${this.#stop} @pointerleave=${this.#start} @focusin=${this.#stop} @focusout=${this.#start}>
      ${
        this.#text
          ? html`<div class="row"><span>${this.#text}</span>${this.#undo ? html`<button class="btn" type="button" @click=${this.#take}>${icon('undo')}${this.#words.t('undo')}</button>` : nothing}</div>`
          : nothing
      }
    </div>`;
  }

  #start = () => {
    this.#stop();
    if (this.#text) this.#timer = setTimeout(this.hide, SHOWN_MS);
  };
  #stop = () => {
    clearTimeout(this.#timer);
  };
  #take = () => {
    const undo = this.#undo;
    this.hide();
    undo?.();
  };
}
