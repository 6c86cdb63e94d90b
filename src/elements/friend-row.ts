/** One friend in the list: picture, name, what is known about their presence, and the menu. */
import { html, nothing } from 'lit';
import { avatar } from '../ui/avatar.js';
import { icon } from '../ui/icons.js';
import type { Translate } from '../ui/localize.js';
import { marked } from '../ui/marked.js';
import type { Entry } from './friend-order.js';

export interface FriendRowParts {
  t: Translate;
  /** Lower case; "" = no search. */
  query: string;
  index: number;
  total: number;
  /** Set on the first row of a section: its letter, "" for the pinned. */
  section: string | undefined;
  tabIndex: number;
  /** Stands for the name while the remark is edited; else `nothing`. */
  field: unknown;
  /** This friend's card or chat is open. */
  current: boolean;
  hosts: readonly string[];
  platforms: readonly number[] | undefined;
  presence: string;
  /** The mark of what waits for the network. */
  waits?: unknown;
  /** Messages of theirs that are unread. */
  unread?: number;
}

export function friendRow({ friend, name }: Entry, row: FriendRowParts) {
  const { t, query, presence, section, tabIndex } = row;
  const { userID, nickname, remark, faceURL } = friend;
  const below = [
    remark && marked(nickname, query),
    // Found by the ID: say so.
    query && name !== userID && userID.toLowerCase().includes(query) && marked(userID, query),
    presence,
  ].filter(Boolean);
  const more = t('more', { name });
  return html`<li part="item" data-id=${userID} aria-label=${name} aria-setsize=${row.total} aria-posinset=${row.index + 1}>
    ${section === undefined ? nothing : html`<div class="section" part="letter" aria-hidden="true">${section || t('pinned')}</div>`}
    <div class=${row.current ? 'line current' : 'line'}>
      ${avatar({ userID, name, faceURL, hosts: row.hosts, platforms: row.platforms, t })}
      ${
        row.field !== nothing
          ? row.field
          : html`<span class="text"
              ><button class="open name cut" part="row" type="button" data-focus tabindex=${tabIndex} dir="auto" aria-description=${presence || nothing}
                aria-current=${row.current ? 'true' : nothing}>${marked(name, query)}</button
              ><span class="sub cut">${below.map((part, i) => (i ? [' · ', part] : part))}</span></span
            >${row.waits ?? nothing}<slot name="badge-${userID}">${row.unread ? html`<span class="badge" title=${t('unreadMessages', { n: row.unread })}>${row.unread}</span>` : nothing}</slot>
            <button class="icon-btn more" type="button" tabindex=${tabIndex} aria-haspopup="menu" aria-label=${more} title=${more}>${icon('more')}</button>`
      }
    </div>
  </li>`;
}

/** The row that an element is in, and whose it is. */
export const rowOf = (target: Element) => target.closest<HTMLElement>('[data-id]');
export const idOf = (target: Element) => rowOf(target)?.dataset.id ?? '';
