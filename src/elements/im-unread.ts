/** The badge: how much waits for the user. */
import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { State } from '../core/state.js';
import { singleChatID } from '../protocol/ids.js';
import { requests } from '../locales/en/requests.js';
import { unread } from '../locales/en/unread.js';
import { controls } from '../ui/controls.js';
import type { Key } from '../ui/localize.js';
import { base } from '../ui/tokens.js';
import { ImElement } from './base/im-element.js';
import { openRequests } from './base/open-requests.js';
import { titleCount } from './base/title-count.js';

/** What can be counted: how, and in which words. */
const counts: Readonly<Record<string, readonly [(state: Readonly<State>) => number, Key]>> = {
  requests: [openRequests, 'openRequests'],
  messages: [({ unread }) => unread, 'unreadMessages'],
  all: [state => openRequests(state) + state.unread, 'unreadAll'],
};

/**
 * The number of open friend requests, of unread messages or of both; nothing at all when there are none. It fits into a link or a button.
 * With `user-id` or `conversation-id`, it is the number of unread messages of that conversation alone.
 *
 * @element im-unread
 * @attr {'requests' | 'messages' | 'all'} for - What is counted. Muted conversations are not.
 * @csspart badge - The number.
 * @cssstate empty - There is nothing; the badge is hidden.
 */
export class ImUnread extends ImElement {
  static override words = { ...requests, ...unread };
  static override styles = [
    base,
    controls,
    css`
      :host { display: inline-block; container-type: normal; background: none; vertical-align: middle; }
      .badge { font-size: max(0.75em, 11px); }
    `,
  ];

  @property() for = 'requests';
  /** Counts the conversation with this person. */
  @property({ attribute: 'user-id' }) userID = '';
  /** Counts this conversation. */
  @property({ attribute: 'conversation-id' }) conversationID = '';
  /** Larger numbers are shown as "99+". */
  @property({ type: Number }) max = 99;
  /** Puts the number in front of the page's title, too. */
  @property({ type: Boolean, attribute: 'in-title' }) inTitle = false;

  #state = this.select(['requests', 'session', 'conversations', 'unread', 'pending'], state => state);
  #opened: unknown;

  /** How many there are now. */
  get count(): number {
    const state = this.#state.value;
    if (!state) return 0;
    const id = this.conversationID || (this.userID && singleChatID(state.session.userID, this.userID));
    return (id ? state.conversations.get(id)?.unreadCount : counts[this.for]?.[0](state)) ?? 0;
  }
  get #words(): Key {
    return this.conversationID || this.userID ? 'unreadMessages' : (counts[this.for]?.[1] ?? 'openRequests');
  }

  protected override updated() {
    const { client } = this;
    if (client && client !== this.#opened && this.#words !== 'openRequests') {
      this.#opened = client;
      void this.attempt('openChat', () => client.openChat());
    }
    this.mark('empty', !this.count);
    if (this.inTitle) titleCount(this.count, this.max);
  }
  override disconnectedCallback() {
    super.disconnectedCallback();
    if (this.inTitle) titleCount(0);
  }

  override render() {
    const { count, max } = this;
    const shown = count > max ? `${max.toLocaleString(this.locale)}+` : count.toLocaleString(this.locale);
    // The region is always there: only then a change is announced.
    return html`<span role="status"
      >${
        count
          ? html`<span class="badge" part="badge" aria-hidden="true">${shown}</span><span class="sr">${this.t(this.#words, { n: count })}</span>`
          : nothing
      }</span
    >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'im-unread': ImUnread;
  }
}
