/** Where on the page one is told to sign in: the cards, and the lists that say so. */
import type { ImElement } from './im-element.js';

/** true = a sign-in card. */
export const places = new Map<ImElement, boolean>();

/** Keeps a host among the places while it is on the page; with each change the others look again who is to say it. */
export function keepPlace(host: ImElement, card: boolean) {
  const change = (act: () => unknown) => () => {
    act();
    for (const each of places.keys()) each.requestUpdate();
  };
  host.addController({
    hostConnected: change(() => places.set(host, card)),
    hostDisconnected: change(() => places.delete(host)),
  });
}
