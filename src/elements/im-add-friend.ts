/** `<im-add-friend>`: finds people, says where one stands with each, and sends a request with a greeting. */
import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Client } from '../core/api.js';
import { standing } from '../core/standing.js';
import type { ImError } from '../protocol/errors.js';
import type { PublicUserInfo } from '../protocol/model.js';
import { people } from '../locales/en/people.js';
import { avatarStyles } from '../ui/avatar.js';
import { spinner } from '../ui/basics.js';
import { controls, emptyState, errorState, skeletonRows } from '../ui/controls.js';
import { greeting, greetingStyles } from '../ui/greeting.js';
import { icon } from '../ui/icons.js';
import { nameOf, person, personStyles } from '../ui/person.js';
import { Notice } from '../ui/toast.js';
import { base } from '../ui/tokens.js';
import { ImElement } from './base/im-element.js';
import { imageHosts } from './base/registry.js';
import { ensureCard } from './open-card.js';

const TYPING_MS = 250;
const PAGE = 20;

type Found = Pick<PublicUserInfo, 'userID' | 'nickname' | 'faceURL'>;

type Page = { total: number; users: readonly Found[] };

/** One page of people; a backend without a search knows whole IDs only. */
async function find(client: Client, keyword: string, offset: number): Promise<Page> {
  if (client.state.capabilities.has('relation.search')) return client.searchUsers(keyword, { offset, count: PAGE });
  const users = await client.getUsersInfo([keyword]);
  return { total: users.length, users };
}

/**
 * One field finds people by ID, account, phone, e-mail or part of a name; each row says where you stand.
 *
 * @element im-add-friend
 * @slot empty - Shown before anything was typed.
 * @fires {CustomEvent<{ userID: string }>} im-user-select - A person's picture was chosen. Unless prevented, their card opens.
 * @csspart field - The search field.
 * @csspart list - The people found.
 * @csspart item - One person.
 * @csspart avatar - The picture's button.
 * @csspart name - The name.
 * @csspart actions - The button or the word at the end of a row.
 * @csspart greeting - The form for the greeting.
 * @cssstate loading - A search is on its way.
 * @cssstate empty - The search found nobody.
 * @cssstate error - The search failed.
 * @cssstate offline - There is no connection.
 * @cssstate pending - A request is on its way.
 */
export class ImAddFriend extends ImElement {
  static override words = people;
  static override styles = [
    base,
    controls,
    avatarStyles,
    personStyles,
    greetingStyles,
    css`
    :host { padding: calc(var(--_space) * 2); }
    .find { position: relative; }
    .find > .icon { position: absolute; inset-block: 0; inset-inline-start: calc(var(--_space) * 3); margin-block: auto; color: var(--_muted); pointer-events: none; }
    .find .input { padding-inline-start: calc(var(--_space) * 4 + 20px); }
    .under { margin: calc(var(--_space) * 2) calc(var(--_space) * 1) 0; }
    .people, .skeletons { margin-block-start: calc(var(--_space) * 2); }
    .standing { color: var(--_muted); font-size: 0.875em; }
    .next { display: grid; place-items: center; margin-block-start: calc(var(--_space) * 2); }
  `,
  ];

