/** `<im-friend-list>`: everybody one is friends with, found and opened in a second, however many they are. */
import { html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { people } from '../locales/en/people.js';
import { icon } from '../ui/icons.js';
import { whenIdle } from '../ui/idle.js';
import type { ImMenu } from '../ui/im-menu.js';
import { sectionIndex } from '../ui/letter-index.js';
import { listFlags, listFrame } from '../ui/list-frame.js';
import { longPress } from '../ui/long-press.js';
import { Roving } from '../ui/roving.js';
import { RowWindow } from '../ui/row-window.js';
import { searchField } from '../ui/search-field.js';
import { type ActionID, FriendActions } from './base/friend-actions.js';
import { ImElement } from './base/im-element.js';
import { Presence } from './base/presence.js';
import { imageHosts } from './base/registry.js';
import { friendListStyles } from './friend-list-styles.js';
import { type Entry, FriendOrder } from './friend-order.js';
import { friendRow, idOf, rowOf } from './friend-row.js';
import { ensureCard } from './open-card.js';

/**
 * The user's friends: pinned first, then by letter (Chinese names by pinyin), with search, presence and a menu for each.
 * Choosing one opens the chat of the page, or a card when there is none.
 *
 * @element im-friend-list
 * @slot header - Above the search field.
 * @slot actions - Beside the search field.
 * @slot empty - Shown instead of the words when there is nobody yet.
 * @slot badge-ID - At the end of the row of the friend with this user ID, e.g. a number of unread messages.
 * @fires {CustomEvent<{ userID: string }>} im-friend-select - A friend was chosen. Unless prevented, the chat or card opens.
 * @csspart search - The search field.
 * @csspart list - The list.
 * @csspart item - One friend, with the letter above the first of a section.
 * @csspart letter - A section's letter.
 * @csspart row - The name: the button that opens a friend.
 * @csspart avatar - The picture.
 * @csspart index - The letters beside a long list.
 * @cssprop [--im-list-height=min(100dvh, 720px)] - How high the list grows before it scrolls.
 * @cssstate loading - Nothing to show yet.
 * @cssstate empty - There are no friends.
 * @cssstate error - The list could not be loaded; what was there stays.
 * @cssstate offline - There is no connection; the list is what it was last.
 */
export class ImFriendList extends ImElement {
  static override words = people;
  static override styles = friendListStyles;

  /** What is searched for: in remark, name and ID. */
  @property({ attribute: false }) query = '';
  /** Whose remark is being edited. */
  @state() private editing = '';
  @query('im-menu') private menu!: ImMenu;
  @query('ul') private list!: HTMLElement | null;
  @query('.scroll') private scroller!: HTMLElement | null;
  @query('.search input') private field!: HTMLInputElement | null;

  #userID = this.select(['session'], ({ session }) => (session.restored ? session.userID : undefined));
  #lists = this.select(['lists'], ({ lists }) => lists.friends);
  #offline = this.select(['connection'], ({ connection }) => connection.status === 'offline');
  #friends = this.select(['friends'], ({ friends }) => friends);
  #blacks = this.select(['blacks'], ({ blacks }) => blacks);
  #focus = this.select(['focus'], ({ focus }) => focus);
  #presence: Presence = new Presence(this);
  #actions: FriendActions = new FriendActions(this, (action, run) => this.attempt(action, run));
  #order = new FriendOrder();
  #rows: readonly Entry[] = [];
  #working = false;
  /** The letter that was chosen in the index; -1 = the one in view. */
  #letter = -1;
  #wasOpen = false;
  #press = longPress(target => {
    this.#open(target);
  });
  #window: RowWindow = new RowWindow(this, {
    scroller: () => this.scroller,
    list: () => this.list,
    hasHead: index => !this.#wanted && this.#order.heads.has(index),
  });
  #roving: Roving<Entry> = new Roving<Entry>(this, {
    list: () => this.list,
    rows: () => this.#rows,
    idOf: ({ friend }) => friend.userID,
    nameOf: ({ name }) => name,
    letterOf: ({ letter }) => letter,
    scrollTo: index => {
      this.#window.scrollTo(index);
    },
    leave: () => this.field?.focus(),
  });

  /** Whose letters count: the query as it is compared. */
  get #wanted() {
    return this.query.trim().toLowerCase();
  }

  override willUpdate() {
    const [friends, blacks] = [this.#friends.value, this.#blacks.value];
    if (this.#order.update(friends ?? new Map(), blacks ?? new Map())) void this.#work();
    this.#rows = this.#wanted ? this.#order.search(this.#wanted) : this.#order.rows;
  }

  override updated(changed: PropertyValues<this>) {
    const list = this.list;
    if (list) this.#presence.watchRows(list.children);
    if (changed.get('query') !== undefined && this.scroller) this.scroller.scrollTop = 0;
    if ((changed as Map<unknown, unknown>).has('editing') && this.editing)
      this.list?.querySelector<HTMLInputElement>('.remark')?.select();
    if (this.#focus.value) ensureCard(this);
  }

  /** Puts the focus on the row that had it last, else on the search field. */
  override focus() {
    if (this.#rows.length) this.#roving.refocus();
    else this.field?.focus();
  }

  override render() {
    const { t } = this;
    const frame = {
      userID: this.#userID.value,
      list: this.#lists.value,
      offline: this.#offline.value,
      count: this.#order.size,
    };
    const flags = listFlags(frame);
    for (const [name, on] of Object.entries(flags)) this.mark(name, on);
    const open = frame.userID !== '';
    return html`<slot name="header"></slot>
      <div class="top" ?hidden=${!open}>
        <div class="row bar">
          ${searchField({ label: t('searchFriends'), value: this.query, input: this.#search, keys: this.#searchKeys })}
          <slot name="actions"></slot>
          <button class="icon-btn" type="button" aria-label=${t('refresh')} title=${t('refresh')} @click=${this.#refresh}>${icon('refresh')}</button>
        </div>
        <p class="count muted" role="status">${flags.loading ? '…' : this.#count()}</p>
      </div>
      ${listFrame({ ...frame, t, icon: 'user', emptyText: t('noFriends'), retry: this.#refresh })}
      ${open ? this.#body() : nothing}
      <im-menu bare @im-menu-select=${this.#chosen}></im-menu>
      ${this.#actions.render(t)}`;
  }

  #count() {
    if (!this.#wanted) return this.t('friendCount', { n: this.#order.size });
    const n = this.#rows.length;
    return n ? this.t('friendsFound', { n }) : this.t('friendsNone', { query: this.query.trim() });
  }

  #body() {
    const { t } = this;
    const { start, end } = this.#window.plan(this.#rows);
    const sections = !this.#wanted;
    if (sections) {
      this.#order.ensure(start, end);
      this.#rows = this.#order.rows;
    }
    const stop = this.#roving.stop(start, end);
    const { heads } = this.#order;
    const presence = this.#presence;
    const focus = this.#focus.value?.userID;
    const shared = {
      t,
      query: this.#wanted,
      total: this.#rows.length,
      hosts: imageHosts(this.client),
      save: this.#save,
      cancel: this.#editEnd,
    };
    return html`<div class=${sections && this.#window.long ? 'body long' : 'body'} ?hidden=${!this.#rows.length}>
      <div class="scroll" @wheel=${this.#free} @touchmove=${this.#free} @pointerdown=${this.#free}>
        <ul role="list" part="list" aria-label=${t('friends')} aria-busy=${this.#lists.value?.status !== 'ready'} tabindex="-1" @focusin=${this.#roving.onFocus} @keydown=${this.#keys}
          @click=${this.#clicked} @contextmenu=${this.#menuAt} @pointerdown=${this.#down} @pointerup=${this.#press.up}>
          ${repeat(
            this.#rows.slice(start, end),
            ({ friend }) => friend.userID,
            (entry, index) =>
              friendRow(entry, {
                ...shared,
                index: start + index,
                section: sections ? heads.get(start + index) : undefined,
                tabIndex: entry.friend.userID === stop ? 0 : -1,
                editing: this.editing === entry.friend.userID,
                current: focus === entry.friend.userID,
                platforms: presence.platforms(entry.friend.userID),
                presence: presence.text(entry.friend.userID, t, this.locale),
              }),
          )}
        </ul>
      </div>
      ${
        sections && this.#window.ready
          ? sectionIndex({
              t,
              heads,
              first: this.#window.first,
              chosen: this.#letter,
              go: this.#jump,
            })
          : nothing
      }
    </div>`;
  }

  /** Sorts what is out of view and builds the search index when the page is idle. */
  async #work() {
    if (this.#working) return;
    this.#working = true;
    do if (await whenIdle(this.#order.work())) this.requestUpdate();
    while (!this.#order.sorted);
    this.#working = false;
  }

  #entry = (userID: string) => this.#rows.find(({ friend }) => friend.userID === userID);
  #search = (event: Event) => {
    this.query = (event.target as HTMLInputElement).value;
  };
  #searchKeys = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const [first] = this.#rows;
    if (event.key === 'ArrowDown') this.#roving.move(0);
    else if (event.key === 'Escape' && this.query) this.query = '';
    else if (event.key === 'Enter' && this.#wanted && first) this.#choose(first.friend.userID);
    else return;
    event.preventDefault();
  };
  #refresh = () => void this.attempt('reload', client => client.reload('friends'));
  #jump = (letter: number, row: number) => {
    this.#letter = letter;
    this.#window.scrollTo(row, 'start');
    this.requestUpdate();
  };
  #free = () => {
    this.#letter = -1;
  };

  #down = (event: PointerEvent) => {
    // A press on its button closes an open menu: the click that follows must not open it again.
    this.#wasOpen = this.menu.open;
    this.#press.down(event);
  };
  #clicked = (event: MouseEvent) => {
    const target = event.target as Element;
    if (target.closest('.open')) this.#choose(idOf(target));
    else if (target.closest('.more') && !(this.#wasOpen && event.detail)) this.#open(target);
  };
  #choose(userID: string) {
    if (this.emit('im-friend-select', { userID })) this.client?.setFocus({ userID, kind: 'chat' });
  }
  #edit(userID: string) {
    this.editing = userID;
  }
  #editEnd = () => {
    if (!this.editing) return;
    const inside = this.list?.contains((this.renderRoot as ShadowRoot).activeElement);
    this.editing = '';
    if (inside) this.#roving.refocus();
  };
  #save = async (toUserID: string, remark: string) => {
    if (await this.#actions.act('setFriendRemark', client => client.setFriendRemark({ toUserID, remark }), this.t))
      this.#editEnd();
  };

  #keys = (event: KeyboardEvent) => {
    const { active } = this.#roving;
    if (event.key === 'F2' && this.#entry(active)) this.#edit(active);
    else this.#roving.onKey(event);
  };
  #chosen = (event: CustomEvent<{ id: string }>) => {
    const entry = this.#entry(idOf(this.menu.anchor!));
    if (!entry) return;
    const { userID } = entry.friend;
    const id = event.detail.id as ActionID;
    if (id === 'message') this.#choose(userID);
    else if (id === 'remark') this.#edit(userID);
    else void this.#actions.run(id, { userID, name: entry.name }, this.t);
  };
  #menuAt = (event: MouseEvent) => {
    const target = event.target as Element;
    if (target.closest('input') || !rowOf(target)) return;
    event.preventDefault();
    this.#open(
      target,
      (event as PointerEvent).pointerType === 'mouse' ? { x: event.clientX, y: event.clientY } : undefined,
    );
  };
  /** Opens the one menu for the row of `target`. */
  #open(target: Element, at?: { x: number; y: number }) {
    const anchor = rowOf(target)?.querySelector<HTMLElement>('.more');
    const entry = this.#entry(idOf(target));
    if (!anchor || !entry) return;
    const { menu, t } = this;
    const pin = entry.friend.isPinned ? 'unpin' : 'pin';
    Object.assign(menu, {
      anchor,
      label: t('more', { name: entry.name }),
      items: this.#actions.items(['message', 'remark', pin, 'block', 'delete'], t),
    });
    void menu.show(at);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'im-friend-list': ImFriendList;
  }
  interface HTMLElementEventMap {
    'im-friend-select': CustomEvent<{ userID: string }>;
  }
}
