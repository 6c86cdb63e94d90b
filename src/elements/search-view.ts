/** A search over friends, conversations and messages: the field, and what was found by groups; for `<im-search>` and the list of conversations. */
import { html, nothing, type ReactiveController } from 'lit';
import type { State } from '../core/state.js';
import { chat } from '../locales/en/chat.js';
import { chatMore } from '../locales/en/chat-more.js';
import { chats } from '../locales/en/chats.js';
import { friends } from '../locales/en/friends.js';
import { lists } from '../locales/en/lists.js';
import { chatLanguages } from '../locales/groups/chat.js';
import { avatar } from '../ui/avatar.js';
import { type Key, speak } from '../ui/localize.js';
import { marked } from '../ui/marked.js';
import { searchField } from '../ui/search-field.js';
import { timeTitle } from '../ui/time.js';
import { type ImElement, Select } from './base/im-element.js';
import { adopt, inside } from './base/lazy.js';
import { imageHosts } from './base/registry.js';
import type { Body } from './base/shell.js';
import { faceOf, shortTime } from './conversation-row.js';
import { conversationStyles } from './conversation-styles.js';
import { ensureCard } from './open-card.js';
import { searchStyles } from './search-styles.js';
import { findAll, type Found, type Group } from './search-find.js';

/** Typing should not ask for every letter. */
const WAIT_MS = 180;
/** Shown of a group until more is wanted. */
const FEW = 5;
/** Of a message, before the match. */
const LEAD = 24;

/** The part of a long text where the match is. */
const around = (text: string, query: string) => {
  const at = text.toLowerCase().indexOf(query);
  return at > LEAD ? `…${text.slice(at - LEAD)}` : text;
};

export class SearchView implements Body, ReactiveController {
  query = '';
  #browsing = false;
  #state: Select<Readonly<State>>;
  #groups: readonly Group[] = [];
  #whole = new Set<Key>();
  #error = '';
  #asked = '';
  #done = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #at = -1;
  #wanted = false;

