/** The card of a person, loaded when it is shown: who it is, where you stand with each other, and what can be done about it. */
import { html, nothing, type ReactiveController } from 'lit';
import { standing, type Standing } from '../core/standing.js';
import { requestKey, type State } from '../core/state.js';
import type { FriendItem, UserFullInfo } from '../protocol/model.js';
import { found } from '../locales/en/found.js';
import { lists } from '../locales/en/lists.js';
import { avatar } from '../ui/avatar.js';
import { errorState } from '../ui/controls.js';
import { greeting } from '../ui/greeting.js';
import { icon } from '../ui/icons.js';
import { type Key, speak, type Translate } from '../ui/localize.js';
import { personFacts } from '../ui/person-facts.js';
import { remarkField } from '../ui/remark.js';
import { TopLayer } from '../ui/top-layer.js';
import { followerOf } from './base/focus.js';
import { type ActionID, fitting, FriendActions } from './base/friend-actions.js';
import { type ImElement, Select } from './base/im-element.js';
import { adopt, inside } from './base/lazy.js';
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
  'pending',
] as const satisfies readonly (keyof State)[];
const words: Partial<Record<Standing, Key>> = {
  you: 'you',
  blocked: 'blocked',
  requested: 'requested',
  accept: 'wantsYou',
};

/** What the element says about the card. */
export interface CardPlace {
  id: () => string;
  wanted: () => boolean;
  popover: () => boolean;
  hide: () => void;
}

export class UserCard implements ReactiveController {
  #state: Select<Readonly<State>>;
  #presence: Presence;
  #actions: FriendActions;
  #layer: TopLayer;
  #shown = '';
  #info: Partial<UserFullInfo> | undefined;
  #failed: { errCode: number } | undefined;
  #editing = false;
  /** Characters of the greeting; -1 = not asked for. */
  #greeted = -1;
  /** What has the field that takes the focus next. */
  #entered = '';
  #sending = false;

  constructor(
    readonly host: ImElement,
    readonly place: CardPlace,
  ) {
    this.#state = new Select(host, slices, state => state);
    this.#presence = new Presence(host);
    this.#actions = new FriendActions(host);
    this.#layer = new TopLayer(host, { panel: () => this.#card, wanted: place.wanted, closed: place.hide });
    speak({ ...found, ...lists });
    adopt(host, ...userCardStyles);
    host.addController(this);
  }

