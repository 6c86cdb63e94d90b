/** What the lists of the widget say to who knows nobody yet: the own ID to give away, and the way to find somebody by theirs. */
import { html } from 'lit';
import { emptyState } from '../ui/controls.js';
import { personFacts } from '../ui/person-facts.js';
import type { ImElement } from './base/im-element.js';
import { inside } from './base/lazy.js';

export interface NewcomerParts {
  /** The own ID. */
  userID: string;
  add: (event: Event) => void;
  say: (text: string) => void;
}

export function newcomer(host: ImElement, { userID, add, say }: NewcomerParts) {
  const { t, locale } = inside(host);
  const copied = () => {
    say(t('copied'));
  };
  const action = html`<button class="btn primary" type="button" @click=${add}>${t('addFriend')}</button>${personFacts({ t, locale, userID, friend: undefined, copied })}`;
  return html`<div slot="empty">${emptyState({ icon: 'user', text: t('noFriends'), action })}</div>`;
}
