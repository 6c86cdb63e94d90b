/** "Sign in to see this.", said once: by the first list on the page, and by none where there is a sign-in card. */
import type { ImElement } from './im-element.js';
import { keepPlace, places } from './sign-in-places.js';

export class SignInHint {
  constructor(readonly host: ImElement) {
    keepPlace(host, false);
  }

  /** Another element of the same client says it, or makes it needless. */
  get quiet() {
    const { host } = this;
    return [...places].some(
      ([other, card]) =>
        other !== host &&
        other.client === host.client &&
        (card || other.compareDocumentPosition(host) & Node.DOCUMENT_POSITION_FOLLOWING),
    );
  }
}
