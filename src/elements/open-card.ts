/** Gives a page without a card of its own one, when somebody's card is wanted. */
import { cardFocus, followerOf } from './base/focus.js';
import { define } from './base/define.js';
import type { ImElement } from './base/im-element.js';
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
