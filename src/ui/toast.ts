/** A short notice inside an element, said politely, with an undo where it makes sense. */
import { css, html, nothing, type ReactiveController, type ReactiveElement } from 'lit';
import { icon } from './icons.js';
import { Localize } from './localize.js';

const SHOWN_MS = 6000;

const styles = css`
  .notice { position: sticky; inset-block-end: 0; z-index: 1; display: grid; justify-items: center; pointer-events: none; }
  .notice > .row {
    pointer-events: auto; max-inline-size: 100%; margin: calc(var(--_space) * 2); padding: calc(var(--_space) * 1.5) calc(var(--_space) * 3.5); border-radius: var(--_radius);
    background: CanvasText; color: Canvas; box-shadow: 0 4px 16px #0003; font-size: 0.925em;
  }
  .notice .btn { min-block-size: 28px; padding: 0 8px; background: none; color: inherit; text-decoration: underline; text-underline-offset: 3px; }
  @media (forced-colors: active) { .notice > .row { border: 1px solid ButtonBorder; } }
`;

/** `#notice = new Notice(this)`; put `${this.#notice.render()}` last in the template (the region must be there before its words). */
export class Notice implements ReactiveController {
  #text = '';
  #undo: (() => unknown) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #words: Localize;

  /** @param back - gives the focus a place when it was on *Undo*. */
  constructor(
    readonly host: ReactiveElement,
    readonly back?: () => void,
  ) {
    host.addController(this);
    this.#words = new Localize(host);
  }

  /** Says `text`; with `undo`, offers to take it back. Gone after 6 s (held while the pointer or the focus is on it). */
  show(text: string, undo?: () => unknown) {
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

  hostConnected() {
    const { adoptedStyleSheets: worn } = this.host.renderRoot as ShadowRoot;
    if (!worn.includes(styles.styleSheet!)) worn.push(styles.styleSheet!);
  }
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
  #take = async () => {
    const undo = this.#undo;
    const root = this.host.renderRoot as ShadowRoot;
    const focused = !!root.activeElement;
    this.hide();
    await undo?.();
    await this.host.updateComplete;
    if (focused && !root.activeElement) this.back?.();
  };
}
