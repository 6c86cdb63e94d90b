/** What the lists of the widget say to who knows nobody yet: the own ID to give away, and the way to find somebody by theirs. */
import { css, html } from 'lit';
import { emptyState } from '../ui/controls.js';
import { personFacts } from '../ui/person-facts.js';
import type { ImElement } from './base/im-element.js';
import { inside } from './base/lazy.js';

export const newcomerStyles = css`
  .empty :is(dl, dd) { display: flex; flex-wrap: wrap; align-items: center; justify-content: center; gap: 4px 8px; margin: 0; font-size: 0.9375em; }
  .empty dt { color: var(--_muted); }
  .empty dd { gap: 2px; font-variant-numeric: tabular-nums; }
  .empty dd .icon { inline-size: 18px; }
`;

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
