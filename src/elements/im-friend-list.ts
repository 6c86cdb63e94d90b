/** `<im-friend-list>`: everybody one is friends with, found and opened in a second, however many they are. */
import { html, nothing, type PropertyValues } from 'lit';
import { property, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { singleChatID } from '../protocol/ids.js';
import { friends } from '../locales/en/friends.js';
import { lists } from '../locales/en/lists.js';
import { unread } from '../locales/en/unread.js';
import { icon } from '../ui/icons.js';
import { listFlags, listFrame } from '../ui/list-frame.js';
import { Roving } from '../ui/roving.js';
import { searchField } from '../ui/search-field.js';
import { ImElement } from './base/im-element.js';
import { Later } from './base/lazy.js';
import { Presence } from './base/presence.js';
import { imageHosts } from './base/registry.js';
import { SignInHint } from './base/sign-in-hint.js';
import { friendListStyles } from './friend-list-styles.js';
import type { FriendMenu } from './friend-menu.js';
import { type Entry, FriendOrder } from './friend-order.js';
import { friendRow, idOf, rowOf } from './friend-row.js';
import type { LongList } from './long-list.js';
import { ensureCard } from './open-card.js';

/** A longer list has only the rows in view alive. */
const SHORT = 80;

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
 * @csspart pending - The mark of what waits for the network.
 * @csspart notice - What was done, for some seconds, with *Undo* where it can be undone.
 * @cssprop [--im-list-height=min(100dvh, 720px)] - How high the list grows before it scrolls.
 * @cssstate loading - Nothing to show yet.
 * @cssstate empty - There are no friends.
 * @cssstate error - The list could not be loaded; what was there stays.
 * @cssstate offline - There is no connection; the list is what it was last.
 */
export class ImFriendList extends ImElement {
  static override words = { ...friends, ...lists, ...unread };
  static override styles = friendListStyles;

  /** What is searched for: in remark, name and ID. */
  @property({ attribute: false }) query = '';
  @query('ul') private list!: HTMLElement | null;
  @query('.scroll') private scroller!: HTMLElement | null;
  /** The search field, or what is there without one. */
  @query('.grow:not([hidden]) input, .bar > .icon-btn') private field!: HTMLElement | null;

  #userID = this.select(['session'], ({ session }) => (session.restored ? session.userID : undefined));
  #lists = this.select(['lists'], ({ lists }) => lists.friends);
  #offline = this.select(['connection'], ({ connection }) => connection.status === 'offline');
  #friends = this.select(['friends'], ({ friends }) => friends);
  #blacks = this.select(['blacks'], ({ blacks }) => blacks);
  #pending = this.select(['pending'], ({ pending }) => pending.size);
  #focus = this.select(['focus'], ({ focus }) => focus);
  // Empty until something else uses the chat: a badge is not worth loading it.
  #chats = this.select(['conversations'], ({ conversations }) => conversations);
  #presence: Presence = new Presence(this);
  #hint = new SignInHint(this);
  #menu: Later<FriendMenu> = new Later(this, async () => {
    const { FriendMenu } = await import('./friend-menu.js');
    return new FriendMenu(this, {
      entry: this.#entry,
      choose: userID => {
        this.#choose(userID);
      },
      refocus: () => {
        this.#roving.refocus();
      },
    });
  });
  #long: Later<LongList> = new Later(this, async () => {
    const { LongList } = await import('./long-list.js');
    return new LongList(this, {
      scroller: () => this.scroller,
      list: () => this.list,
      searching: () => !!this.#wanted,
    });
  });
  #short = new FriendOrder();
  #rows: readonly Entry[] = [];
  #roving: Roving<Entry> = new Roving<Entry>(this, {
    list: () => this.list,
    rows: () => this.#rows,
    idOf: ({ friend }) => friend.userID,
    nameOf: ({ name }) => name,
    letterOf: ({ letter }) => letter,
    scrollTo: index => {
      this.#long.value?.scrollTo(index);
    },
    leave: () => this.field?.focus(),
  });

  /** The query as it is compared. */
  get #wanted() {
    return this.query.trim().toLowerCase();
  }
  get #order() {
    return this.#long.value?.order ?? this.#short;
  }

  override willUpdate() {
    const { value: menu, error: failed } = this.#menu;
    if (this.#pending.value && !menu && !failed) void this.#menu.use();
    const known = this.#friends.value ?? new Map();
    const friends = menu?.waiting.wanted(known) ?? known;
    const blacks = this.#blacks.value ?? new Map();
    const { value, error } = this.#long;
    if (friends.size > SHORT && !value && !error) void this.#long.use();
    (value ?? this.#short).update(friends, blacks);
    this.#rows = this.#wanted ? this.#order.search(this.#wanted) : this.#order.rows;
  }

  override updated(changed: PropertyValues<this>) {
    const list = this.list;
    if (list) this.#presence.watchRows(list.children);
    if (changed.get('query') !== undefined && this.scroller) this.scroller.scrollTop = 0;
    if (this.#focus.value) ensureCard(this);
    if (this.#userID.value) this.#menu.soon();
  }

  /** Puts the focus on the row that had it last, else on the search field. */
  override focus() {
    if (this.#rows.length) this.#roving.refocus();
    else this.field?.focus();
  }

  override render() {
    const { t } = this;
    const { error } = this.#long;
    const frame = {
      userID: this.#userID.value,
      // Without what sorts thousands, only the first rows are there.
      list:
        error && this.#short.size > this.#short.rows.length ? { status: 'error' as const, error } : this.#lists.value,
      offline: this.#offline.value,
      count: this.#order.size,
      quiet: this.#hint.quiet,
    };
    const flags = listFlags(frame);
    for (const [name, on] of Object.entries(flags)) this.mark(name, on);
    const open = frame.userID !== '';
    return html`<slot name="header"></slot>
      <div class="top" ?hidden=${!open}>
        <div class="row bar">
          <div class="grow" ?hidden=${flags.empty}>${searchField({ label: t('searchFriends'), clear: t('clear'), value: this.query, input: this.#search, keys: this.#searchKeys })}</div>
          <slot name="actions"></slot>
          <button class="icon-btn" type="button" aria-label=${t('refresh')} title=${t('refresh')} @click=${this.#refresh}>${icon('refresh')}</button>
        </div>
        <p class="count muted" role="status" ?hidden=${flags.empty}>${flags.loading ? '…' : this.#count()}</p>
      </div>
      ${listFrame({ ...frame, t, icon: 'user', emptyText: t('noFriends'), retry: this.#refresh })}
      ${open ? this.#body() : nothing}
      ${this.#menu.value?.render()}`;
  }

  #count() {
    if (!this.#wanted) return this.t('friendCount', { n: this.#order.size });
    const n = this.#rows.length;
    return n ? this.t('friendsFound', { n }) : this.t('friendsNone', { query: this.query.trim() });
  }

  #body() {
    const { t } = this;
    const sections = !this.#wanted;
    const { length } = this.#rows;
    const { value: long, error } = this.#long;
    const { start, end } = long?.plan(this.#rows) ?? { start: 0, end: error ? length : Math.min(length, SHORT) };
    // Sorting what is in view may have moved rows.
    if (sections) this.#rows = this.#order.rows;
    const stop = this.#roving.stop(start, end);
    const { heads } = this.#order;
    const presence = this.#presence;
    const focus = this.#focus.value?.userID;
    const shared = {
      t,
      query: this.#wanted,
      total: length,
      hosts: imageHosts(this.client),
    };
    return html`<div class=${sections && length > SHORT ? 'body long' : 'body'} ?hidden=${!this.#rows.length}>
      <div class="scroll" @wheel=${long?.free} @touchmove=${long?.free} @pointerdown=${long?.free}>
        <ul role="list" part="list" aria-label=${t('friends')} aria-busy=${this.#lists.value?.status !== 'ready'} tabindex="-1" @focusin=${this.#roving.onFocus} @keydown=${this.#keys}
          @click=${this.#clicked} @contextmenu=${this.#menuAt} @pointerdown=${this.#down} @pointerup=${this.#up}>
          ${repeat(
            this.#rows.slice(start, end),
            ({ friend }) => friend.userID,
            (entry, index) =>
              friendRow(entry, {
                ...shared,
                index: start + index,
                section: sections ? heads.get(start + index) : undefined,
                tabIndex: entry.friend.userID === stop ? 0 : -1,
                field: this.#menu.value?.field(entry) ?? nothing,
                current: focus === entry.friend.userID,
                platforms: presence.platforms(entry.friend.userID),
                presence: presence.text(entry.friend.userID, t, this.locale),
                waits: this.#menu.value?.waiting.mark(entry.friend.userID),
                unread:
                  this.#chats.value?.get(singleChatID(this.#userID.value!, entry.friend.userID))?.unreadCount ?? 0,
              }),
          )}
        </ul>
      </div>
      ${long?.index()}
    </div>`;
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
  #refresh = () => {
    if (this.#long.error) void this.#long.use();
    void this.attempt('reload', client => client.reload('friends'));
  };

  #down = (event: PointerEvent) =>
    void this.#menu.use(menu => {
      menu.down(event);
    });
  #up = (event: PointerEvent) => {
    const target = event.target as Element;
    void this.#menu.use(menu => {
      menu.up(event, target);
    });
  };
  #clicked = (event: MouseEvent) => {
    const target = event.target as Element;
    if (target.closest('.open')) this.#choose(idOf(target));
    else if (target.closest('.more')) void this.#menu.use(menu => menu.toggle(target, event.detail));
  };
  #choose(userID: string) {
    if (this.emit('im-friend-select', { userID })) this.client?.setFocus({ userID, kind: 'chat' });
  }
  #keys = (event: KeyboardEvent) => {
    const { active } = this.#roving;
    if (event.key === 'F2' && this.#entry(active))
      void this.#menu.use(menu => {
        menu.edit(active);
      });
    else if (event.key === 'Delete' && this.#entry(active))
      void this.#menu.use(menu => {
        menu.remove(active);
      });
    else this.#roving.onKey(event);
  };
  #menuAt = (event: MouseEvent) => {
    const target = event.target as Element;
    if (target.closest('input') || !rowOf(target)) return;
    event.preventDefault();
    const at = (event as PointerEvent).pointerType === 'mouse' ? { x: event.clientX, y: event.clientY } : undefined;
    void this.#menu.use(menu => menu.open(target, at));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'im-friend-list': ImFriendList;
  }
  interface HTMLElementEventMap {
    'im-friend-select': CustomEvent<{ userID: string }>;
  }
}