  /** @param part - it stands above something else, which it hides while it searches. */
  constructor(
    readonly host: ImElement,
    readonly part = false,
  ) {
    speak({ ...lists, ...friends });
    speak({ ...chat, ...chats, ...chatMore }, chatLanguages);
    adopt(host, ...(part ? [] : [conversationStyles]), searchStyles);
    this.#state = new Select(host, ['session', 'conversations', 'friends'], state => state);
    host.addController(this);
  }
  hostUpdated() {
    const field = this.#field;
    const active = this.#active;
    if (field) {
      // The field of all lists knows nothing of a list of its own.
      for (const [name, value] of [
        ['aria-controls', active || this.#groups.length ? 'found' : ''],
        ['aria-activedescendant', active ? `found-${this.#at}` : ''],
        ['aria-autocomplete', 'list'],
      ] as const)
        if (value) field.setAttribute(name, value);
        else field.removeAttribute(name);
    }
    if (active) this.host.renderRoot.querySelector('.active')?.scrollIntoView({ block: 'nearest' });
    if (this.#wanted && field) {
      this.#wanted = false;
      field.focus();
    }
    if (!this.part && this.host.client?.state.focus) ensureCard(this.host);
  }
  hostDisconnected() {
    clearTimeout(this.#timer);
  }

  /** Something is searched for. */
  get active() {
    return this.#browsing || !!this.#query;
  }
  get #query() {
    return this.query.trim().toLowerCase();
  }
  get #field() {
    return this.host.renderRoot.querySelector<HTMLInputElement>('.find input');
  }
  /** What the arrow keys go through: what was found, and the ways to more. */
  get #options(): readonly (Found | Key)[] {
    return this.#groups.flatMap(([title, found]): readonly (Found | Key)[] =>
      this.#whole.has(title) || found.length <= FEW ? found : [...found.slice(0, FEW), title],
    );
  }
  get #active() {
    return this.#options[this.#at];
  }

  /** Gives whether there is a field to focus. */
  focus(): boolean {
    this.#field?.focus();
    return !!this.#field;
  }
  /** Shows all friends, to choose one of them. */
  browse() {
    this.#browsing = this.#wanted = true;
    void this.#find();
    this.host.requestUpdate();
  }

  render() {
    const { host } = this;
    const { t, mark } = inside(host);
    if (this.#state.value?.session.userID === '') return nothing;
    const options = this.#options;
    const count = this.#groups.reduce((sum, [, found]) => sum + found.length, 0);
    const settled = this.#done === this.#query && this.active;
    const nobody = settled && !count && !this.#error;
    if (!this.part) {
      mark.call(host, 'empty', nobody);
      mark.call(host, 'error', !!this.#error);
    }
    const said =
      this.#error ||
      (nobody
        ? t('nothingFound', { query: this.query.trim() })
        : settled && this.#query
          ? t('resultCount', { n: count })
          : '');
    return html`<div class="finder" @click=${this.#clicked} @keydown=${this.#keys}><div class="top find"><div class="row bar"><div class="grow">${searchField({ label: t('searchAll'), clear: t('clear'), value: this.query, input: this.#typed })}</div>${
      this.#browsing
        ? html`<button class="btn link" type="button" @click=${this.#leave}>${t('cancel')}</button>`
        : nothing
    }</div>
      <p class=${count && !this.#error ? 'sr' : 'hint none'} role="status">${said || (this.part || this.active ? '' : t('searchHint'))}</p></div>
      <div class="body" ?hidden=${!this.active || !count}><div class="scroll"><div class="found" id="found" role="listbox" tabindex="0" aria-activedescendant=${this.#active ? `found-${this.#at}` : nothing} part="list" aria-label=${t('searchAll')} @mousedown=${this.#keep}>
        ${this.#groups.map(([title, found]) => {
          const id = `group-${title}`;
          const whole = this.#whole.has(title) || found.length <= FEW;
          const from = options.indexOf(found[0]!);
          return html`<div role="group" aria-labelledby=${id}><div class="section" id=${id}>${t(title)} <span>${found.length}</span></div>
            ${(whole ? found : found.slice(0, FEW)).map((one, i) => this.#row(one, from + i))}
            ${whole ? nothing : html`<div role="option" id="found-${from + FEW}" data-at=${from + FEW} class=${this.#at === from + FEW ? 'more-found active' : 'more-found'} aria-selected=${this.#at === from + FEW}>${t('showAll', { n: found.length })}</div>`}</div>`;
        })}
      </div></div></div></div>`;
  }

  #row(one: Found, at: number) {
    const { t, locale } = inside(this.host);
    const query = this.#query;
    const active = this.#at === at;
    return html`<div role="option" part="item" id="found-${at}" data-at=${at} aria-selected=${active} class=${active ? 'line active' : 'line'}>
      ${avatar({ userID: faceOf(one), name: one.name, faceURL: one.faceURL, hosts: imageHosts(this.host.client), t })}
      <div class="text"><div class="top-line"><span class="name cut" dir="auto">${one.seq ? one.name : marked(one.name, query)}</span>${
        one.time
          ? html`<span class="when"><time title=${timeTitle(one.time, locale)}>${shortTime(one.time, locale)}</time></span>`
          : nothing
      }</div>${one.below ? html`<span class="sub cut" dir="auto">${marked(around(one.below, query), query)}</span>` : nothing}</div></div>`;
  }

  /** Asks for all three at once; a late answer to an older question is dropped. */
  #find = async () => {
    const query = this.#query;
    const { host } = this;
    this.#asked = query;
    if (!this.active) return;
    const error = await inside(host).attempt('searchLocalMessages', async client => {
      const groups = await findAll(client, query, inside(host).t);
      if (this.#asked !== query) return;
      this.#groups = groups.filter(([, found]) => found.length);
      this.#at = -1;
    });
    if (this.#asked !== query) return;
    this.#error = error ? inside(host).t.error(error) : '';
    this.#done = query;
    host.requestUpdate();
  };

  #choose(at: number) {
    const option = this.#options[at];
    if (typeof option === 'string') {
      this.#whole.add(option);
      this.#at = at;
      this.host.requestUpdate();
    } else if (option) {
      const { host } = this;
      const { userID, conversationID, seq } = option;
      const go = conversationID
        ? inside(host).emit('im-conversation-select', { conversationID, userID, ...(seq && { seq }) })
        : inside(host).emit('im-friend-select', { userID });
      if (go && userID) host.client?.setFocus({ userID, kind: 'chat', ...(seq && { seq }) });
      if (this.#browsing) this.#leave();
    }
  }
  #leave = () => {
    this.query = '';
    this.#browsing = false;
    this.#reset();
  };
  #reset() {
    clearTimeout(this.#timer);
    this.#whole.clear();
    this.#at = -1;
    if (this.active) this.#timer = setTimeout(this.#find, WAIT_MS);
    else {
      this.#asked = this.#done = this.#error = '';
      this.#groups = [];
    }
    this.host.requestUpdate();
  }
  #typed = (event: Event) => {
    this.query = (event.target as HTMLInputElement).value;
    this.#reset();
  };
  #keys = (event: KeyboardEvent) => {
    // The buttons have keys of their own.
    if (event.isComposing || (event.target as Element).localName === 'button') return;
    const last = this.#options.length - 1;
    if (event.key === 'ArrowDown') this.#at = this.#at < last ? this.#at + 1 : 0;
    else if (event.key === 'ArrowUp') this.#at = this.#at > 0 ? this.#at - 1 : last;
    else if (event.key === 'Enter' && last >= 0) this.#choose(Math.max(0, this.#at));
    else if (event.key === 'Escape' && this.active) this.#leave();
    else return;
    event.preventDefault();
    this.host.requestUpdate();
  };
  #clicked = (event: MouseEvent) => {
    const { at } = (event.target as Element).closest<HTMLElement>('[data-at]')?.dataset ?? {};
    if (at) this.#choose(Number(at));
  };
  /** The focus stays in the field. */
  #keep = (event: MouseEvent) => {
    event.preventDefault();
  };
}