  #me = this.select(['session'], ({ session }) => session.userID);
  #state = this.select(['session', 'friends', 'requests', 'blacks'], state => state);
  #offline = this.select(['connection'], ({ connection }) => connection.status === 'offline');
  #notice = new Notice(this);
  #query = '';
  #turn = 0; // answers of an earlier search are dropped
  #timer: ReturnType<typeof setTimeout> | undefined;
  #searching = false;
  #found: readonly Found[] | undefined;
  #total = 0;
  #error: ImError | undefined;
  #greeted = ''; // whose greeting is being written
  #length = 0;
  #busy = new Set<string>();
  #refused = '';

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override render() {
    const me = this.#me.value;
    if (me === '') {
      this.#reset();
      this.#query = '';
    }
    const found = this.#found;
    const none = !!found && !found.length && !this.#searching;
    this.mark('loading', this.#searching);
    this.mark('empty', none);
    this.mark('error', !!this.#error);
    this.mark('offline', !!this.#offline.value);
    this.mark('pending', this.#busy.size > 0);
    if (me === '') return emptyState({ icon: 'userAdd', text: this.t('signInFirst') });
    return html`
      <form @submit=${this.#now}>
        <div class="find">
          ${icon('search')}
          <input class="input" part="field" type="search" maxlength="64" autocomplete="off" autocapitalize="off" spellcheck="false" dir="auto" enterkeyhint="search"
            aria-label=${this.t('findPeople')} aria-describedby="hint" placeholder=${this.t('findPeople')} .value=${this.#query} @input=${this.#type} @compositionend=${this.#type} />
        </div>
      </form>
      ${found || this.#searching || this.#error ? nothing : html`<slot name="empty"><p class="hint under" id="hint">${this.t([...this.#query.trim()].length === 1 ? 'findShort' : 'findHint')}</p></slot>`}
      ${this.#offline.value && !this.#error ? html`<p class="hint under" role="status">${this.t('offlineFind')}</p>` : nothing}
      ${this.#error && !this.#searching ? errorState({ text: this.t.error(this.#error), retry: () => void this.#search(), label: this.t('tryAgain') }) : nothing}
      ${this.#searching && !found ? skeletonRows(3) : nothing}
      ${none ? emptyState({ icon: 'search', text: this.t('foundNone', { query: this.#query.trim() }) }) : nothing}
      <ul class="people" part="list" role="list" aria-label=${this.t('foundPeople')} ?hidden=${!found?.length}>
        ${repeat(
          found ?? [],
          ({ userID }) => userID,
          user => this.#row(user),
        )}
      </ul>
      ${
        found && found.length < this.#total
          ? html`<div class="next"><button class="btn" type="button" aria-disabled=${this.#searching} @click=${() => this.#search(found.length)}>
            ${this.#searching ? spinner() : nothing}${this.t('showMore')}
          </button></div>`
          : nothing
      }
      <div class="sr" role="status">${found?.length && !this.#searching ? this.t('foundCount', { n: this.#total }) : nothing}</div>
      ${this.#notice.render()}
    `;
  }

  #row(user: Found) {
    const { userID } = user;
    const name = user.nickname || userID;
    return html`<li class="person" part="item" data-id=${userID} tabindex="-1">
      ${person({
        userID,
        name,
        faceURL: user.faceURL,
        hosts: imageHosts(this.client),
        t: this.t,
        open: () => this.#card(userID),
        below: html`<div class="sub" dir="auto">${userID}</div>`,
        end: this.#standing(userID, name),
      })}
      ${this.#greeted === userID ? this.#form(userID, name) : nothing}
    </li>`;
  }

  #standing(userID: string, name: string) {
    const word = this.#state.value ? standing(this.#state.value, userID) : 'add';
    if (word !== 'add' && word !== 'accept') return html`<span class="standing">${this.t(word)}</span>`;
    if (this.#greeted === userID) return nothing;
    const busy = this.#busy.has(userID);
    return html`<button class="btn ${word === 'accept' ? 'primary' : ''}" type="button" aria-disabled=${busy} aria-describedby=${nameOf(userID)}
      @click=${() => (word === 'add' ? this.#greet(userID) : this.#accept(userID, name))}>
      ${busy ? spinner() : nothing}${this.t(word)}
    </button>`;
  }

  #form(userID: string, name: string) {
    return greeting({
      t: this.t,
      describedBy: nameOf(userID),
      length: this.#length,
      busy: this.#busy.has(userID),
      error: this.#refused,
      onInput: this.#counted,
      onSubmit: event => void this.#send(event, userID, name),
      onCancel: () => void this.#leave(userID),
    });
  }

  #reset() {
    clearTimeout(this.#timer);
    this.#turn++;
    this.#searching = false;
    this.#found = this.#error = undefined;
    this.#greeted = '';
  }

  #type(event: Event) {
    this.#query = (event.target as HTMLInputElement).value;
    if ((event as InputEvent).isComposing) return; // half-written words of an input method
    if ([...this.#query.trim()].length < 2) this.#reset();
    else {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#search(), TYPING_MS);
    }
    this.requestUpdate();
  }

  #now(event: Event) {
    event.preventDefault();
    if ([...this.#query.trim()].length > 1) void this.#search();
  }

  async #search(offset = 0) {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    this.#searching = true;
    this.#error = undefined;
    if (!offset) this.#found = undefined;
    this.requestUpdate();
    let page: Page | undefined;
    const error = await this.attempt(
      'searchUsers',
      async client => (page = await find(client, this.#query.trim(), offset)),
    );
    if (turn !== this.#turn) return;
    this.#searching = false;
    this.#error = error;
    if (page) {
      this.#total = page.total;
      this.#found = [...(offset ? (this.#found ?? []) : []), ...page.users];
      if (!page.users.length) this.#total = this.#found.length;
    }
    this.requestUpdate();
  }

  #counted = (event: Event) => {
    this.#length = (event.target as HTMLInputElement).value.length;
    this.requestUpdate();
  };

  async #greet(userID: string) {
    this.#greeted = userID;
    this.#length = 0;
    this.#refused = '';
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.greeting input')?.focus();
  }

  /** Closes the greeting; the focus goes back to the row's button, or to the row. */
  async #leave(userID: string) {
    const inside = this.shadowRoot?.activeElement?.closest('.greeting');
    this.#greeted = '';
    this.requestUpdate();
    await this.updateComplete;
    const row = this.renderRoot.querySelector<HTMLElement>(`[data-id="${CSS.escape(userID)}"]`);
    if (inside) (row?.querySelector<HTMLElement>('.btn') ?? row)?.focus();
  }

  async #send(event: Event, userID: string, name: string) {
    event.preventDefault();
    if (this.#busy.has(userID)) return;
    const reqMsg = this.renderRoot.querySelector<HTMLInputElement>('.greeting input')?.value.trim() ?? '';
    this.#refused = '';
    const error = await this.#run(userID, 'addFriend', client => client.addFriend({ toUserID: userID, reqMsg }));
    if (error) {
      this.#refused = this.t.error(error);
      this.requestUpdate();
      return;
    }
    this.#notice.show(this.t('sentTo', { name }));
    await this.#leave(userID);
  }

  async #accept(userID: string, name: string) {
    const error = await this.#run(userID, 'acceptFriendApplication', client =>
      client.acceptFriendApplication({ toUserID: userID }),
    );
    this.#notice.show(error ? this.t.error(error) : this.t('nowFriends', { name }));
  }

  async #run(userID: string, action: string, run: (client: Client) => Promise<unknown>) {
    this.#busy.add(userID);
    this.requestUpdate();
    const error = await this.attempt(action, run);
    this.#busy.delete(userID);
    this.requestUpdate();
    return error;
  }

  #card(userID: string) {
    if (!this.emit('im-user-select', { userID })) return;
    this.client?.setFocus({ userID, kind: 'card' });
    ensureCard(this);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'im-add-friend': ImAddFriend;
  }
  interface HTMLElementEventMap {
    'im-user-select': CustomEvent<{ userID: string }>;
  }
}
