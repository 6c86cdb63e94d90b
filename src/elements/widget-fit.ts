/** Room for the widget's panel beside the keyboard of a phone. */
import type { ReactiveController } from 'lit';
import type { ImElement } from './base/im-element.js';

/** Keeps the panel where the keyboard of a phone leaves room. */
export function fitPanel(panel: HTMLElement | null) {
  const { visualViewport: view } = window;
  // Of a page that is zoomed in, only a part is seen: that is no keyboard.
  if (!view || !panel || view.scale > 1.01) return;
  const { height, offsetTop } = view;
  panel.style.setProperty('--_high', `${height}px`);
  panel.style.setProperty('--_top', `${offsetTop}px`);
  panel.style.setProperty('--_keys', `${Math.max(0, innerHeight - height - offsetTop)}px`);
}

/** Keeps the panel of its host there. */
export class WidgetFit implements ReactiveController {
  #listening: AbortController | undefined;

  constructor(readonly host: ImElement) {
    host.addController(this);
  }
  hostConnected() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    for (const type of ['resize', 'scroll']) window.visualViewport?.addEventListener(type, this.#fit, { signal });
  }
  hostDisconnected() {
    this.#listening?.abort();
  }
  hostUpdated() {
    this.#fit();
  }

  #fit = () => {
    fitPanel(this.host.renderRoot.querySelector<HTMLElement>('.panel'));
  };
}
