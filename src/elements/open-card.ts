/** Gives a page without a card of its own one, when somebody's card is wanted. */
import { cardFocus, followerOf } from './base/focus.js';
import { define } from './base/define.js';
import type { ImElement } from './base/im-element.js';
import { inside } from './base/lazy.js';
import { ImUserCard } from './im-user-card.js';

/** Called by elements from which people can be chosen, after `client.setFocus()`; does nothing when someone shows the focus already. */
export function ensureCard(host: ImElement) {
  const { client } = host;
  if (!cardFocus(client) || followerOf(client, 'card')) return;
  define('im-user-card', ImUserCard);
  const card = document.createElement('im-user-card');
  card.client = client;
  host.renderRoot.append(card);
}

/** Somebody was chosen in a list of people: unless the page takes it, the card opens. */
export function showCard(host: ImElement, userID: string) {
  if (!inside(host).emit('im-user-select', { userID })) return;
  host.client?.setFocus({ userID, kind: 'card' });
  ensureCard(host);
}
