/** `<im-blacklist>`: the people one has blocked, and the way back for each. */
import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { BlackItem } from '../protocol/model.js';
import { avatarStyles } from '../ui/avatar.js';
import { controls, emptyState, errorState, skeletonRows } from '../ui/controls.js';
import { nameOf, person, personStyles } from '../ui/person.js';
import { timeText, timeTitle } from '../ui/time.js';
import { Notice } from '../ui/toast.js';
import { base } from '../ui/tokens.js';
import { ImElement } from './base/im-element.js';
import { imageHosts } from './base/registry.js';

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
 * @cssstate loading - Nothing to show yet.
 * @cssstate empty - Nobody is blocked.
 * @cssstate error - The list could not be loaded; what was there stays.
 * @cssstate offline - There is no connection; the list is what it was last.
 */
export class ImBlacklist extends ImElement {
  static override styles = [base, controls, avatarStyles, personStyles, css`
    :host { padding: calc(var(--_space) * 2); }
  `];

  #session = this.select(['session'], ({ session }) => session.userID);
  #list = this.select(['lists'], ({ lists }) => lists.blacks);
  #offline = this.select(['connection'], ({ connection }) => connection.status === 'offline');
  #blacks = this.select(['blacks'], ({ blacks }) => [...blacks.values()].sort((a, b) => b.createTime - a.createTime));
  #notice = new Notice(this);
  #busy = new Set<string>();

  override render() {
    const blacks = this.#blacks.value ?? [];
    const { status, error } = this.#list.value ?? { status: 'loading' };
    const signedOut = this.#session.value === '';
    const loading = !signedOut && status === 'loading' && !blacks.length;
    const empty = !loading && !signedOut && status !== 'error' && !blacks.length;
    this.mark('loading', loading);
    this.mark('empty', empty);
    this.mark('error', status === 'error');
    this.mark('offline', !!this.#offline.value);
    if (signedOut) return emptyState({ icon: 'block', text: this.t('signInFirst') });
    return html`
      ${status === 'error' && error
        ? errorState({ text: this.t.error(error), retry: this.#retry, label: this.t('tryAgain') })
        : this.#offline.value ? html`<p class="hint" role="status">${this.t('offlineHint')}</p>` : nothing}
      ${loading ? skeletonRows(3) : nothing}
      ${empty ? html`<slot name="empty">${emptyState({ icon: 'block', text: this.t('noBlocked') })}</slot>` : nothing}
      <ul class="people" part="list" role="list" aria-label=${this.t('blockedPeople')} tabindex="-1" ?hidden=${!blacks.length}>
        ${repeat(blacks, ({ userID }) => userID, black => this.#row(black))}
      </ul>
      ${this.#notice.render()}
    `;
  }

  #row({ userID, nickname, faceURL, createTime }: BlackItem) {
    const busy = this.#busy.has(userID);
    return html`<li class="person" part="item">
      ${person({
        userID,
        name: nickname || userID,
        faceURL,
        hosts: imageHosts(this.client),
        t: this.t,
        open: () => this.#open(userID),
        below: html`<time class="sub" title=${timeTitle(createTime, this.locale)}>${timeText(createTime, Date.now(), this.locale)}</time>`,
        end: html`<button class="btn" type="button" aria-disabled=${busy} aria-describedby=${nameOf(userID)} @click=${() => this.#unblock(userID, nickname || userID)}>
          ${this.t('unblock')}
        </button>`,
      })}
    </li>`;
  }

  #open(userID: string) {
    if (this.emit('im-user-select', { userID })) this.client?.setFocus({ userID, kind: 'card' });
  }

  async #unblock(userID: string, name: string) {
    if (this.#busy.has(userID)) return;
    this.#busy.add(userID);
    this.requestUpdate();
    const error = await this.attempt('removeBlack', client => client.removeBlack(userID));
    this.#busy.delete(userID);
    if (error) this.#notice.show(this.t.error(error));
    else this.#notice.show(this.t('unblocked', { name }), () => void this.attempt('addBlack', client => client.addBlack({ toUserID: userID })));
    await this.updateComplete;
    if (!error && !this.shadowRoot?.activeElement) this.renderRoot.querySelector<HTMLElement>('.people .btn, .people')?.focus();
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
