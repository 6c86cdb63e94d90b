/** The button that sends a code, counts 60 s down, and sends again. */
import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { spinner } from './basics.js';
import type { Translate } from './localize.js';

const WAIT_S = 60;

export class CodeButton implements ReactiveController {
  #left = 0;
  #sent = false;
  #busy = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }
  hostConnected() {}
  hostDisconnected() {
    this.reset();
  }
  /** For another address the wait begins anew. */
  reset() {
    clearInterval(this.#timer);
    this.#left = 0;
    this.#sent = false;
  }

  /** @param send - true when the code is on its way. */
  render(t: Translate, send: () => Promise<boolean>) {
    const label = this.#left ? t('sendAgainIn', { n: this.#left }) : t(this.#sent ? 'sendAgain' : 'sendCode');
    return html`<button class="btn" type="button" ?disabled=${this.#left > 0} aria-disabled=${this.#busy ? 'true' : nothing} @click=${() => this.#click(send)}>
      ${this.#busy ? spinner() : nothing}${label}
    </button>`;
  }

  async #click(send: () => Promise<boolean>) {
    if (this.#busy || this.#left) return;
    this.#busy = true;
    this.host.requestUpdate();
    const sent = await send();
    this.#busy = false;
    this.host.requestUpdate();
    if (!sent || !this.host.isConnected) return;
    this.#sent = true;
    this.#left = WAIT_S;
    // By the clock, not by ticks: a page in the background ticks slowly.
    const end = Date.now() + WAIT_S * 1000;
    this.#timer = setInterval(() => {
      this.#left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      if (!this.#left) clearInterval(this.#timer);
      this.host.requestUpdate();
    }, 1000);
  }
}
