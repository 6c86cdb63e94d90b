/** The room that the widget's panel has where the keyboard of a phone takes some, and the pictures for more or less of it. */
import type { ReactiveController, ReactiveElement } from 'lit';
import { drawing } from '../ui/drawing.js';

export const sizes = {
  larger: drawing('larger', 'M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7'),
  smaller: drawing('smaller', 'M13 5v6h6M13 11l7-7M11 19v-6H5M11 13l-7 7'),
};
const changes = ['resize', 'scroll'] as const;

export class WidgetRoom implements ReactiveController {
  constructor(readonly host: ReactiveElement) {
    host.addController(this);
  }
  hostConnected() {
    for (const type of changes) window.visualViewport?.addEventListener(type, this.fit);
  }
  hostDisconnected() {
    for (const type of changes) window.visualViewport?.removeEventListener(type, this.fit);
  }

  /** Puts the focus where one signs in, when that is there. */
  async signIn(panel: HTMLElement) {
    await customElements.whenDefined('im-login-card');
    await new Promise(requestAnimationFrame);
    const card = panel.querySelector('im-login')?.shadowRoot?.querySelector<HTMLElement>('im-login-card');
    if (panel.matches(':focus')) card?.focus();
  }

  readonly fit = () => {
    const { visualViewport: view } = window;
    const panel = this.host.renderRoot.querySelector<HTMLElement>('.panel');
    // Of a page that is zoomed in, only a part is seen: that is no keyboard.
    if (!view || !panel || view.scale > 1.01) return;
    const { height, offsetTop } = view;
    panel.style.setProperty('--_high', `${height}px`);
    panel.style.setProperty('--_top', `${offsetTop}px`);
    panel.style.setProperty('--_keys', `${Math.max(0, innerHeight - height - offsetTop)}px`);
  };
}
