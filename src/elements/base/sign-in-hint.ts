/** "Sign in to see this.", said once: by the first list on the page, and by none where there is a sign-in card. */
import type { ReactiveController } from 'lit';
import type { ImElement } from './im-element.js';

/** Everybody who says it or stands for it; true = the sign-in card. */
const hosts = new Map<ImElement, boolean>();
const refresh = () => {
  for (const host of hosts.keys()) host.requestUpdate();
};

export class SignInHint implements ReactiveController {
  /** @param card - the host is where one signs in. */
  constructor(
    readonly host: ImElement,
    readonly card = false,
  ) {
    host.addController(this);
    if (host.isConnected) this.hostConnected();
  }
  hostConnected() {
    hosts.set(this.host, this.card);
    refresh();
  }
  hostDisconnected() {
    hosts.delete(this.host);
    refresh();
  }

  /** Another element of the same client says it, or makes it needless. */
  get quiet() {
    const { host } = this;
    return [...hosts].some(
      ([other, card]) =>
        other !== host &&
        other.client === host.client &&
        (card || other.compareDocumentPosition(host) & Node.DOCUMENT_POSITION_FOLLOWING),
    );
  }
}
