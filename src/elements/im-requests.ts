/** `<im-requests>`: who wants to be a friend, whom one asked, and what came of it. */
import { css, html, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Client } from '../core/api.js';
import { requestKey } from '../core/state.js';
import * as codes from '../protocol/codes.js';
import { handleResult, type FriendApplicationItem } from '../protocol/model.js';
import { avatarStyles } from '../ui/avatar.js';
import { controls, emptyState, errorState, skeletonRows, spinner } from '../ui/controls.js';
import { icon } from '../ui/icons.js';
import { nameOf, person, personStyles } from '../ui/person.js';
import { timeText, timeTitle } from '../ui/time.js';
import { Notice } from '../ui/toast.js';
import { base } from '../ui/tokens.js';
import { ImElement } from './base/im-element.js';
import { imageHosts } from './base/registry.js';

type Direction = 'received' | 'sent';
type Answer = 'accept' | 'refuse' | 'remove';

const directions = ['received', 'sent'] as const;
const keyOf = ({ fromUserID, toUserID }: FriendApplicationItem) => requestKey(fromUserID, toUserID);
const isOpen = (request: FriendApplicationItem) => request.handleResult === handleResult.open;

/**
 * Friend requests, received and sent: open ones first, newest next. Older ones load when scrolled to.
 *
 * @element im-requests
 * @slot empty - Shown instead of the words when a list is empty.
 * @fires {CustomEvent<{ userID: string }>} im-user-select - A person's picture was chosen. Unless prevented, their card opens.
 * @csspart tabs - The row of the two tabs.
 * @csspart tab - A tab.
 * @csspart list - The list.
 * @csspart item - One request.
 * @csspart avatar - The picture's button.
 * @csspart name - The name.
 * @csspart message - The greeting.
 * @csspart reply - The reply that was given.
 * @csspart outcome - The word that says what came of it.
 * @csspart actions - The buttons of a row.
 * @cssstate loading - Nothing to show yet.
 * @cssstate empty - The list shown is empty.
 * @cssstate error - The list could not be loaded; what was there stays.
 * @cssstate offline - There is no connection; the list is what it was last.
 * @cssstate pending - An answer is on its way.
 */
export class ImRequests extends ImElement {
  static override styles = [base, controls, avatarStyles, personStyles, css`
    :host { display: flex; flex-direction: column; }
    [role='tablist'] { display: flex; flex: none; gap: calc(var(--_space) * 1); padding: 0 calc(var(--_space) * 2); border-block-end: 1px solid var(--_border); }
    [role='tab'] {
      position: relative; flex: 0 1 auto; min-inline-size: 0; min-block-size: 44px; padding: 0 calc(var(--_space) * 3); border: 0; background: none;
      color: var(--_muted); font-weight: 550; cursor: pointer; border-radius: var(--_radius); overflow-wrap: anywhere;
    }
    [role='tab']:hover { color: inherit; }
    [role='tab'][aria-selected='true'] { color: var(--_accent-text); }
    [role='tab'][aria-selected='true']::after {
      content: ''; position: absolute; inset: auto calc(var(--_space) * 3) -1px; block-size: 2px; border-radius: 2px; background: currentColor;
    }
    [role='tab']:focus-visible { outline-offset: -2px; }
    .panel { min-block-size: 0; overflow: auto; padding: calc(var(--_space) * 2); }
    .panel:focus-visible { outline-offset: -2px; }
    .person { grid-template-columns: auto minmax(0, 1fr) auto; align-items: start; }
    .line { justify-content: space-between; }
    .line time { flex: none; }
    .text { margin: 0; overflow-wrap: anywhere; white-space: pre-line; }
    .reply-line { display: flex; gap: calc(var(--_space) * 1.5); color: var(--_muted); }
    .reply-line .icon { inline-size: 16px; block-size: 16px; margin-block-start: 0.2em; }
    .outcome { display: inline-flex; align-items: center; gap: calc(var(--_space) * 1); color: var(--_muted); font-size: 0.875em; }
    .outcome .icon { inline-size: 16px; block-size: 16px; }
    .outcome.yes .icon { color: var(--_success); }
    .answer { grid-column: 2 / -1; display: flex; flex-wrap: wrap; gap: calc(var(--_space) * 2); margin-block-start: calc(var(--_space) * 1); }
    .answer .input { flex: 1 1 10em; min-block-size: 36px; }
    .answer .pair { display: flex; gap: calc(var(--_space) * 2); flex: 0 1 auto; }
    .answer + .error, .person > .error { grid-column: 2 / -1; margin: 0; }
    .more { display: grid; place-items: center; min-block-size: 48px; }
    @container (max-width: 340px) {
      .answer { grid-column: 1 / -1; }
      .answer .pair, .answer .pair .btn { flex: 1 1 auto; }
    }
  `];