  get #id() {
    return this.place.id();
  }
  get #card() {
    return this.host.renderRoot.querySelector<HTMLElement>('.card');
  }

  hostDisconnected() {
    this.#shown = '';
  }

  /** Before each render: who it is may have changed. */
  prepare() {
    const id = this.#id;
    this.#presence.watch(id && (this.place.wanted() || !this.place.popover()) ? [id] : []);
    if (id === this.#shown) return;
    this.#shown = id;
    this.#info = this.#failed = undefined;
    this.#editing = false;
    this.#greeted = -1;
    void this.#load();
  }

  hostUpdated() {
    const field = this.#entered && this.#card?.querySelector<HTMLInputElement>(this.#entered);
    this.#entered = '';
    if (field) {
      field.focus();
      field.select();
    }
  }

  render(anchor: Element | undefined) {
    const state = this.#state.value;
    if (!state) return nothing;
    if (anchor) this.#layer.anchor = anchor;
    const friend = this.#actions.waiting.wanted(state.friends).get(this.#id);
    const name = this.#name(friend);
    return this.place.popover()
      ? html`<div class="card" part="card" popover role="dialog" tabindex="-1" aria-label=${name} @beforetoggle=${this.#layer.onBeforeToggle} @toggle=${this.#layer.onToggle}>${this.#content(state, name, friend)}</div>`
      : html`<section class="card" part="card" aria-label=${name}>${this.#content(state, name, friend)}</section>`;
  }

  #enter(field: string) {
    this.#entered = field;
    this.host.requestUpdate();
  }

  #name(friend: FriendItem | undefined) {
    const { nickname } = this.#info ?? this.#state.value?.blacks.get(this.#id) ?? {};
    return friend?.remark || friend?.nickname || nickname || this.#id;
  }

  get #request() {
    const { requests, session } = this.#state.value!;
    return requests.get(requestKey(this.#id, session.userID));
  }

  #content(state: Readonly<State>, name: string, friend: FriendItem | undefined) {
    const { t, locale } = inside(this.host);
    const id = this.#id;
    const where = standing(state, id);
    const nickname = friend?.nickname ?? this.#info?.nickname ?? '';
    const faceURL = friend?.faceURL ?? this.#info?.faceURL ?? '';
    const menu = this.#actions.items([
      ...fitting(this.host.client!, { userID: id, name, isPinned: friend?.isPinned }),
      ...(where === 'you' ? [] : ['report' as const]),
    ]);
    const known = !!(friend || this.#info);
    inside(this.host).mark('loading', !known && !this.#failed);
    inside(this.host).mark('error', !!this.#failed && !known);
    if (this.#failed && !known)
      return errorState({ text: t.error(this.#failed), retry: () => void this.#load(), label: t('tryAgain') });
    if (!friend && !state.blacks.has(id) && this.#info && !this.#info.userID) return this.#nobody(t);
    const { bio = '' } = this.#info ?? {};
    const word = words[where];
    const { waiting } = this.#actions;
    const waits = waiting.keys(id);
    return html`
      <div class="row head">
        ${avatar({ userID: id, name, faceURL, hosts: imageHosts(this.host.client), size: 64, platforms: this.#presence.platforms(id), t })}
        <div class="grow">
          ${
            this.#editing && friend
              ? remarkField({ t, remark: friend.remark, nickname, save: this.#save, cancel: this.#editEnd })
              : html`<h2 part="name" id="who" dir="auto">${name}</h2>`
          }
          ${friend?.remark ? html`<span class="muted" dir="auto">${nickname}</span>` : nothing}
          <span class="hint">${this.#presence.text(id, t, locale) || (known ? ' ' : '…')}</span>
        </div>
        <div class="tools">
          ${menu.length ? html`<im-menu .label=${t('more', { name })} .items=${menu} @im-menu-select=${this.#chosen}></im-menu>` : nothing}
          ${this.#close(t)}
        </div>
      </div>
      ${word ? html`<span class="stand">${t(word)}</span>` : nothing}
      ${waits.map(key => waiting.line(key))}
      ${bio ? html`<p class="bio" dir="auto">${bio}</p>` : nothing}
      ${where === 'accept' && this.#request?.reqMsg ? html`<blockquote dir="auto">${this.#request.reqMsg}</blockquote>` : nothing}
      ${personFacts({ t, locale, userID: id, friend, copied: this.#copied })}
      ${
        this.#greeted < 0
          ? html`<div class="acts" part="actions">${waits.some(key => /^[abf]/.test(key)) ? nothing : this.#acts(where, name)}<slot name="actions"></slot></div>`
          : greeting({
              t,
              describedBy: 'who',
              length: this.#greeted,
              busy: this.#sending,
              error: '',
              onInput: this.#typed,
              onSubmit: event => void this.#send(event),
              onCancel: this.#greetEnd,
            })
      }
      ${this.#actions.render()}
    `;
  }

  /** Found by nobody's ID. */
  #nobody(t: Translate) {
    return html`<div class="row head">
      <div class="grow"><h2 part="name" id="who">${t('nobody')}</h2><span class="muted">${this.#id}</span></div>
      ${this.#close(t)}
    </div>`;
  }

  #close(t: Translate) {
    return this.place.popover()
      ? html`<button class="icon-btn" type="button" aria-label=${t('close')} title=${t('close')} @click=${this.place.hide}>${icon('close')}</button>`
      : nothing;
  }

  #acts(where: Standing, name: string) {
    return cardActs({
      t: inside(this.host).t,
      where,
      closed: this.#info?.allowAddFriend === 2,
      chat: !!followerOf(this.host.client, 'chat'),
      busy: id => this.#actions.busy(id, this.#id),
      run: id => void this.#actions.run(id, { userID: this.#id, name }),
      add: () => {
        this.#greeted = 0;
        this.#enter('.greeting input');
      },
      message: this.#message,
      edit: this.#edit,
    });
  }

  #load = async () => {
    const { client } = this.host;
    const id = this.#id;
    if (!client || !id) return;
    this.#failed = undefined;
    this.host.requestUpdate();
    try {
      const [info] = await client.getUsersFullInfo([id]);
      if (id === this.#id) this.#info = info ?? {};
    } catch (error) {
      if (id === this.#id) this.#failed = error as { errCode: number };
    }
    this.host.requestUpdate();
  };

  #chosen = (event: CustomEvent<{ id: string }>) => {
    const id = event.detail.id as ActionID;
    const friend = this.#state.value?.friends.get(this.#id);
    const person = { userID: this.#id, name: this.#name(friend) };
    if (id === 'remark') this.#edit();
    else if (id !== 'report') void this.#actions.run(id, person);
    else if (inside(this.host).emit('im-report', { userID: this.#id }) && !this.#state.value?.blacks.has(this.#id))
      void this.#actions.run('block', person);
  };
  #message = () => {
    const { client } = this.host;
    const userID = this.#id;
    this.place.hide();
    if (inside(this.host).emit('im-friend-select', { userID })) client?.setFocus({ userID, kind: 'chat' });
  };
  #copied = () => {
    this.#actions.notice.show(inside(this.host).t('copied'));
  };

  #edit = () => {
    this.#editing = true;
    this.#enter('.remark');
  };
  #editEnd = () => {
    if (!this.#editing) return;
    this.#editing = false;
    this.#leave();
  };
  #save = async (remark: string) => {
    const toUserID = this.#id;
    if (await this.#actions.act('setFriendRemark', client => client.setFriendRemark({ toUserID, remark })))
      this.#editEnd();
  };

  #leave() {
    this.#card?.focus({ preventScroll: true });
    this.host.requestUpdate();
  }

  #typed = (event: Event) => {
    this.#greeted = (event.target as HTMLInputElement).value.length;
    this.host.requestUpdate();
  };
  #greetEnd = () => {
    this.#greeted = -1;
    this.#leave();
  };
  #send = async (event: Event) => {
    event.preventDefault();
    if (this.#sending) return;
    const reqMsg = (event.target as HTMLFormElement).querySelector('input')!.value;
    this.#sending = true;
    this.host.requestUpdate();
    const sent = await this.#actions.act('addFriend', client => client.addFriend({ toUserID: this.#id, reqMsg }));
    this.#sending = false;
    if (sent) this.#greetEnd();
    this.host.requestUpdate();
  };
}
