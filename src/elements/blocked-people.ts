/** The people one has blocked, and the way back for each; loaded with `<im-blacklist>`. */
import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { BlackItem } from '../protocol/model.js';
import type { State } from '../core/state.js';
import { friends } from '../locales/en/friends.js';
import { lists } from '../locales/en/lists.js';
import { avatarStyles } from '../ui/avatar.js';
import { listFlags, listFrame } from '../ui/list-frame.js';
import { speak } from '../ui/localize.js';
import { nameOf, person, personStyles } from '../ui/person.js';
import { timeText, timeTitle } from '../ui/time.js';
import type { FriendActions } from './base/friend-actions.js';
import { type ImElement, Select } from './base/im-element.js';
import { adopt, inside, Later } from './base/lazy.js';
import { imageHosts } from './base/registry.js';
import type { Body } from './base/shell.js';
import { SignInHint } from './base/sign-in-hint.js';
import { showCard } from './open-card.js';

const own = css`
  .stage { padding: calc(var(--_space) * 2); }
  .stage:focus-visible { outline-offset: -2px; }
`;

export class BlockedPeople implements Body {
  #state: Select<Readonly<State>>;
  #hint: SignInHint;
  #actions: Later<FriendActions>;

  constructor(readonly host: ImElement) {
    speak({ ...friends, ...lists });
    adopt(host, avatarStyles, personStyles, own);
    this.#state = new Select(host, ['session', 'lists', 'connection', 'blacks', 'friends', 'pending'], state => state);
    this.#hint = new SignInHint(host);
    this.#actions = new Later(host, async () => {
      const { FriendActions } = await import('./base/friend-actions.js');
      return new FriendActions(host, true, ['removeBlack']);
    });
  }

  /** Puts the focus on the first person's button, or on the list's place when there is nobody. */
  focus() {
    const { renderRoot } = this.host;
    (renderRoot.querySelector<HTMLElement>('.person .btn') ?? renderRoot.querySelector<HTMLElement>('.stage'))?.focus();
  }

  render() {
    const { t, mark } = inside(this.host);
    const state = this.#state.value;
    const blacks = [...(state?.blacks.values() ?? [])].sort((a, b) => b.createTime - a.createTime);
    const frame = {
      userID: state?.session.userID,
      list: state?.lists.blacks,
      offline: state?.connection.status === 'offline',
      count: blacks.length,
      quiet: this.#hint.quiet,
    };
    for (const [name, on] of Object.entries(listFlags(frame))) mark.call(this.host, name, on);
    if (blacks.length) this.#actions.soon();
    if (state?.pending.size && !this.#actions.value && !this.#actions.error) void this.#actions.use();
    return html`<div class="stage" tabindex="-1" ?hidden=${frame.userID === '' && frame.quiet}>
      ${listFrame({ ...frame, t, icon: 'block', emptyText: t('noBlocked'), retry: this.#retry })}
      <ul class="people" part="list" role="list" aria-label=${t('blockedPeople')} ?hidden=${!blacks.length}>
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
    const { host } = this;
    const { t, locale } = inside(host);
    const name = this.#state.value?.friends.get(userID)?.remark || nickname || userID;
    const waiting = this.#actions.value?.waiting;
    const waits = waiting?.key('removeBlack', userID);
    const busy = !!this.#actions.value?.busy('unblock', userID);
    return html`<li class="person" part="item">
      ${person({
        userID,
        name,
        faceURL,
        hosts: imageHosts(host.client),
        t,
        open: () => {
          showCard(host, userID);
        },
        below: html`<time class="sub" title=${timeTitle(createTime, locale)}>${timeText(createTime, Date.now(), locale)}</time>`,
        end: waits
          ? nothing
          : html`<button class="btn" type="button" aria-disabled=${busy} aria-describedby=${nameOf(userID)} @click=${() => this.#actions.use(actions => this.#unblock(actions, userID, name))}>
          ${t('unblock')}
        </button>`,
      })}
      ${waits ? waiting!.line(waits, nameOf(userID)) : nothing}
    </li>`;
  }

  async #unblock(actions: FriendActions, userID: string, name: string) {
    const done = await actions.run('unblock', { userID, name });
    await this.host.updateComplete;
    if (done && !this.host.shadowRoot?.activeElement) this.focus();
  }

  #retry = () => void inside(this.host).attempt('reload', client => client.reload('blacks'));
}
