/** The inside of `<im-conversation-list>`: the rows, thousands like ten, and what is chosen among them. */
import { html, nothing, type ReactiveController } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { listed } from '../core/chat/order.js';
import type { Client } from '../core/api.js';
import type { State } from '../core/state.js';
import type { ConversationItem } from '../protocol/chat-model.js';
import type { ImError } from '../protocol/errors.js';
import { chat } from '../locales/en/chat.js';
import { chats } from '../locales/en/chats.js';
import { friends } from '../locales/en/friends.js';
import { lists } from '../locales/en/lists.js';
import { unread } from '../locales/en/unread.js';
import { chatLanguages } from '../locales/groups/chat.js';
import { emptyState } from '../ui/controls.js';
import { listFlags, listFrame } from '../ui/list-frame.js';
import { speak } from '../ui/localize.js';
import { Roving } from '../ui/roving.js';
import type { RowWindow } from '../ui/row-window.js';
import { type ImElement, Select } from './base/im-element.js';
import { adopt, inside, Later } from './base/lazy.js';
import { Presence } from './base/presence.js';
import { imageHosts } from './base/registry.js';
import type { Body } from './base/shell.js';
import { SignInHint } from './base/sign-in-hint.js';
import type { ConversationMenu } from './conversation-menu.js';
import { conversationRow, nameOf, rowOf } from './conversation-row.js';
import { conversationStyles } from './conversation-styles.js';
import { ensureCard } from './open-card.js';
import type { SearchView } from './search-view.js';

const slices = [
  'session',
  'conversations',
  'conversationList',
  'sync',
  'connection',
  'typing',
  'focus',
] as const satisfies readonly (keyof State)[];
const none: ReadonlyMap<string, ConversationItem> = new Map();

/** What it needs of `<im-conversation-list>`. */
export interface RowsHost extends ImElement {
  silent: boolean;
  search: boolean;
}

/** Rows before what keeps only some of them alive is there. */
const SHORT = 40;

export class ConversationRows implements Body, ReactiveController {
  #state: Select<Readonly<State>>;
  #hint: SignInHint;
  #presence: Presence;
  #window: Later<RowWindow>;
  #menu: Later<ConversationMenu>;
  #search: Later<SearchView>;
  #roving: Roving<ConversationItem>;
  #opened: Client | undefined;
  /** Why the chat itself could not be loaded. */
  #failed: ImError | undefined;
  #from: ReadonlyMap<string, ConversationItem> | undefined;
  #rows: readonly ConversationItem[] = [];
  #touch = matchMedia('(pointer: coarse)').matches;

