/** The people a search found, loaded when somebody searches: where one stands with each, the request with a greeting, the answer. */
import { css, html, nothing, type ReactiveController } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Client } from '../core/api.js';
import { standing } from '../core/standing.js';
import type { State } from '../core/state.js';
import type { ImError } from '../protocol/errors.js';
import type { PublicUserInfo } from '../protocol/model.js';
import { found } from '../locales/en/found.js';
import { avatarStyles } from '../ui/avatar.js';
import { emptyState, errorState, skeletonRows } from '../ui/controls.js';
import { spinner } from '../ui/basics.js';
import { greeting, greetingStyles } from '../ui/greeting.js';
import { speak } from '../ui/localize.js';
import { nameOf, person, personStyles } from '../ui/person.js';
import { Notice } from '../ui/toast.js';
import { type ImElement, Select } from './base/im-element.js';
import { adopt, inside } from './base/lazy.js';
import { Waiting } from './base/waiting.js';
import { imageHosts } from './base/registry.js';
import { showCard } from './open-card.js';

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

const own = css`
  .people, .skeletons { margin-block-start: calc(var(--_space) * 2); }
  .standing { color: var(--_muted); font-size: 0.875em; }
  .next { display: grid; place-items: center; margin-block-start: calc(var(--_space) * 2); }
`;

export class FoundPeople implements ReactiveController {
  /** Why the search failed. */
  error: ImError | undefined;
  #state: Select<Readonly<State>>;
  #notice: Notice;
  #waiting: Waiting;
  #query = '';
  #turn = 0; // answers of an earlier search are dropped
  #timer: ReturnType<typeof setTimeout> | undefined;
  #searching = false;
  #found: readonly Found[] | undefined;
  #total = 0;
  #greeted = ''; // whose greeting is being written
  #length = 0;
  #busy = new Set<string>();
  #refused = '';
  #said = ''; // for screen readers alone: the row shows it, too
  #connected = true;

