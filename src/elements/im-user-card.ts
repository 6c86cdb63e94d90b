/** `<im-user-card>`: who somebody is, where you stand with each other, and what can be done about it. */
import { css, html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { standing, type Standing } from '../core/standing.js';
import { requestKey, type State } from '../core/state.js';
import { addSource, type FriendItem, type UserFullInfo } from '../protocol/model.js';
import { avatar, avatarStyles } from '../ui/avatar.js';
import { placeBeside } from '../ui/beside.js';
import { controls, errorState, spinner } from '../ui/controls.js';
import { greeting, greetingStyles } from '../ui/greeting.js';
import { icon } from '../ui/icons.js';
import type { Key } from '../ui/localize.js';
import { remarkField, remarkStyles } from '../ui/remark.js';
import { timeTitle } from '../ui/time.js';
import { base } from '../ui/tokens.js';
import { FollowFocus, followerOf } from './base/focus.js';
import { type ActionID, fitting, FriendActions } from './base/friend-actions.js';
import { ImElement } from './base/im-element.js';
import { Presence } from './base/presence.js';
import { imageHosts } from './base/registry.js';

/** The part of the state that a card reads. */
const slices = ['friends', 'blacks', 'requests', 'session', 'capabilities', 'connection'] as const satisfies readonly (keyof State)[];
const words: Partial<Record<Standing, Key>> = { you: 'you', blocked: 'blocked', requested: 'requested', accept: 'wantsYou' };

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
  static override styles = [base, controls, avatarStyles, greetingStyles, remarkStyles, css`
    :host { background: none; }
    .card { display: grid; gap: calc(var(--_space) * 3.5); padding: calc(var(--_space) * 5); overflow-wrap: anywhere; }
    .card[popover]:not(:popover-open) { display: none; }
    .card[popover] {
      position: fixed; inset: auto; margin: 0; inline-size: min(340px, 100vw - 16px); max-block-size: calc(100dvh - 16px); overflow: auto; border: 1px solid color-mix(in srgb, CanvasText 13%, transparent);
      border-radius: calc(var(--_radius) + 6px); background: var(--_raised); color: var(--im-text, CanvasText); box-shadow: 0 12px 40px #00000038, 0 2px 6px #0000001a;
      transition: opacity 0.14s, transform 0.14s;
      @starting-style { opacity: 0; transform: translateY(4px); }
    }
    .card:focus { outline: none; }
    .head { align-items: start; }
    h2 { margin: 0; font-size: 1.2em; font-weight: 650; line-height: 1.3; }
    .head .grow { display: grid; gap: 2px; padding-block-start: 4px; }
    .tools { display: flex; margin: -8px; margin-inline-start: 0; }
    p { margin: 0; }
    .bio { white-space: pre-line; }
    .stand { justify-self: start; padding: 2px 10px; border-radius: 2em; background: var(--_tint); font-size: 0.8125em; font-weight: 550; }
    dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px calc(var(--_space) * 4); align-items: center; margin: 0; font-size: 0.875em; }
    dt { color: var(--_muted); }
    dd { display: flex; align-items: center; gap: 4px; margin: 0; min-block-size: 28px; }
    dd .icon-btn { inline-size: 28px; min-block-size: 28px; }
    dd .icon { inline-size: 16px; }
    blockquote { margin: 0; padding: calc(var(--_space) * 2.5) calc(var(--_space) * 3.5); border-radius: var(--_radius); background: var(--_tint); }
    .acts { display: flex; flex-wrap: wrap; gap: calc(var(--_space) * 2); }
    .acts .btn { flex: 1 1 auto; }
    .acts:not(:has(*)), .card > .error[hidden] { display: none; }
    .card > .notice { margin-block-start: calc(var(--_space) * -3.5); }
  `];

  @property({ attribute: 'user-id' }) userID = '';
  @property({ attribute: 'for' }) htmlFor = '';
  @state() private opened = false;
  @state() private editing = false;
  /** Characters of the greeting; -1 = not asked for. */
  @state() private greeted = -1;
  @state() private info: Partial<UserFullInfo> | undefined;
  @state() private failed: { errCode: number } | undefined;
  @query('.card') private card!: HTMLElement | null;

  #focus = new FollowFocus(this, 'card', () => !this.userID);
  #state = this.select(slices, state => state);
  #presence = new Presence(this);
  #actions = new FriendActions(this, (action, run) => this.attempt(action, run));
  #shown = '';
  /** Stays in the closed card: what the focus returns from must not go before it did. */
  #last = '';
  #anchor: Element | null | undefined;
  #back: HTMLElement | null | undefined;
  #box: DOMRectReadOnly | undefined;
  #listening: AbortController | undefined;
  #resized: ResizeObserver | undefined;

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
    const { signal } = this.#listening;
    this.getRootNode().addEventListener('click', this.#opener, { signal });
    addEventListener('resize', this.#place, { signal });
    addEventListener('scroll', this.#place, { signal, capture: true, passive: true });
  }
  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#listening?.abort();
    this.#resized?.disconnect();
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
    if ((changed as Map<string, unknown>).has('editing') && this.editing) card?.querySelector<HTMLInputElement>('.remark')?.select();
    if (changed.get('greeted') === -1) card?.querySelector<HTMLInputElement>('.greeting input')?.focus();
    if (!card || !this.#popover) return;
    const open = card.matches(':popover-open');
    const wanted = this.#wanted;
    this.mark('open', wanted);
    if (open && !wanted && !this.#closing) card.hidePopover();
    if (open || !wanted) return;
    this.#back = deepActive();
    // The whole row, where it is one.
    this.#anchor ??= this.#back?.closest('li') ?? this.#back;
    card.showPopover();
    this.#place();
    (this.#resized ??= new ResizeObserver(this.#place)).observe(card);
    card.focus({ preventScroll: true });
  }

  /** Opens it. @param anchor - beside this element; default: the one with the focus. */
  show(anchor?: Element) {
    this.#anchor = anchor;
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
      ? html`<div class="card" part="card" popover role="dialog" tabindex="-1" aria-label=${name} @beforetoggle=${this.#toggled} @toggle=${this.#return}>${this.#content(state, name, friend)}</div>`
      : html`<section class="card" part="card" aria-label=${name}>${this.#content(state, name, friend)}</section>`;
  }

  #name(friend: FriendItem | undefined) {
    const black = this.#state.value?.blacks.get(this.#id);
    const request = this.#request;
    const asked = request && (request.fromUserID === this.#id ? request.fromNickname : request.toNickname);
    return friend?.remark || friend?.nickname || this.info?.nickname || black?.nickname || asked || this.#id;
  }

  get #request() {
    const { requests, session } = this.#state.value!;
    return requests.get(requestKey(this.#id, session.userID)) ?? requests.get(requestKey(session.userID, this.#id));
  }

  #content(state: Readonly<State>, name: string, friend: FriendItem | undefined) {
    const { t, locale } = this;
    const id = this.#id;
    const where = standing(state, id);
    const nickname = friend?.nickname ?? this.info?.nickname ?? '';
    const faceURL = friend?.faceURL ?? this.info?.faceURL ?? '';
    const menu = this.#actions.items([...fitting(this.client!, { userID: id, name, isPinned: friend?.isPinned }), ...(where === 'you' ? [] : ['report' as const])], t);
    const known = !!(friend || this.info);
    this.mark('loading', !known && !this.failed);
    this.mark('error', !!this.failed && !known);
    if (this.failed && !known) return errorState({ text: t.error(this.failed), retry: this.#load, label: t('tryAgain') });
    const { bio = '' } = this.info ?? {};
    const word = words[where];
    return html`
      <div class="row head">
        ${avatar({ userID: id, name, faceURL, hosts: imageHosts(this.client), size: 64, platforms: this.#presence.platforms(id), t })}
        <div class="grow">
          ${this.editing && friend
            ? remarkField({ t, remark: friend.remark, nickname, save: this.#save, cancel: this.#editEnd })
            : html`<h2 part="name" id="who" dir="auto">${name}</h2>`}
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
      <dl part="facts">
        <dt>ID</dt>
        <dd><span class="id" dir="ltr">${id}</span><button class="icon-btn" type="button" aria-label=${t('copyID')} title=${t('copyID')} @click=${this.#copy}>${icon('copy')}</button></dd>
        ${friend?.createTime
          ? html`<dt>${t('since')}</dt>
              <dd><span><time title=${timeTitle(friend.createTime, locale)}>${new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(friend.createTime)}</time>${friend.addSource === addSource.application
                ? `, ${t('byRequest')}`
                : friend.addSource === addSource.import ? `, ${t('byImport')}` : ''}</span></dd>`
          : nothing}
      </dl>
      ${this.greeted < 0
        ? html`<div class="acts" part="actions">${this.#acts(where, name)}<slot name="actions"></slot></div>`
        : greeting({ t, describedBy: 'who', length: this.greeted, busy: this.#sending, error: '', onInput: this.#typed, onSubmit: this.#send, onCancel: this.#greetEnd })}
      ${this.#actions.render(t)}
    `;
  }

  #sending = false;
  /** The top layer is about to let it go: hiding it again now would lose the focus. */
  #closing = false;

  #acts(where: Standing, name: string) {
    const { t } = this;
    const act = (id: ActionID, primary = false) => html`<button class="btn ${primary ? 'primary' : ''}" type="button" aria-disabled=${this.#actions.busy(id)} @click=${() => void this.#actions.run(id, { userID: this.#id, name }, t)}>
      ${this.#actions.busy(id) ? spinner() : nothing}${t(id === 'decline' ? 'decline' : id === 'accept' ? 'accept' : 'unblock')}
    </button>`;
    if (where === 'accept') return [act('accept', true), act('decline')];
    if (where === 'blocked') return act('unblock');
    if (where === 'add') {
      const closed = this.info?.allowAddFriend === 2;
      return closed ? html`<span class="hint">${t('e20013')}</span>` : html`<button class="btn primary" type="button" @click=${() => (this.greeted = 0)}>${icon('userAdd')}${t('add')}</button>`;
    }
    if (where === 'isFriend')
      return [
        followerOf(this.client, 'chat') ? html`<button class="btn primary" type="button" @click=${this.#message}>${icon('message')}${t('message')}</button>` : nothing,
        html`<button class="btn" type="button" @click=${this.#edit}>${icon('edit')}${t('editRemark')}</button>`,
      ];
    return nothing;
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

  #toggled = (event: ToggleEvent) => {
    this.#closing = event.newState === 'closed';
    if (!this.#closing) return;
    this.#resized?.disconnect();
    this.#anchor = this.#box = undefined;
    this.hide();
  };
  /** Not left to the browser: it does not find its way back across shadows. */
  #return = (event: ToggleEvent) => {
    const active = deepActive();
    if (event.newState !== 'closed' || (active && !this.card?.contains(active))) return;
    // A row that went meanwhile: its list knows the next one.
    (this.#back?.isConnected ? this.#back : ((this.getRootNode() as ShadowRoot).host as HTMLElement | undefined))?.focus();
  };
  #opener = (event: Event) => {
    if (!this.htmlFor || !this.userID) return;
    const opener = event.composedPath().find(node => node instanceof Element && node.id === this.htmlFor);
    if (opener) this.show(opener as Element);
  };
  #place = () => {
    const { card } = this;
    if (!card?.matches(':popover-open')) return;
    // An anchor that went away leaves its place behind.
    if (this.#anchor?.isConnected) this.#box = this.#anchor.getBoundingClientRect();
    placeBeside(card, this.#box, this.matches(':dir(rtl)'));
  };

  #chosen = (event: CustomEvent<{ id: string }>) => {
    const id = event.detail.id as ActionID;
    const friend = this.#state.value?.friends.get(this.#id);
    const person = { userID: this.#id, name: this.#name(friend) };
    if (id === 'remark') this.#edit();
    else if (id !== 'report') void this.#actions.run(id, person, this.t);
    else if (this.emit('im-report', { userID: this.#id }) && !this.#state.value?.blacks.has(this.#id)) void this.#actions.run('block', person, this.t);
  };
  #message = () => {
    const { client } = this;
    const userID = this.#id;
    this.hide();
    if (this.emit('im-friend-select', { userID })) client?.setFocus({ userID, kind: 'chat' });
  };
  #copy = async (event: Event) => {
    const text = (event.currentTarget as Element).previousElementSibling!;
    try {
      await navigator.clipboard.writeText(this.#id);
      this.#actions.notice.show(this.t('copied'));
    } catch {
      // Not allowed here: selected, it can be copied by hand.
      getSelection()?.selectAllChildren(text);
    }
  };

  #edit = () => { this.editing = true; };
  #editEnd = () => {
    if (!this.editing) return;
    this.editing = false;
    this.card?.focus({ preventScroll: true });
  };
  #save = async (remark: string) => {
    if (await this.#actions.act('setFriendRemark', client => client.setFriendRemark({ toUserID: this.#id, remark }), this.t)) this.#editEnd();
  };

  #typed = (event: Event) => { this.greeted = (event.target as HTMLInputElement).value.length; };
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
    const sent = await this.#actions.act('addFriend', client => client.addFriend({ toUserID: this.#id, reqMsg }), this.t);
    this.#sending = false;
    if (sent) this.#greetEnd();
    this.requestUpdate();
  };
}

/** The element with the focus, inside whatever shadow it is. */
function deepActive(): HTMLElement | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active === document.body ? null : (active as HTMLElement | null);
}

declare global {
  interface HTMLElementTagNameMap {
    'im-user-card': ImUserCard;
  }
  interface HTMLElementEventMap {
    'im-report': CustomEvent<{ userID: string }>;
  }
}
