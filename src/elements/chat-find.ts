/** The search in one conversation: a field above the messages, and a way from hit to hit. */
import { css, html, nothing } from 'lit';
import type { Client } from '../core/api.js';
import { drawing } from '../ui/drawing.js';
import type { Key } from '../ui/localize.js';
import type { ImElement } from './base/im-element.js';
import { adopt, inside } from './base/lazy.js';

/** Results that one can step through. */
const FOUND = 100;

const styles = css`
  .find { display: flex; align-items: center; gap: 4px; padding: 6px 12px; border-block-end: 1px solid var(--_border); }
  .find .input { flex: 1; min-block-size: 34px; border-radius: 18px; }
  .find .hint { min-inline-size: 5em; text-align: center; font-variant-numeric: tabular-nums; }
  .find .icon.up { transform: scaleY(-1); }
`;

export interface ChatFindParts {
  conversationID: () => string;
  jump: (seq: number) => void;
  /** Runs something of the client; says when it fails. */
  act: (name: string, run: (client: Client) => Promise<unknown>) => Promise<boolean>;
}

export class ChatFind {
  /** What is searched for, and where the hits are, newest first; undefined = no search. */
  #search: { seqs: readonly number[]; at: number; query: string } | undefined;
  /** In which conversation. */
  #in = '';

  constructor(
    readonly host: ImElement,
    readonly parts: ChatFindParts,
  ) {
    adopt(host, styles);
  }

  async open() {
    this.#in = this.parts.conversationID();
    this.#search = { seqs: [], at: 0, query: '' };
    this.host.requestUpdate();
    await this.host.updateComplete;
    this.host.renderRoot.querySelector<HTMLElement>('.find input')?.focus();
  }

  render() {
    if (this.#in !== this.parts.conversationID()) this.#search = undefined;
    if (!this.#search) return nothing;
    const { t, locale } = inside(this.host);
    const { seqs, at, query } = this.#search;
    const n = seqs.length;
    const said = !query ? '' : n ? t('findCount', { at: at + 1, n }) : t('findNone');
    const step = (by: number, label: Key, name: string) =>
      html`<button class="icon-btn" type="button" aria-label=${t(label)} title=${t(label)} ?disabled=${!n} @click=${() => this.#step(by)}>${drawing(name, 'M6 9.500l6 6 6-6')}</button>`;
    return html`<div class="find" role="search" lang=${locale} @keydown=${this.#keys}>
      <input class="input" type="search" dir="auto" aria-label=${t('findInChat')} placeholder=${t('findInChat')} @input=${this.#typed} />
      <span class="hint" role="status">${said}</span>${step(1, 'findBack', 'up')}${step(-1, 'findNext', 'down')}
      <button class="icon-btn" type="button" aria-label=${t('close')} title=${t('close')} @click=${this.#closed}>${drawing('close', 'M6 6l12 12M18 6L6 18')}</button></div>`;
  }

  #typed = async (event: Event) => {
    const query = (event.target as HTMLInputElement).value.trim();
    if (!this.#search) return;
    this.#search = { ...this.#search, query };
    const conversationID = this.parts.conversationID();
    let seqs: number[] = [];
    if (query)
      await this.parts.act('searchLocalMessages', async client => {
        const { searchResultItems } = await client.searchLocalMessages({
          conversationID,
          keywordList: [query],
          pageIndex: 1,
          count: FOUND,
        });
        seqs = searchResultItems.flatMap(({ messageList }) => messageList.map(({ seq }) => seq));
      });
    // Meanwhile something else may be searched for.
    if (this.#search?.query !== query) return;
    this.#search = { seqs: seqs.filter(Boolean).sort((a, b) => b - a), at: 0, query };
    this.#step(0);
  };
  #step(by: number) {
    const { seqs, at } = this.#search!;
    const next = seqs.length ? (at + by + seqs.length) % seqs.length : 0;
    this.#search = { ...this.#search!, at: next };
    if (seqs.length) this.parts.jump(seqs[next]!);
    this.host.requestUpdate();
  }
  #keys = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Escape') this.#closed();
    else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) this.#step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  };
  #closed = () => {
    this.#search = undefined;
    this.host.requestUpdate();
    this.host.focus();
  };
}
