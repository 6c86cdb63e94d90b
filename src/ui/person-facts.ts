/** What is known about somebody, as a list of terms: the ID to copy, and since when and how you are friends. */
import { html, nothing } from 'lit';
import type { FriendItem } from '../protocol/model.js';
import { icon } from './icons.js';
import type { Key, Translate } from './localize.js';
import { timeTitle } from './time.js';

/** By `addSource`: 1 import, 2 application. */
const SOURCES: Readonly<Record<number, Key>> = { 1: 'byImport', 2: 'byRequest' };

export interface PersonFactsParts {
  t: Translate;
  locale: string;
  userID: string;
  friend: FriendItem | undefined;
  /** The ID is in the clipboard. */
  copied: () => void;
}

export function personFacts({ t, locale, userID, friend, copied }: PersonFactsParts) {
  const copy = async (event: Event) => {
    const text = (event.currentTarget as Element).previousElementSibling!;
    try {
      await navigator.clipboard.writeText(userID);
      copied();
    } catch {
      // Not allowed here: selected, it can be copied by hand.
      getSelection()?.selectAllChildren(text);
    }
  };
  const source = friend && SOURCES[friend.addSource];
  const date = (ms: number) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(ms);
  return html`<dl part="facts">
    <dt>ID</dt>
    <dd><span dir="ltr">${userID}</span><button class="icon-btn" type="button" aria-label=${t('copyID')} title=${t('copyID')} @click=${(event: Event) => void copy(event)}>${icon('copy')}</button></dd>
    ${friend?.createTime ? html`<dt>${t('since')}</dt><dd><span><time title=${timeTitle(friend.createTime, locale)}>${date(friend.createTime)}</time>${source ? `, ${t(source)}` : ''}</span></dd>` : nothing}
  </dl>`;
}
