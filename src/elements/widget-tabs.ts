/** The tabs of the widget's panel, with how much is new in each. */
import { html, nothing } from 'lit';
import { icon, type IconName } from '../ui/icons.js';
import type { Key, Translate } from '../ui/localize.js';

export const tabs = ['chats', 'friends', 'requests'] as const;
export type Tab = (typeof tabs)[number];

const words: Readonly<Record<Tab, readonly [Key, IconName]>> = {
  chats: ['chats', 'message'],
  friends: ['friends', 'user'],
  requests: ['requestsTab', 'userAdd'],
};

export interface TabRowParts {
  t: Translate;
  chosen: Tab;
  counts: Readonly<Partial<Record<Tab, number | undefined>>>;
  rtl: boolean;
  /** A tab was chosen; `focus`: by a key, so that the focus goes with it. */
  turn: (tab: Tab, focus?: boolean) => void;
}

/** Arrows choose, Home and End, too. What the tabs show has the id `view`. */
export function tabRow({ t, chosen, counts, rtl, turn }: TabRowParts) {
  const keys = (event: KeyboardEvent) => {
    const at = tabs.indexOf(chosen);
    const step = rtl ? -1 : 1;
    const to = { ArrowRight: at + step, ArrowLeft: at - step, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    turn(tabs.at(to % tabs.length)!, true);
  };
  return html`<div class="tabs" role="tablist" aria-label=${t('chat')} @keydown=${keys}>
    ${tabs.map(tab => {
      const [key, picture] = words[tab];
      const word = t(key);
      const n = counts[tab];
      return html`<button type="button" role="tab" id=${tab} aria-controls="view" aria-selected=${tab === chosen} tabindex=${tab === chosen ? 0 : -1}
        aria-label=${n ? `${word} (${n})` : word} @click=${() => {
          turn(tab);
        }}><span>${icon(picture)}${n ? html`<b class="badge" data-n=${n > 99 ? '99+' : n}></b>` : nothing}</span>${word}</button>`;
    })}
  </div>`;
}
