/** `<im-user-card>`: whose card it is and when it is shown; the card itself is loaded then. */
import { css, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { controls, errorState, skeletonRows } from '../ui/controls.js';
import { base } from '../ui/tokens.js';
import { FollowFocus } from './base/focus.js';
import { ImElement } from './base/im-element.js';
import { Later } from './base/lazy.js';
import type { UserCard } from './user-card.js';

/**
 * A person's card. Without attributes it follows what is chosen in the other elements and opens beside it;
 * with `user-id` and `for` it opens from that element; with `user-id` alone it stands in the page.
 *
 * @element im-user-card
 * @attr user-id - Whose card it is.
 * @attr for - The id of the element it opens from.
 * @slot actions - Further buttons.
 * @fires {CustomEvent<{ userID: string }>} im-friend-select - *Message* was chosen. Unless prevented, the chat opens.
 * @fires {CustomEvent<{ userID: string }>} im-report - *Report* was chosen. Unless prevented, blocking is offered.
 * @csspart card - The card.
 * @csspart avatar - The picture.
 * @csspart name - The remark or nickname.
 * @csspart facts - ID, since when, and the like.
 * @csspart actions - The buttons.
 * @csspart notice - What was done, for some seconds, with *Undo* where it can be undone.
 * @cssstate open - It is shown in the top layer.
 * @cssstate loading - Nothing is known yet.
 * @cssstate error - The person could not be looked up.
 */
export class ImUserCard extends ImElement {
  static override styles = [base, controls, css`:host { background: none; }`];

  @property({ attribute: 'user-id' }) userID = '';
  @property({ attribute: 'for' }) htmlFor = '';
  @state() private opened = false;

  #focus: FollowFocus = new FollowFocus(this, 'card', () => !this.userID);
  #me = this.select(['session'], ({ session }) => session.userID);
  #card: Later<UserCard> = new Later(this, async () => {
    const { UserCard } = await import('./user-card.js');
    return new UserCard(this, {
      id: () => this.#id,
      wanted: () => this.#wanted,
      popover: () => this.#popover,
      hide: () => {
        this.hide();
      },
    });
  });
  /** Stays in the closed card: what the focus returns from must not go before it did. */
  #last = '';
  #asked = '';
  #anchor: Element | undefined;
  #listening: AbortController | undefined;

  /** Whose card this is now. */
  get #id() {
    return this.userID || this.#focus.value?.userID || this.#last;
  }
  get #wanted() {
    return this.opened || (!this.userID && !!this.#focus.value);
  }
  get #popover() {
    return !this.userID || !!this.htmlFor;
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#listening = new AbortController();
    this.getRootNode().addEventListener('click', this.#opener, { signal: this.#listening.signal });
  }
  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#listening?.abort();
  }

  override willUpdate() {
    const id = this.#id;
    const me = this.#me.value;
    this.#last = me ? id : '';
    if (me) this.#card.soon(document);
    const asked = me !== undefined && (this.#wanted || !this.#popover) ? id : '';
    if (asked && asked !== this.#asked) void this.#load();
    this.#asked = asked;
    this.#card.value?.prepare();
  }

  protected override updated() {
    this.mark('open', this.#popover && this.#wanted);
  }

  /** Opens it. @param anchor - beside this element; default: the one with the focus. */
  show(anchor?: Element) {
    this.#anchor = anchor;
    this.opened = true;
  }
  hide() {
    this.opened = false;
    this.#anchor = undefined;
    if (!this.userID) this.client?.setFocus(undefined);
  }

  override render() {
    if (!this.#id || this.#me.value === undefined) return nothing;
    const { value, error } = this.#card;
    if (value) return value.render(this.#anchor);
    this.mark('loading', !error);
    this.mark('error', !!error);
    if (this.#popover) return nothing;
    return error
      ? errorState({ text: this.t.error(error), retry: () => void this.#load(), label: this.t('tryAgain') })
      : skeletonRows(1);
  }

  async #load() {
    await this.#card.use();
    // The next wish tries again.
    if (this.#card.error && this.#popover) this.hide();
  }

  #opener = (event: Event) => {
    if (!this.htmlFor || !this.userID) return;
    const opener = event.composedPath().find(node => node instanceof Element && node.id === this.htmlFor);
    if (opener) this.show(opener as Element);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'im-user-card': ImUserCard;
  }
  interface HTMLElementEventMap {
    'im-report': CustomEvent<{ userID: string }>;
  }
}
