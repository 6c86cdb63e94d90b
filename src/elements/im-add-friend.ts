/** `<im-add-friend>`: the field that finds people; who was found is loaded when something is typed. */
import { css, html, nothing } from 'lit';
import { find } from '../locales/en/find.js';
import { lists } from '../locales/en/lists.js';
import { controls, emptyState, errorState } from '../ui/controls.js';
import { searchField, searchFieldStyles } from '../ui/search-field.js';
import { base } from '../ui/tokens.js';
import { ImElement } from './base/im-element.js';
import { Later } from './base/lazy.js';
import type { FoundPeople } from './found-people.js';

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
 * @csspart notice - What was done, for some seconds, with *Undo* where it can be undone.
 * @cssstate loading - A search is on its way.
 * @cssstate empty - The search found nobody.
 * @cssstate error - The search failed.
 * @cssstate offline - There is no connection.
 * @cssstate pending - A request is on its way.
 */
export class ImAddFriend extends ImElement {
  static override words = { ...find, ...lists };
  static override styles = [
    base,
    controls,
    searchFieldStyles,
    css`
    :host { padding: calc(var(--_space) * 2); }
    .under { margin: calc(var(--_space) * 2) calc(var(--_space) * 2) 0; }
  `,
  ];

  #me = this.select(['session'], ({ session }) => session.userID);
  #offline = this.select(['connection'], ({ connection }) => connection.status === 'offline');
  #query = '';
  #found: Later<FoundPeople> = new Later(this, async () => {
    const { FoundPeople } = await import('./found-people.js');
    return new FoundPeople(this);
  });

  override render() {
    const { t } = this;
    const me = this.#me.value;
    const { value: found, error } = this.#found;
    if (me) this.#found.soon();
    this.mark('offline', !!this.#offline.value);
    if (me === '') {
      this.#query = '';
      found?.reset();
      return emptyState({ icon: 'userAdd', text: t('signInFirst') });
    }
    return html`
      <form @submit=${this.#now} @compositionend=${this.#type}>
        ${searchField({ part: 'field', hint: 'hint', label: t('findPeople'), clear: t('clear'), value: this.#query, input: this.#type })}
      </form>
      ${found?.busy ? nothing : html`<slot name="empty"><p class="hint under" id="hint">${t([...this.#query.trim()].length === 1 ? 'findShort' : 'findHint')}</p></slot>`}
      ${this.#offline.value && !found?.error ? html`<p class="hint under" role="status">${t('offlineFind')}</p>` : nothing}
      ${found?.render() ?? (error && errorState({ text: t.error(error), retry: this.#now, label: t('tryAgain') }))}
    `;
  }

  #type = (event: Event) => {
    this.#query = (event.target as HTMLInputElement).value;
    this.requestUpdate();
    // Half-written words of an input method wait.
    if (!(event as InputEvent).isComposing) this.#find(false);
  };
  #now = (event?: Event) => {
    event?.preventDefault();
    this.#find(true);
  };
  #find(now: boolean) {
    const query = this.#query.trim();
    void this.#found.use(found => {
      found.find(query, now);
    });
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