  /** The tab that is open. */
  @property({ reflect: true }) tab: Direction = 'received';

  #me = this.select(['session'], ({ session }) => session.userID);
  #lists = this.select(['lists'], ({ lists }) => lists);
  #requests = this.select(['requests'], ({ requests }) => requests);
  #offline = this.select(['connection'], ({ connection }) => connection.status === 'offline');
  #replies = this.select(['capabilities'], ({ capabilities }) => capabilities.has('relation.handleMessage'));
  #notice = new Notice(this);
  #busy = new Map<string, Answer>();
  #failed = new Map<string, string>();
  /** Answered since the tab was opened: they keep their place, so that nothing jumps under the pointer. */
  #held = new Set<string>();
  #loading: Direction | undefined;
  #olderFailed = '';
  #news = '';
  #newcomers: string[] = [];
  #heard: Client | undefined;
  #unhear: (() => void) | undefined;
  #sentinel: IntersectionObserver | undefined;

  override connectedCallback() {
    super.connectedCallback();
    this.#sentinel = new IntersectionObserver(seen => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) void this.#older();
    }, { rootMargin: '240px' });
    this.requestUpdate();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#sentinel?.disconnect();
    this.#unhear?.();
    this.#heard = this.#unhear = undefined;
  }

  protected override willUpdate(changed: PropertyValues) {
    if (!directions.includes(this.tab)) this.tab = 'received';
    if (changed.has('tab')) {
      this.#held.clear();
      this.#olderFailed = '';
    }
    this.#listen();
  }

  protected override updated() {
    this.#sentinel?.disconnect();
    const more = this.renderRoot.querySelector('.more');
    if (more && !this.#loading && !this.#olderFailed) this.#sentinel?.observe(more);
  }

  /** Opens a tab and puts the focus on it. */
  async show(tab: Direction) {
    this.tab = tab;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#${tab}`)?.focus();
  }

  override render() {
    const all = [...(this.#requests.value?.values() ?? [])];
    const me = this.#me.value;
    const mine = { received: all.filter(({ toUserID }) => toUserID === me), sent: all.filter(({ fromUserID }) => fromUserID === me) };
    return html`
      <div role="tablist" part="tabs" @keydown=${this.#keys}>
        ${directions.map(
          tab => html`<button role="tab" part="tab" type="button" id=${tab} aria-selected=${tab === this.tab} aria-controls="panel"
            tabindex=${tab === this.tab ? 0 : -1} @click=${() => (this.tab = tab)}>
            ${this.t(tab === 'sent' ? 'sent' : 'received', { n: mine[tab].filter(isOpen).length })}
          </button>`,
        )}
      </div>
      <div class="panel" role="tabpanel" id="panel" aria-labelledby=${this.tab} tabindex="0">${this.#panel(mine[this.tab])}</div>
      <div class="sr" aria-live="polite">${this.#news}</div>
      ${this.#notice.render()}
    `;
  }

  #panel(requests: FriendApplicationItem[]) {
    const { status, error, more } = this.#lists.value?.[this.tab] ?? { status: 'loading' as const };
    const signedOut = this.#me.value === '';
    const loading = !signedOut && status === 'loading' && !requests.length;
    const failed = !signedOut && status === 'error' && error;
    const empty = !signedOut && !loading && !failed && !requests.length && !more;
    const offline = !signedOut && !!this.#offline.value;
    this.mark('loading', loading);
    this.mark('empty', empty);
    this.mark('error', !!failed);
    this.mark('offline', offline);
    this.mark('pending', this.#busy.size > 0);
    if (signedOut) return emptyState({ icon: 'userAdd', text: this.t('signInFirst') });
    const rank = (request: FriendApplicationItem) => (isOpen(request) || this.#held.has(keyOf(request)) ? 1 : 0);
    requests.sort((a, b) => rank(b) - rank(a) || b.createTime - a.createTime);
    return html`
      ${failed
        ? errorState({ text: this.t.error(failed), retry: this.#retry, label: this.t('tryAgain') })
        : offline ? html`<p class="hint" role="status">${this.t('offlineHint')}</p>` : nothing}
      ${loading ? skeletonRows(3) : nothing}
      ${empty ? html`<slot name="empty">${emptyState({ icon: 'userAdd', text: this.t(this.tab === 'sent' ? 'noSent' : 'noReceived') })}</slot>` : nothing}
      <ul class="people" part="list" role="list" aria-labelledby=${this.tab} ?hidden=${!requests.length}>
        ${repeat(requests, keyOf, request => this.#row(request))}
      </ul>
      ${more && !failed
        ? html`<div class="more">${this.#olderFailed
            ? html`<span class="error" role="status">${this.#olderFailed}</span><button class="btn" type="button" @click=${this.#older}>${this.t('tryAgain')}</button>`
            : spinner()}</div>`
        : nothing}
    `;
  }

  #row(request: FriendApplicationItem) {
    const key = keyOf(request);
    const sent = this.tab === 'sent';
    const userID = sent ? request.toUserID : request.fromUserID;
    const name = (sent ? request.toNickname : request.fromNickname) || userID;
    const { reqMsg, handleMsg, createTime } = request;
    const open = isOpen(request);
    return html`<li class="person" part="item" data-key=${key} tabindex="-1" aria-busy=${this.#busy.has(key)}>
      ${person({
        userID,
        name,
        faceURL: sent ? request.toFaceURL : request.fromFaceURL,
        hosts: imageHosts(this.client),
        t: this.t,
        open: () => this.#card(userID),
        aside: html`<time class="sub" title=${timeTitle(createTime, this.locale)}>${timeText(createTime, Date.now(), this.locale)}</time>`,
        below: html`
          ${reqMsg ? html`<p class="text" part="message" dir="auto">${reqMsg}</p>` : nothing}
          ${open && !sent ? nothing : this.#outcome(request)}
          ${handleMsg ? html`<p class="text reply-line" part="reply">${icon('undo')}<span>${this.t('replyWas', { text: handleMsg })}</span></p>` : nothing}
        `,
        end: html`<button class="icon-btn" type="button" aria-label=${this.t('remove')} title=${this.t('remove')} aria-describedby=${nameOf(userID)}
          @click=${() => this.#remove(request, name)}>${icon('close')}</button>`,
      })}
      ${open && !sent ? this.#form(request, key, userID) : nothing}
      ${this.#failed.has(key) ? html`<p class="error" role="alert">${this.#failed.get(key)}</p>` : nothing}
    </li>`;
  }

  #outcome({ handleResult: result }: FriendApplicationItem) {
    const [word, sign] = result === handleResult.agreed ? (['accepted', 'check'] as const) : result === handleResult.refused ? (['declined', 'close'] as const) : (['waiting', 'clock'] as const);
    return html`<span class="outcome ${word === 'accepted' ? 'yes' : ''}" part="outcome">${icon(sign)}${this.t(word)}</span>`;
  }

  #form(request: FriendApplicationItem, key: string, userID: string) {
    const busy = this.#busy.get(key);
    const button = (kind: 'accept' | 'refuse') => html`<button class="btn ${kind === 'accept' ? 'primary' : ''}" type="button"
      aria-disabled=${!!busy} aria-describedby=${nameOf(userID)} @click=${() => this.#answer(request, kind)}>
      ${busy === kind ? spinner() : nothing}${this.t(kind === 'accept' ? 'accept' : 'decline')}
    </button>`;
    return html`<div class="answer">
      ${this.#replies.value
        ? html`<input class="input" maxlength="255" autocomplete="off" dir="auto" aria-label=${this.t('reply')} placeholder=${this.t('replyHint')}
            aria-describedby=${nameOf(userID)} ?readonly=${!!busy} />`
        : nothing}
      <span class="pair">${button('refuse')}${button('accept')}</span>
    </div>`;
  }

  /** Follows the client's events, for what is told aloud. */
  #listen() {
    const { client } = this;
    if (client === this.#heard || !this.isConnected) return;
    this.#unhear?.();
    this.#heard = client;
    this.#unhear = client?.on('friendApplicationAdded', ({ toUserID, fromNickname, fromUserID }) => {
      if (toUserID !== client.getLoginUser()) return;
      // Several at once are told together, so that a screen reader is not kept talking.
      if (this.#newcomers.push(fromNickname || fromUserID) === 1) setTimeout(this.#announce, 400);
    });
  }

  #announce = () => {
    const [name = ''] = this.#newcomers;
    this.#news = this.t('requestNews', { n: this.#newcomers.length, name });
    this.#newcomers = [];
    this.requestUpdate();
  };

  #rows() {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.person')];
  }

  async #run(request: FriendApplicationItem, kind: Answer, action: keyof Client, run: (client: Client) => Promise<unknown>) {
    const key = keyOf(request);
    if (this.#busy.has(key)) return false;
    this.#busy.set(key, kind);
    this.#failed.delete(key);
    if (kind !== 'remove') this.#held.add(key);
    this.requestUpdate();
    const rows = this.#rows();
    const index = rows.findIndex(row => row.dataset.key === key);
    const focused = rows[index]?.contains(this.shadowRoot!.activeElement);
    const error = await this.attempt(action, run);
    this.#busy.delete(key);
    if (error && kind !== 'remove' && (error.errCode === codes.FriendRequestHandled || error.errCode === codes.ArgsError)) {
      this.#notice.show(this.t('e1305'));
      await this.attempt('reload', client => client.reload('received'));
    } else if (error) this.#failed.set(key, this.t.error(error));
    this.requestUpdate();
    await this.updateComplete;
    // The button that was pressed may be gone: its row takes the focus, or the row that took its place.
    if (focused && !this.shadowRoot!.activeElement) {
      const now = this.#rows();
      (now.find(row => row.dataset.key === key) ?? now[Math.min(index, now.length - 1)] ?? this.renderRoot.querySelector<HTMLElement>('.panel'))?.focus();
    }
    return !error;
  }

  #answer(request: FriendApplicationItem, kind: 'accept' | 'refuse') {
    const action = `${kind}FriendApplication` as const;
    const handleMsg = this.#rows().find(row => row.dataset.key === keyOf(request))?.querySelector('input')?.value.trim() ?? '';
    return this.#run(request, kind, action, client => client[action]({ toUserID: request.fromUserID, handleMsg }));
  }

  async #remove(request: FriendApplicationItem, name: string) {
    const { fromUserID, toUserID } = request;
    if (await this.#run(request, 'remove', 'deleteFriendApplication', client => client.deleteFriendApplication({ fromUserID, toUserID })))
      this.#notice.show(this.t('removed', { name }), () => void this.attempt('restoreFriendApplication', client => client.restoreFriendApplication({ fromUserID, toUserID })));
  }

  #older = async () => {
    if (this.#loading) return;
    const { tab } = this;
    this.#loading = tab;
    this.#olderFailed = '';
    this.requestUpdate();
    const error = await this.attempt('loadOlderRequests', client => client.loadOlderRequests(tab));
    this.#loading = undefined;
    if (error) this.#olderFailed = this.t.error(error);
    this.requestUpdate();
  };

  #card(userID: string) {
    if (this.emit('im-user-select', { userID })) this.client?.setFocus({ userID, kind: 'card' });
  }

  #retry = () => void this.attempt('reload', client => client.reload(this.tab));

  #keys(event: KeyboardEvent) {
    const other = this.tab === 'sent' ? 'received' : 'sent';
    const to = { ArrowLeft: other, ArrowRight: other, Home: 'received', End: 'sent' }[event.key] as Direction | undefined;
    if (!to) return;
    event.preventDefault();
    void this.show(to);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'im-requests': ImRequests;
  }
  interface HTMLElementEventMap {
    'im-user-select': CustomEvent<{ userID: string }>;
  }
}
