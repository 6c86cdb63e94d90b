/** `<im-requests>`: who wants to be a friend, whom one asked, and what came of it. */
import { css, html, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { requestKey } from '../core/state.js';
import { handleResult, type FriendApplicationItem } from '../protocol/model.js';
import { lists } from '../locales/en/lists.js';
import { requests } from '../locales/en/requests.js';
import { avatarStyles } from '../ui/avatar.js';
import { controls } from '../ui/controls.js';
import { icon } from '../ui/icons.js';
import { listFlags, listFrame } from '../ui/list-frame.js';
import { nameOf, person, personStyles } from '../ui/person.js';
import { answerForm, requestStyles, requestText } from '../ui/request.js';
import { timeText, timeTitle } from '../ui/time.js';
import { apart, base } from '../ui/tokens.js';
import { ImElement } from './base/im-element.js';
import { Later } from './base/lazy.js';
import { imageHosts } from './base/registry.js';
import { RequestNews } from './base/request-news.js';
import { SignInHint } from './base/sign-in-hint.js';
import { showCard } from './open-card.js';
import type { RequestActs } from './request-acts.js';

type Direction = 'received' | 'sent';

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
 * @csspart pending - The words that say what will be done with the network, with *Undo*.
 * @csspart notice - What was done, for some seconds, with *Undo* where it can be undone.
 * @cssstate loading - Nothing to show yet.
 * @cssstate empty - The list shown is empty.
 * @cssstate error - The list could not be loaded; what was there stays.
 * @cssstate offline - There is no connection; the list is what it was last.
 * @cssstate pending - An answer is on its way.
 */
export class ImRequests extends ImElement {
  static override words = { ...requests, ...lists };
  static override styles = [
    base,
    apart,
    controls,
    avatarStyles,
    personStyles,
    requestStyles,
    css`
    :host { display: flex; flex-direction: column; }
    [role='tablist']:not([hidden]) { display: flex; flex: none; padding: 0 calc(var(--_space) * 1); border-block-end: 1px solid var(--_border); }
    [role='tab'] {
      position: relative; flex: 0 1 auto; min-inline-size: 0; min-block-size: 44px; padding: 0 calc(var(--_space) * 3); border: 0; background: none;
      color: var(--_muted); font-weight: 550; cursor: pointer; border-radius: var(--_radius); unicode-bidi: plaintext;
    }
    [role='tab']:hover { color: inherit; }
    [role='tab'][aria-selected='true'] { color: var(--_accent-text); }
    [role='tab'][aria-selected='true']::after {
      content: ''; position: absolute; inset: auto calc(var(--_space) * 3) -1px; border-block-end: 2px solid;
    }
    [role='tab']:focus-visible { outline-offset: -2px; }
    .panel { min-block-size: 0; overflow: auto; padding: calc(var(--_space) * 2); }
    .panel:focus-visible { outline-offset: -2px; }
    /* The row that takes the focus keeps clear of the notice at the end of the screen. */
    .person { align-items: start; scroll-margin-block-end: 100px; }
    .line { justify-content: space-between; }
    .end { margin-block: calc(0.7em - 18px); }
    .more { display: grid; place-items: center; min-block-size: 48px; }
  `,
  ];

  /**
   * The tab that is open.
   * @type {'received' | 'sent'}
   */
  @property({ reflect: true }) tab: Direction = 'received';

  #me = this.select(['session'], ({ session }) => session.userID);
  #lists = this.select(['lists'], ({ lists }) => lists);
  #requests = this.select(['requests'], ({ requests }) => requests);
  #pending = this.select(['pending'], ({ pending }) => pending.size);
  #friends = this.select(['friends'], ({ friends }) => friends);
  #offline = this.select(['connection'], ({ connection }) => connection.status === 'offline');
  #replies = this.select(
    ['capabilities'],
    ({ capabilities }) => !capabilities.size || capabilities.has('relation.handleMessage'),
  );
  #acts: Later<RequestActs> = new Later(this, async () => {
    const { RequestActs } = await import('./request-acts.js');
    return new RequestActs(this);
  });
  #hint = new SignInHint(this);
  #news: RequestNews = new RequestNews(this, () => this.t);

  protected override willUpdate(changed: PropertyValues) {
    if (!directions.includes(this.tab)) this.tab = 'received';
    const { value, error } = this.#acts;
    if (changed.has('tab')) value?.held.clear();
    if (this.#pending.value && !value && !error) void this.#acts.use();
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
    const mine = {
      received: all.filter(({ toUserID }) => toUserID === me),
      sent: all.filter(({ fromUserID }) => fromUserID === me),
    };
    mine.sent.push(...(this.#acts.value?.applied(mine.sent) ?? []));
    return html`
      <div role="tablist" part="tabs" ?hidden=${me === ''} @keydown=${this.#keys}>
        ${directions.map(
          tab => html`<button role="tab" part="tab" type="button" id=${tab} aria-selected=${tab === this.tab} aria-controls="panel"
            tabindex=${tab === this.tab ? 0 : -1} @click=${() => (this.tab = tab)}>
            ${this.t(tab === 'sent' ? 'sent' : 'received', { n: mine[tab].filter(isOpen).length })}
          </button>`,
        )}
      </div>
      <div class="panel" role="tabpanel" id="panel" aria-labelledby=${this.tab} tabindex="0" ?hidden=${me === '' && this.#hint.quiet}>${this.#panel(mine[this.tab])}</div>
      <div class="sr" aria-live="polite">${this.#news.text}</div>
      ${this.#acts.value?.render()}
    `;
  }

  #panel(requests: FriendApplicationItem[]) {
    const { tab } = this;
    const list = this.#lists.value?.[tab];
    const frame = {
      userID: this.#me.value,
      list,
      offline: this.#offline.value,
      count: requests.length,
      quiet: this.#hint.quiet,
    };
    for (const [name, on] of Object.entries(listFlags(frame))) this.mark(name, on);
    const { value: acts } = this.#acts;
    if (requests.length) this.#acts.soon();
    const more = list?.more && list.status !== 'error';
    // The end of the list asks for more by itself.
    if (more && !this.#acts.error) void this.#acts.use();
    this.mark('pending', !!acts?.busy.size);
    const rank = (request: FriendApplicationItem) => (isOpen(request) || acts?.held.has(keyOf(request)) ? 1 : 0);
    requests.sort((a, b) => rank(b) - rank(a) || b.createTime - a.createTime);
    return html`
      ${listFrame({ ...frame, t: this.t, icon: 'userAdd', emptyText: this.t(tab === 'sent' ? 'noSent' : 'noReceived'), retry: this.#retry })}
      <ul class="people" part="list" role="list" aria-labelledby=${tab} ?hidden=${!requests.length}>
        ${repeat(requests, keyOf, request => this.#row(request))}
      </ul>
      ${more ? acts?.older() : nothing}
    `;
  }

  #row(request: FriendApplicationItem) {
    const key = keyOf(request);
    const sent = this.tab === 'sent';
    const userID = sent ? request.toUserID : request.fromUserID;
    const name =
      this.#friends.value?.get(userID)?.remark || (sent ? request.toNickname : request.fromNickname) || userID;
    const answerable = isOpen(request) && !sent;
    const { createTime } = request;
    const { value: acts } = this.#acts;
    const failed = acts?.failed.get(key);
    const waits = acts?.waits(request);
    return html`<li class="person" part="item" data-key=${key} tabindex="-1" aria-busy=${!!acts?.busy.has(key)}>
      ${person({
        userID,
        name,
        faceURL: sent ? request.toFaceURL : request.fromFaceURL,
        hosts: imageHosts(this.client),
        t: this.t,
        open: () => {
          showCard(this, userID);
        },
        aside: html`<time class="sub" title=${timeTitle(createTime, this.locale)}>${timeText(createTime, Date.now(), this.locale)}</time>`,
        below: requestText(request, sent && !waits, this.t),
        // One who is asked answers first.
        end:
          answerable || waits
            ? nothing
            : html`<button class="icon-btn" type="button" aria-label=${this.t('remove')} title=${this.t('remove')} aria-describedby=${nameOf(userID)}
          @click=${() => this.#acts.use(acts => acts.remove(request, name))}>${icon('close')}</button>`,
      })}
      ${
        waits ??
        (answerable
          ? answerForm({
              t: this.t,
              describedBy: nameOf(userID),
              busy: acts?.busy.get(key),
              replies: !!this.#replies.value,
              answer: kind => void this.#acts.use(acts => acts.answer(request, kind)),
            })
          : nothing)
      }
      ${failed ? html`<p class="error" role="alert">${failed}</p>` : nothing}
    </li>`;
  }

  #retry = () => void this.attempt('reload', client => client.reload(this.tab));

  #keys(event: KeyboardEvent) {
    const other = this.tab === 'sent' ? 'received' : 'sent';
    const to = { ArrowLeft: other, ArrowRight: other, Home: 'received', End: 'sent' }[event.key] as
      Direction | undefined;
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
