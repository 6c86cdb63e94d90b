/** `<im-user-card>`: who somebody is, where you stand with each other, and what can be done about it. */
import { html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { people } from '../locales/en/people.js';
import { standing, type Standing } from '../core/standing.js';
import { requestKey, type State } from '../core/state.js';
import type { FriendItem, UserFullInfo } from '../protocol/model.js';
import { avatar } from '../ui/avatar.js';
import { errorState } from '../ui/controls.js';
import { greeting } from '../ui/greeting.js';
import { icon } from '../ui/icons.js';
import type { Key } from '../ui/localize.js';
import { remarkField } from '../ui/remark.js';
import { personFacts } from '../ui/person-facts.js';
import { TopLayer } from '../ui/top-layer.js';
import { FollowFocus, followerOf } from './base/focus.js';
import { type ActionID, fitting, FriendActions } from './base/friend-actions.js';
import { ImElement, type Select } from './base/im-element.js';
import { Presence } from './base/presence.js';
import { imageHosts } from './base/registry.js';
import { cardActs } from './card-acts.js';
import { userCardStyles } from './user-card-styles.js';

/** The part of the state that a card reads. */
const slices = [
  'friends',
  'blacks',
  'requests',
  'session',
  'capabilities',
  'connection',
] as const satisfies readonly (keyof State)[];
const words: Partial<Record<Standing, Key>> = {
  you: 'you',
  blocked: 'blocked',
  requested: 'requested',
  accept: 'wantsYou',
};

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
 * @cssstate open - It is shown in the top layer.
 * @cssstate loading - Nothing is known yet.
 * @cssstate error - The person could not be looked up.
 */
export class ImUserCard extends ImElement {
  static override words = people;
  static override styles = userCardStyles;

  @property({ attribute: 'user-id' }) userID = '';
  @property({ attribute: 'for' }) htmlFor = '';
  @state() private opened = false;
  @state() private editing = false;
  /** Characters of the greeting; -1 = not asked for. */
  @state() private greeted = -1;
  @state() private info: Partial<UserFullInfo> | undefined;
  @state() private failed: { errCode: number } | undefined;
  @query('.card') private card!: HTMLElement | null;

  #focus: FollowFocus = new FollowFocus(this, 'card', () => !this.userID);
  #state: Select<Readonly<State>> = this.select(slices, state => state);
  #presence: Presence = new Presence(this);
  #actions: FriendActions = new FriendActions(this, (action, run) => this.attempt(action, run));
  #shown = '';
  /** Stays in the closed card: what the focus returns from must not go before it did. */
  #last = '';
  #sending = false;
  #listening: AbortController | undefined;
  #layer: TopLayer = new TopLayer(this, {
    panel: () => this.card,
    wanted: () => this.#wanted,
    closed: () => {
      this.hide();
    },
  });

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
    this.#shown = '';
  }

  override willUpdate() {
    const id = this.#id;
    this.#last = this.#state.value?.session.userID ? id : '';
    this.#presence.watch(id && (this.#wanted || !this.#popover) ? [id] : []);
    if (id === this.#shown) return;
    this.#shown = id;
    this.info = this.failed = undefined;
    this.editing = false;
    this.greeted = -1;
    void this.#load();
  }

  override updated(changed: PropertyValues) {
    const { card } = this;
    if ((changed as Map<string, unknown>).has('editing') && this.editing)
      card?.querySelector<HTMLInputElement>('.remark')?.select();
    if (changed.get('greeted') === -1) card?.querySelector<HTMLInputElement>('.greeting input')?.focus();
    this.mark('open', this.#popover && this.#wanted);
  }

  /** Opens it. @param anchor - beside this element; default: the one with the focus. */
  show(anchor?: Element) {
    this.#layer.anchor = anchor;
    this.opened = true;
  }
  hide() {
    this.opened = false;
    if (!this.userID) this.client?.setFocus(undefined);
  }

  override render() {
    const id = this.#id;
    const state = this.#state.value;
    if (!id || !state) return nothing;
    const friend = state.friends.get(id);
    const name = this.#name(friend);
    return this.#popover
      ? html`<div class="card" part="card" popover role="dialog" tabindex="-1" aria-label=${name} @beforetoggle=${this.#layer.onBeforeToggle} @toggle=${this.#layer.onToggle}>${this.#content(state, name, friend)}</div>`
      : html`<section class="card" part="card" aria-label=${name}>${this.#content(state, name, friend)}</section>`;
  }

  #name(friend: FriendItem | undefined) {
    const { nickname } = this.info ?? this.#state.value?.blacks.get(this.#id) ?? {};
    return friend?.remark || friend?.nickname || nickname || this.#id;
  }

  get #request() {
    const { requests, session } = this.#state.value!;
    return requests.get(requestKey(this.#id, session.userID));
  }

  #content(state: Readonly<State>, name: string, friend: FriendItem | undefined) {
    const { t, locale } = this;
    const id = this.#id;
    const where = standing(state, id);
    const nickname = friend?.nickname ?? this.info?.nickname ?? '';
    const faceURL = friend?.faceURL ?? this.info?.faceURL ?? '';
    const menu = this.#actions.items(
      [
        ...fitting(this.client!, { userID: id, name, isPinned: friend?.isPinned }),
        ...(where === 'you' ? [] : ['report' as const]),
      ],
      t,
    );
    const known = !!(friend || this.info);
    this.mark('loading', !known && !this.failed);
    this.mark('error', !!this.failed && !known);
    if (this.failed && !known)
      return errorState({ text: t.error(this.failed), retry: () => void this.#load(), label: t('tryAgain') });
    const { bio = '' } = this.info ?? {};
    const word = words[where];
    return html`
      <div class="row head">
        ${avatar({ userID: id, name, faceURL, hosts: imageHosts(this.client), size: 64, platforms: this.#presence.platforms(id), t })}
        <div class="grow">
          ${
            this.editing && friend
              ? remarkField({ t, remark: friend.remark, nickname, save: this.#save, cancel: this.#editEnd })
              : html`<h2 part="name" id="who" dir="auto">${name}</h2>`
          }
          ${friend?.remark ? html`<span class="muted" dir="auto">${nickname}</span>` : nothing}
          <span class="hint">${this.#presence.text(id, t, locale) || (known ? ' ' : '…')}</span>
        </div>
        <div class="tools">
          ${menu.length ? html`<im-menu .label=${t('more', { name })} .items=${menu} @im-menu-select=${this.#chosen}></im-menu>` : nothing}
          ${this.#popover ? html`<button class="icon-btn" type="button" aria-label=${t('close')} title=${t('close')} @click=${this.hide}>${icon('close')}</button>` : nothing}
        </div>
      </div>
      ${word ? html`<span class="stand">${t(word)}</span>` : nothing}
      ${bio ? html`<p class="bio" dir="auto">${bio}</p>` : nothing}
      ${where === 'accept' && this.#request?.reqMsg ? html`<blockquote dir="auto">${this.#request.reqMsg}</blockquote>` : nothing}
      ${personFacts({ t, locale, userID: id, friend, copied: this.#copied })}
      ${
        this.greeted < 0
          ? html`<div class="acts" part="actions">${this.#acts(where, name)}<slot name="actions"></slot></div>`
          : greeting({
              t,
              describedBy: 'who',
              length: this.greeted,
              busy: this.#sending,
              error: '',
              onInput: this.#typed,
              onSubmit: event => void this.#send(event),
              onCancel: this.#greetEnd,
            })
      }
      ${this.#actions.render(t)}
    `;
  }

  #acts(where: Standing, name: string) {
    return cardActs({
      t: this.t,
      where,
      closed: this.info?.allowAddFriend === 2,
      chat: !!followerOf(this.client, 'chat'),
      busy: id => this.#actions.busy(id),
      run: id => void this.#actions.run(id, { userID: this.#id, name }, this.t),
      add: () => {
        this.greeted = 0;
      },
      message: this.#message,
      edit: this.#edit,
    });
  }

  #load = async () => {
    const { client } = this;
    const id = this.#id;
    if (!client || !id) return;
    this.failed = undefined;
    try {
      const [info] = await client.getUsersFullInfo([id]);
      if (id === this.#id) this.info = info ?? { userID: id };
    } catch (error) {
      if (id === this.#id) this.failed = error as { errCode: number };
    }
  };

  #opener = (event: Event) => {
    if (!this.htmlFor || !this.userID) return;
    const opener = event.composedPath().find(node => node instanceof Element && node.id === this.htmlFor);
    if (opener) this.show(opener as Element);
  };
  #chosen = (event: CustomEvent<{ id: string }>) => {
    const id = event.detail.id as ActionID;
    const friend = this.#state.value?.friends.get(this.#id);
    const person = { userID: this.#id, name: this.#name(friend) };
    if (id === 'remark') this.#edit();
    else if (id !== 'report') void this.#actions.run(id, person, this.t);
    else if (this.emit('im-report', { userID: this.#id }) && !this.#state.value?.blacks.has(this.#id))
      void this.#actions.run('block', person, this.t);
  };
  #message = () => {
    const { client } = this;
    const userID = this.#id;
    this.hide();
    if (this.emit('im-friend-select', { userID })) client?.setFocus({ userID, kind: 'chat' });
  };
  #copied = () => {
    this.#actions.notice.show(this.t('copied'));
  };

  #edit = () => {
    this.editing = true;
  };
  #editEnd = () => {
    if (!this.editing) return;
    this.editing = false;
    this.card?.focus({ preventScroll: true });
  };
  #save = async (remark: string) => {
    if (
      await this.#actions.act(
        'setFriendRemark',
        client => client.setFriendRemark({ toUserID: this.#id, remark }),
        this.t,
      )
    )
      this.#editEnd();
  };

  #typed = (event: Event) => {
    this.greeted = (event.target as HTMLInputElement).value.length;
  };
  #greetEnd = () => {
    this.greeted = -1;
    this.card?.focus({ preventScroll: true });
  };
  #send = async (event: Event) => {
    event.preventDefault();
    if (this.#sending) return;
    const reqMsg = (event.target as HTMLFormElement).querySelector('input')!.value;
    this.#sending = true;
    this.requestUpdate();
    const sent = await this.#actions.act(
      'addFriend',
      client => client.addFriend({ toUserID: this.#id, reqMsg }),
      this.t,
    );
    this.#sending = false;
    if (sent) this.#greetEnd();
    this.requestUpdate();
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