  constructor(readonly host: ImElement) {
    this.#state = new Select(host, ['session', 'friends', 'requests', 'blacks', 'connection'], state => state);
    this.#notice = new Notice(host);
    // What is refused later is told among the requests.
    this.#waiting = new Waiting(host, [], () => undefined);
    speak(found);
    // The card is what is opened next; a failure is told when it is.
    void import('./user-card.js').catch(() => undefined);
    adopt(host, avatarStyles, personStyles, greetingStyles, own);
    host.addController(this);
  }
  hostUpdate() {
    const before = this.#connected;
    this.#connected = this.#state.value?.connection.status === 'connected';
    // What failed for want of a connection is tried again with it.
    if (this.error && this.#connected && !before) void this.#search();
  }
  hostDisconnected() {
    clearTimeout(this.#timer);
  }

  /** There is something to show. */
  get busy() {
    return !!(this.#found || this.#searching || this.error);
  }

  /** What was typed; `now`: without waiting for more. */
  find(query: string, now: boolean) {
    this.#query = query;
    if ([...query].length < 2) {
      if (!now) this.reset();
    } else if (now) void this.#search();
    else {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#search(), TYPING_MS);
    }
    this.host.requestUpdate();
  }

  reset() {
    clearTimeout(this.#timer);
    this.#turn++;
    this.#searching = false;
    this.#found = this.error = undefined;
    this.#greeted = '';
    for (const name of ['loading', 'empty', 'error']) inside(this.host).mark(name, false);
  }

  render() {
    const found = this.#found;
    const none = !!found && !found.length && !this.#searching;
    inside(this.host).mark('loading', this.#searching);
    inside(this.host).mark('empty', none);
    inside(this.host).mark('error', !!this.error);
    inside(this.host).mark('pending', this.#busy.size > 0);
    return html`
      ${this.error && !this.#searching ? errorState({ text: inside(this.host).t.error(this.error), retry: () => void this.#search(), label: inside(this.host).t('tryAgain') }) : nothing}
      ${this.#searching && !found ? skeletonRows(3) : nothing}
      ${none ? emptyState({ icon: 'search', text: inside(this.host).t('foundNone', { query: this.#query }) }) : nothing}
      <ul class="people" part="list" role="list" aria-label=${inside(this.host).t('foundPeople')} ?hidden=${!found?.length}>
        ${repeat(
          found ?? [],
          ({ userID }) => userID,
          user => this.#row(user),
        )}
      </ul>
      ${
        found && found.length < this.#total
          ? html`<div class="next"><button class="btn" type="button" aria-disabled=${this.#searching} @click=${() => this.#search(found.length)}>
            ${this.#searching ? spinner() : nothing}${inside(this.host).t('showMore')}
          </button></div>`
          : nothing
      }
      <div class="sr" role="status">${this.#said || (found?.length && !this.#searching ? inside(this.host).t('foundCount', { n: this.#total }) : nothing)}</div>
      ${this.#notice.render()}
    `;
  }

  #row(user: Found) {
    const { userID } = user;
    const name = this.#state.value?.friends.get(userID)?.remark || user.nickname || userID;
    const waits = this.#waiting.keys(userID).at(-1);
    return html`<li class="person" part="item" data-id=${userID} tabindex="-1">
      ${person({
        userID,
        name,
        faceURL: user.faceURL,
        hosts: imageHosts(this.host.client),
        t: inside(this.host).t,
        open: () => {
          showCard(this.host, userID);
        },
        below: html`<div class="sub" dir="auto">${userID}</div>`,
        end: waits ? nothing : this.#standing(userID, name),
      })}
      ${waits ? this.#waiting.line(waits, nameOf(userID)) : nothing}
      ${this.#greeted === userID ? this.#form(userID, name) : nothing}
    </li>`;
  }

  #standing(userID: string, name: string) {
    const word = this.#state.value ? standing(this.#state.value, userID) : 'add';
    if (word !== 'add' && word !== 'accept') return html`<span class="standing">${inside(this.host).t(word)}</span>`;
    if (this.#greeted === userID) return nothing;
    const busy = this.#busy.has(userID);
    return html`<button class="btn ${word === 'accept' ? 'primary' : ''}" type="button" aria-disabled=${busy} aria-describedby=${nameOf(userID)}
      @click=${() => (word === 'add' ? this.#greet(userID) : this.#accept(userID, name))}>
      ${busy ? spinner() : nothing}${inside(this.host).t(word)}
    </button>`;
  }

  #form(userID: string, name: string) {
    return greeting({
      t: inside(this.host).t,
      describedBy: nameOf(userID),
      length: this.#length,
      busy: this.#busy.has(userID),
      error: this.#refused,
      onInput: this.#counted,
      onSubmit: event => void this.#send(event, userID, name),
      onCancel: () => void this.#leave(userID),
    });
  }

  async #search(offset = 0) {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    this.#searching = true;
    this.error = undefined;
    this.#said = '';
    if (!offset) this.#found = undefined;
    this.host.requestUpdate();
    let page: Page | undefined;
    const error = await inside(this.host).attempt(
      'searchUsers',
      async client => (page = await find(client, this.#query, offset)),
    );
    if (turn !== this.#turn) return;
    this.#searching = false;
    this.error = error;
    if (page) {
      this.#total = page.total;
      this.#found = [...(offset ? (this.#found ?? []) : []), ...page.users];
      if (!page.users.length) this.#total = this.#found.length;
    }
    this.host.requestUpdate();
  }

  #counted = (event: Event) => {
    this.#length = (event.target as HTMLInputElement).value.length;
    this.host.requestUpdate();
  };

  async #greet(userID: string) {
    this.#greeted = userID;
    this.#length = 0;
    this.#refused = '';
    this.host.requestUpdate();
    await this.host.updateComplete;
    this.host.renderRoot.querySelector<HTMLElement>('.greeting input')?.focus();
  }

  /** Closes the greeting; the focus goes back to the row's button, or to the row. */
  async #leave(userID: string) {
    const inside = (this.host.renderRoot as ShadowRoot).activeElement?.closest('.greeting');
    this.#greeted = '';
    this.host.requestUpdate();
    await this.host.updateComplete;
    const row = this.host.renderRoot.querySelector<HTMLElement>(`[data-id="${CSS.escape(userID)}"]`);
    if (inside) (row?.querySelector<HTMLElement>('.btn') ?? row)?.focus();
  }

  async #send(event: Event, userID: string, name: string) {
    event.preventDefault();
    if (this.#busy.has(userID)) return;
    const reqMsg = this.host.renderRoot.querySelector<HTMLInputElement>('.greeting input')?.value.trim() ?? '';
    this.#refused = '';
    const error = await this.#run(userID, 'addFriend', client => client.addFriend({ toUserID: userID, reqMsg }));
    if (error) {
      this.#refused = inside(this.host).t.error(error);
      this.host.requestUpdate();
      return;
    }
    this.#said = this.#told('addFriend', userID) ?? inside(this.host).t('sentTo', { name });
    await this.#leave(userID);
  }

  async #accept(userID: string, name: string) {
    const error = await this.#run(userID, 'acceptFriendApplication', client =>
      client.acceptFriendApplication({ toUserID: userID }),
    );
    if (error) this.#notice.show(inside(this.host).t.error(error));
    else this.#said = this.#told('acceptFriendApplication', userID) ?? inside(this.host).t('nowFriends', { name });
    this.host.requestUpdate();
  }

  /** Without a network: what will be done. */
  #told(action: string, userID: string) {
    const key = this.#waiting.key(action, userID);
    return key && this.#waiting.text(key);
  }

  async #run(userID: string, action: string, run: (client: Client) => Promise<unknown>) {
    this.#busy.add(userID);
    this.host.requestUpdate();
    const error = await inside(this.host).attempt(action, run);
    this.#busy.delete(userID);
    this.host.requestUpdate();
    return error;
  }
}
