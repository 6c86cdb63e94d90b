/** `<im-blacklist>`: the people one has blocked, and the way back for each. */
import { css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { BlackItem } from '../protocol/model.js';
import { friends } from '../locales/en/friends.js';
import { lists } from '../locales/en/lists.js';
import { avatarStyles } from '../ui/avatar.js';
import { controls } from '../ui/controls.js';
import { listFlags, listFrame } from '../ui/list-frame.js';
import { nameOf, person, personStyles } from '../ui/person.js';
import { timeText, timeTitle } from '../ui/time.js';
import { base } from '../ui/tokens.js';
import type { FriendActions } from './base/friend-actions.js';
import { ImElement } from './base/im-element.js';
import { Later } from './base/lazy.js';
import { imageHosts } from './base/registry.js';
import { showCard } from './open-card.js';

/**
 * The people the user has blocked, newest first. *Unblock* can be undone.
 *
 * @element im-blacklist
 * @slot empty - Shown instead of the words when nobody is blocked.
 * @fires {CustomEvent<{ userID: string }>} im-user-select - A person's picture was chosen. Unless prevented, their card opens.
 * @csspart list - The list.
 * @csspart item - One person.
 * @csspart avatar - The picture's button.
 * @csspart name - The name.
 * @csspart actions - The buttons of a row.
 * @csspart notice - What was done, for some seconds, with *Undo* where it can be undone.
 * @cssstate loading - Nothing to show yet.
 * @cssstate empty - Nobody is blocked.
 * @cssstate error - The list could not be loaded; what was there stays.
 * @cssstate offline - There is no connection; the list is what it was last.
 */
export class ImBlacklist extends ImElement {
  static override words = { ...friends, ...lists };
  static override styles = [
    base,
    controls,
    avatarStyles,
    personStyles,
    css`
    .stage { padding: calc(var(--_space) * 2); }
    .stage:focus-visible { outline-offset: -2px; }
  `,
  ];

  #session = this.select(['session'], ({ session }) => session.userID);
  #list = this.select(['lists'], ({ lists }) => lists.blacks);
  #offline = this.select(['connection'], ({ connection }) => connection.status === 'offline');
  #blacks = this.select(['blacks'], ({ blacks }) => [...blacks.values()].sort((a, b) => b.createTime - a.createTime));
  #friends = this.select(['friends'], ({ friends }) => friends);
  #actions: Later<FriendActions> = new Later(this, async () => {
    const { FriendActions } = await import('./base/friend-actions.js');
    return new FriendActions(this, true);
  });

  /** Puts the focus on the first person's button, or on the list's place when there is nobody. */
  override focus() {
    (
      this.renderRoot.querySelector<HTMLElement>('.person .btn') ?? this.renderRoot.querySelector<HTMLElement>('.stage')
    )?.focus();
  }

  override render() {
    const blacks = this.#blacks.value ?? [];
    const frame = {
      userID: this.#session.value,
      list: this.#list.value,
      offline: this.#offline.value,
      count: blacks.length,
    };
    for (const [name, on] of Object.entries(listFlags(frame))) this.mark(name, on);
    if (blacks.length) this.#actions.soon();
    return html`<div class="stage" tabindex="-1">
      ${listFrame({ ...frame, t: this.t, icon: 'block', emptyText: this.t('noBlocked'), retry: this.#retry })}
      <ul class="people" part="list" role="list" aria-label=${this.t('blockedPeople')} ?hidden=${!blacks.length}>
        ${repeat(
          blacks,
          ({ userID }) => userID,
          black => this.#row(black),
        )}
      </ul>
      ${this.#actions.value?.render()}
    </div>`;
  }

  #row({ userID, nickname, faceURL, createTime }: BlackItem) {
    const name = this.#friends.value?.get(userID)?.remark || nickname || userID;
    const busy = !!this.#actions.value?.busy('unblock', userID);
    return html`<li class="person" part="item">
      ${person({
        userID,
        name,
        faceURL,
        hosts: imageHosts(this.client),
        t: this.t,
        open: () => {
          showCard(this, userID);
        },
        below: html`<time class="sub" title=${timeTitle(createTime, this.locale)}>${timeText(createTime, Date.now(), this.locale)}</time>`,
        end: html`<button class="btn" type="button" aria-disabled=${busy} aria-describedby=${nameOf(userID)} @click=${() => this.#actions.use(actions => this.#unblock(actions, userID, name))}>
          ${this.t('unblock')}
        </button>`,
      })}
    </li>`;
  }

  async #unblock(actions: FriendActions, userID: string, name: string) {
    const done = await actions.run('unblock', { userID, name });
    await this.updateComplete;
    if (done && !this.shadowRoot?.activeElement) this.focus();
  }

  #retry = () => void this.attempt('reload', client => client.reload('blacks'));
}

declare global {
  interface HTMLElementTagNameMap {
    'im-blacklist': ImBlacklist;
  }
  interface HTMLElementEventMap {
    'im-user-select': CustomEvent<{ userID: string }>;
  }
}