  constructor(readonly host: RowsHost) {
    speak({ ...lists, ...friends, ...unread });
    speak({ ...chat, ...chats }, chatLanguages);
    adopt(host, conversationStyles);
    const { renderRoot } = host;
    const list = () => renderRoot.querySelector<HTMLElement>('.chats');
    this.#state = new Select(host, slices, state => state);
    this.#hint = new SignInHint(host);
    // Nobody asked for it: where it does not load, nothing tells.
    import('./chat-alerts.js').then(
      ({ ChatAlerts }) => {
        new ChatAlerts(host);
        host.requestUpdate();
      },
      () => undefined,
    );
    this.#presence = new Presence(host);
    this.#search = new Later(host, async () => {
      const { SearchView } = await import('./search-view.js');
      return new SearchView(host, true);
    });
    this.#menu = new Later(host, async () => {
      const { ConversationMenu } = await import('./conversation-menu.js');
      return new ConversationMenu(host, this.#item);
    });
    this.#window = new Later(host, async () => {
      const { RowWindow } = await import('../ui/row-window.js');
      return new RowWindow(host, { scroller: () => renderRoot.querySelector('.scroll'), list, hasHead: () => false });
    });
    this.#roving = new Roving<ConversationItem>(host, {
      list,
      rows: () => this.#rows,
      idOf: ({ conversationID }) => conversationID,
      nameOf,
      letterOf: () => '',
      scrollTo: index => {
        this.#window.value?.scrollTo(index);
      },
      leave: () => {
        if (!this.#search.value?.focus()) renderRoot.querySelector<HTMLElement>('.stage')?.focus();
      },
    });
    host.addController(this);
  }

  hostUpdate() {
    const { client, search } = this.host;
    if (search && !this.#search.value && !this.#search.error) void this.#search.use();
    if (client && client !== this.#opened && this.#state.value?.session.userID) {
      this.#opened = client;
      void this.#open();
    }
  }
  hostUpdated() {
    this.#presence.watchRows(this.host.renderRoot.querySelectorAll('.chats .pic'));
    if (this.host.client?.state.focus) ensureCard(this.host);
    if (this.#touch && this.#rows.length && !this.#menu.value && !this.#menu.error) void this.#menu.use();
    else this.#menu.soon();
  }

  /** Puts the focus on the row that had it last, else on the search field. */
  focus() {
    const { value } = this.#search;
    if (value?.active || !this.#rows.length) value?.focus();
    else if (this.#roving.active) this.#roving.refocus();
    else this.#roving.move(0);
  }

  render() {
    const { host } = this;
    const { t, mark } = inside(host);
    const state = this.#state.value;
    const from = state?.conversations ?? none;
    if (from !== this.#from) this.#rows = listed((this.#from = from));
    const { conversationList, connection, session } = state ?? {};
    const frame = {
      userID: session?.restored ? session.userID : undefined,
      list: this.#failed ? { status: 'error', error: this.#failed } : conversationList,
      offline: connection?.status === 'offline',
      count: this.#rows.length,
      quiet: this.#hint.quiet,
    };
    const flags = listFlags(frame);
    for (const [name, on] of Object.entries(flags)) mark.call(host, name, on);
    const open = frame.userID !== '';
    const search = this.#search.value;
    const searching = open && !!search?.active;
    return html`<slot name="header"></slot>
      ${open ? this.#progress(state) : nothing}
      ${open && (host.search || searching) ? (search?.render() ?? html`<div class="top"><div class="input"></div></div>`) : nothing}
      <div class="stage" tabindex="-1" ?hidden=${searching}>${
        flags.empty && !flags.error
          ? html`${flags.offline ? html`<p class="hint offline" role="status">${t('offlineHint')}</p>` : nothing}<slot name="empty">${emptyState(
              {
                icon: 'message',
                text: t('noChats'),
                action: html`<button class="btn primary" type="button" @click=${this.#new}>${t('newChat')}</button>`,
              },
            )}</slot>`
          : listFrame({ ...frame, t, icon: 'message', emptyText: t('noChats'), retry: this.#retry })
      }</div>
      ${open ? this.#body(searching) : nothing}
      ${this.#menu.value?.render()}`;
  }

  #progress(state: Readonly<State> | undefined) {
    const { sync, connection } = state ?? {};
    const busy = connection?.status === 'connecting' || sync?.status === 'syncing';
    if (!busy) return html`<div class="strip"></div>`;
    const { t } = inside(this.host);
    // Without a value, the bar runs.
    return sync?.first && sync.progress
      ? html`<progress part="progress" max="100" value=${sync.progress} aria-label=${t('syncing')}></progress>`
      : html`<progress part="progress" aria-label=${t('syncing')}></progress>`;
  }

  #body(hidden: boolean) {
    const { host } = this;
    const { t, locale } = inside(host);
    const { session, connection, typing, focus, conversationList } = this.#state.value ?? {};
    const rows = this.#rows;
    const { length } = rows;
    const { value: long, error } = this.#window;
    if (length > SHORT && !long && !error) void this.#window.use();
    const { start, end } = long?.plan(rows) ?? { start: 0, end: error ? length : Math.min(length, SHORT) };
    const stop = this.#roving.stop(start, end);
    const shared = {
      t,
      lang: locale,
      me: session?.userID ?? '',
      total: length,
      offline: connection?.status === 'offline',
      hosts: imageHosts(host.client),
    };
    return html`<div class="body" ?hidden=${hidden || !length}><div class="scroll">
      <ul class="chats" role="list" part="list" aria-label=${t('conversations')} aria-busy=${conversationList?.status === 'loading'} tabindex="-1" @focusin=${this.#roving.onFocus}
        @keydown=${this.#keys} @click=${this.#clicked} @contextmenu=${this.#press} @pointerdown=${this.#press} @pointerup=${this.#press}>${repeat(
          rows.slice(start, end),
          ({ conversationID }) => conversationID,
          (item, index) =>
            conversationRow(item, {
              ...shared,
              index: start + index,
              tabIndex: item.conversationID === stop ? 0 : -1,
              current: focus?.kind === 'chat' && !!item.userID && focus.userID === item.userID,
              typing: !!typing?.get(item.conversationID)?.length,
              platforms: item.userID ? this.#presence.platforms(item.userID) : undefined,
              swipe: this.#touch ? this.#menu.value?.swipe(item) : nothing,
            }),
        )}</ul></div></div>`;
  }

  async #open() {
    this.#failed = await inside(this.host).attempt('openChat', client => client.openChat());
    this.host.requestUpdate();
  }
  #retry = async () => {
    if (this.#failed) await this.#open();
    else await inside(this.host).attempt('reload', client => client.reload('conversations'));
  };
  #new = () => {
    if (!inside(this.host).emit('im-conversation-new', {})) return;
    void this.#search.use(search => {
      search.browse();
    });
  };
  /** A press, or the menu is wanted. */
  #press = (event: MouseEvent) => {
    const target = event.target as Element;
    if (event.type === 'contextmenu') {
      if (!rowOf(target)) return;
      event.preventDefault();
    }
    void this.#menu.use(menu => menu.press(event, target));
  };
  #clicked = ({ target, detail }: MouseEvent) => {
    const at = target as Element;
    const item = this.#item(rowOf(at)?.dataset.id);
    if (at.closest('.more, [data-act]'))
      void this.#menu.use(menu => {
        menu.click(at, detail);
      });
    else if (item && at.closest('.open')) {
      const { conversationID, userID } = item;
      if (inside(this.host).emit('im-conversation-select', { conversationID, userID }) && userID)
        this.host.client?.setFocus({ userID, kind: 'chat' });
    }
  };
  #keys = (event: KeyboardEvent) => {
    const item = this.#item(rowOf(event.target as Element)?.dataset.id);
    if (event.key === 'Delete' && item) void this.#menu.use(menu => menu.run('delete', item));
    else this.#roving.onKey(event);
  };
  #item = (id: string | undefined) => this.#rows.find(({ conversationID }) => conversationID === id);
}
