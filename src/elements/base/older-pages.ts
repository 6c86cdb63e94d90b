/** Loads older pages when the end of a list comes near: watches the `.more` element that stands for what is still on the server. */
import { html, type ReactiveController } from 'lit';
import { spinner } from '../../ui/basics.js';
import type { ImElement } from './im-element.js';

export class OlderPages implements ReactiveController {
  #busy = false;
  /** Why the last page could not be loaded. */
  #failed = '';
  #observer: IntersectionObserver | undefined;

  /** @param load - loads the next page; gives "" or what went wrong, in words. */
  constructor(
    readonly host: ImElement,
    readonly load: () => Promise<string>,
  ) {
    host.addController(this);
  }

  /** The end of the list while there is more. */
  render(retryLabel: string) {
    return html`<div class="more">${
      this.#failed
        ? html`<span class="error" role="status">${this.#failed}</span>
          <button class="btn" type="button" @click=${this.#next}>${retryLabel}</button>`
        : spinner()
    }</div>`;
  }

  hostUpdated() {
    this.#observer ??= new IntersectionObserver(
      seen => {
        if (seen.some(({ isIntersecting }) => isIntersecting)) void this.#next();
      },
      { rootMargin: '240px' },
    );
    // Observing anew reports at once: a short page may leave the end in view.
    this.#observer.disconnect();
    const more = this.host.renderRoot.querySelector('.more');
    if (more && !this.#busy && !this.#failed) this.#observer.observe(more);
  }
  hostDisconnected() {
    this.#observer?.disconnect();
  }

  #next = async () => {
    if (this.#busy) return;
    this.#busy = true;
    this.#failed = '';
    this.host.requestUpdate();
    this.#failed = await this.load();
    this.#busy = false;
    this.host.requestUpdate();
  };
}
