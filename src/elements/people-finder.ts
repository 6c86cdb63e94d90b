/** The field that finds people, loaded with `<im-add-friend>`; who was found is loaded when something is typed. */
import { css, html, nothing } from 'lit';
import type { State } from '../core/state.js';
import { find } from '../locales/en/find.js';
import { lists } from '../locales/en/lists.js';
import { emptyState, errorState } from '../ui/controls.js';
import { speak } from '../ui/localize.js';
import { searchField, searchFieldStyles } from '../ui/search-field.js';
import { type ImElement, Select } from './base/im-element.js';
import { adopt, inside, Later } from './base/lazy.js';
import type { Body } from './base/shell.js';
import { SignInHint } from './base/sign-in-hint.js';
import type { FoundPeople } from './found-people.js';

const own = css`
  :host { padding: calc(var(--_space) * 2); }
  .under { margin: calc(var(--_space) * 2) calc(var(--_space) * 2) 0; }
`;

export class PeopleFinder implements Body {
  #state: Select<Readonly<State>>;
  #hint: SignInHint;
  #found: Later<FoundPeople>;
  #query = '';

  constructor(readonly host: ImElement) {
    speak({ ...find, ...lists });
    adopt(host, searchFieldStyles, own);
    this.#state = new Select(host, ['session', 'connection'], state => state);
    this.#hint = new SignInHint(host);
    this.#found = new Later(host, async () => {
      const { FoundPeople } = await import('./found-people.js');
      return new FoundPeople(host);
    });
  }

  focus() {
    this.host.renderRoot.querySelector('input')?.focus();
  }

  render() {
    const { t, mark } = inside(this.host);
    const { session, connection } = this.#state.value ?? {};
    const offline = connection?.status === 'offline';
    const { value: found, error } = this.#found;
    if (session?.userID) this.#found.soon();
    mark.call(this.host, 'offline', offline);
    if (session?.userID === '') {
      this.#query = '';
      found?.reset();
      return this.#hint.quiet ? nothing : emptyState({ icon: 'userAdd', text: t('signInFirst') });
    }
    return html`
      <form @submit=${this.#now} @compositionend=${this.#type}>
        ${searchField({ part: 'field', hint: 'hint', label: t('findPeople'), clear: t('clear'), value: this.#query, input: this.#type })}
      </form>
      ${found?.busy ? nothing : html`<slot name="empty"><p class="hint under" id="hint">${t([...this.#query.trim()].length === 1 ? 'findShort' : 'findHint')}</p></slot>`}
      ${offline && !found?.error ? html`<p class="hint under" role="status">${t('offlineFind')}</p>` : nothing}
      ${found?.render() ?? (error && errorState({ text: t.error(error), retry: this.#now, label: t('tryAgain') }))}
    `;
  }

  #type = (event: Event) => {
    this.#query = (event.target as HTMLInputElement).value;
    this.host.requestUpdate();
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
