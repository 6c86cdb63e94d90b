/** The panel behind the button of `<im-widget>`: who is signed in, the tabs with their lists, the chat that was chosen. */
import { html, nothing, type ReactiveController } from 'lit';
import { loginStatus } from '../core/state.js';
import { chat } from '../locales/en/chat.js';
import { friends } from '../locales/en/friends.js';
import { chatLanguages } from '../locales/groups/chat.js';
import { controls } from '../ui/controls.js';
import { drawing } from '../ui/drawing.js';
import { icon, type IconName } from '../ui/icons.js';
import { ImMenu, type MenuItem } from '../ui/im-menu.js';
import { type Key, speak } from '../ui/localize.js';
import { Notice } from '../ui/toast.js';
import { deepActive } from '../ui/top-layer.js';
import { Alerts } from './base/alerts.js';
import { define } from './base/define.js';
import { Select } from './base/im-element.js';
import { adopt, inside } from './base/lazy.js';
import { openRequests } from './base/open-requests.js';
import { ImAddFriend } from './im-add-friend.js';
import { ImChat } from './im-chat.js';
import { ImFriendList } from './im-friend-list.js';
import { ImLogin } from './im-login.js';
import { ImProfile } from './im-profile.js';
import { ImRequests } from './im-requests.js';
import type { ImWidget } from './im-widget.js';
import { widgetStyles } from './widget-styles.js';

const tabs = ['chats', 'friends', 'requests'] as const;
export type Tab = (typeof tabs)[number];
const tabWords: Readonly<Record<Tab, readonly [Key, IconName]>> = {
  chats: ['chats', 'message'],
  friends: ['friends', 'user'],
  requests: ['requestsTab', 'userAdd'],
};
const sizes = {
  larger: drawing('larger', 'M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7'),
  smaller: drawing('smaller', 'M13 5v6h6M13 11l7-7M11 19v-6H5M11 13l-7 7'),
};
/** ms that the closed panel keeps what is in it, to be seen while it fades. */
const FADE_MS = 200;

/** Where the panel is the whole screen, as in its styles. */
const PHONE = '(width < 480px) or (height <= 420px)';

/** What a tab of the browser remembers. */
interface Memory {
  open?: boolean;
  tab?: Tab;
  wide?: boolean;
  /** Whose chat is open. */
  chat?: string;
}

export class WidgetPanel implements ReactiveController {
  tab: Tab = 'chats';
  /** Whose chat is open; "" = none. */
  #chat = '';
  #wide = false;
  #adding = false;
  #alerts: Alerts;
  #notice: Notice;
  #session: Select<string | undefined>;
  #unread: Select<number>;
  #requests: Select<number>;
  #wish: unknown;
  #me: string | undefined;
  #was = false;
  /** Opened by the memory of an earlier page: nobody asked for the focus. */
  #quiet = false;
  #back: HTMLElement | null = null;
  #fading: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly host: ImWidget) {
    speak({ ...friends, ...chat }, chatLanguages);
    adopt(host, ...controls, widgetStyles);
    ImMenu.define();
    // In a bundle with all of them, they are there.
    define('im-login', ImLogin);
    define('im-profile', ImProfile);
    define('im-chat', ImChat);
    define('im-friend-list', ImFriendList);
    define('im-add-friend', ImAddFriend);
    define('im-requests', ImRequests);
    this.#session = new Select(host, ['session'], ({ session: { restored, ended, status, userID } }) =>
      restored ? (ended || status !== loginStatus.loggedIn ? '' : userID) : undefined,
    );
    this.#unread = new Select(host, ['unread'], ({ unread }) => unread);
    this.#requests = new Select(host, ['requests', 'session'], openRequests);
    this.#alerts = new Alerts(host, { silent: () => host.silent, title: () => !host.keepTitle });
    this.#notice = new Notice(host);
    host.addController(this);
    this.#restore();
  }

  hostConnected() {
    const { visualViewport: view } = window;
    for (const type of ['resize', 'scroll']) view?.addEventListener(type, this.#fit);
  }
  hostDisconnected() {
    const { visualViewport: view } = window;
    for (const type of ['resize', 'scroll']) view?.removeEventListener(type, this.#fit);
    clearTimeout(this.#fading);
    // What is taken off the page is no longer in the top layer.
    this.#was = false;
  }

  /** Before each render: a chat may be wanted, or somebody signed out. */
  prepare() {
    const { host } = this;
    const wish = host.wish.value;
    if (wish !== this.#wish) {
      this.#wish = wish;
      if (wish?.kind === 'chat') this.#open(wish.userID);
    }
    const me = this.#session.value;
    if (me === undefined || me === this.#me) return;
    // Another account has other chats.
    if (this.#me !== undefined) {
      this.#chat = '';
      this.#adding = false;
    }
    this.#me = me;
  }

  #open(userID: string) {
    this.#chat = userID;
    this.#adding = false;
    this.host.show();
    if (this.host.open && matchMedia('(hover: hover)').matches)
      void this.host.updateComplete.then(() => {
        this.#find<ImChat>('im-chat')?.focus();
      });
  }

  hostUpdated() {
    const { host } = this;
    const panel = this.#find<HTMLElement>('.panel');
    if (!panel || !host.isConnected) return;
    this.#remember();
    if (host.open === this.#was) return;
    this.#was = host.open;
    if (host.open) {
      this.#back = deepActive();
      panel.showPopover();
      this.#fit();
      if (this.#quiet) this.#quiet = false;
      else panel.focus({ preventScroll: true });
      return;
    }
    const inPanel = panel.matches(':focus-within');
    panel.hidePopover();
    this.#fading = setTimeout(() => {
      host.requestUpdate();
    }, FADE_MS);
    if (!inPanel) return;
    const back = this.#back?.isConnected ? this.#back : this.#find<HTMLElement>('.launch');
    back?.focus({ preventScroll: true });
  }

  render() {
    const { host } = this;
    const { t } = inside(host);
    const { open } = host;
    return html`<div class="panel ${this.#wide && this.#me ? 'wide' : ''}" part="panel" role="dialog" aria-label=${t('chat')} tabindex="-1" popover="manual" @keydown=${this.#keys}>
      ${open || this.#was ? this.#body() : nothing}
    </div>`;
  }

  #body() {
    const { host } = this;
    const { client, density } = host;
    const { t } = inside(host);
    const me = this.#me;
    const chat = me && this.#chat;
    return html`<div class="side ${me ? '' : 'out'} ${chat ? 'away' : ''}">
        <div class="bar">
          <im-login .client=${client} .clientName=${host.clientName} density=${density}></im-login>
          ${
            me
              ? html`<im-menu .label=${t('options')} .items=${this.#items()} @im-menu-select=${this.#chosen}></im-menu>
                <button class="icon-btn size" type="button" aria-label=${t(this.#wide ? 'smaller' : 'larger')} title=${t(this.#wide ? 'smaller' : 'larger')} @click=${this.#resize}>${sizes[this.#wide ? 'smaller' : 'larger']}</button>`
              : nothing
          }
          <button class="icon-btn shut" type="button" aria-label=${t('close')} title=${t('close')} @click=${this.#shut}>${icon('close')}</button>
        </div>
        ${
          me
            ? html`<div class="view" id="view" role="tabpanel" aria-labelledby=${this.tab}>${this.#view()}</div>
              <div class="tabs" role="tablist" aria-label=${t('chat')} @keydown=${this.#arrows}>${tabs.map(tab => this.#tab(tab))}</div>`
            : nothing
        }
      </div>
      ${
        chat || (this.#wide && me)
          ? html`<im-chat class=${chat ? '' : 'none'} .client=${client} density=${density} .userID=${this.#chat}>
            <button slot="back" class="icon-btn to-list" type="button" aria-label=${t('toList')} title=${t('toList')} @click=${this.#toList}>${icon('back')}</button>
          </im-chat>`
          : nothing
      }${this.#notice.render()}`;
  }

  #tab(tab: Tab) {
    const { t } = inside(this.host);
    const [key, picture] = tabWords[tab];
    const n = (tab === 'chats' ? this.#unread : tab === 'requests' ? this.#requests : undefined)?.value ?? 0;
    const word = t(key);
    return html`<button type="button" role="tab" id=${tab} aria-controls="view" aria-selected=${tab === this.tab} tabindex=${tab === this.tab ? 0 : -1}
      aria-label=${n ? `${word} (${n})` : word} @click=${() => this.#turn(tab)}><span>${icon(picture)}${n ? html`<b class="badge">${n > 99 ? '99+' : n}</b>` : nothing}</span>${word}</button>`;
  }

  #view() {
    const { client, density } = this.host;
    const { t } = inside(this.host);
    if (this.tab === 'chats')
      return html`<im-conversation-list .client=${client} density=${density}></im-conversation-list>`;
    if (this.tab === 'requests') return html`<im-requests .client=${client} density=${density}></im-requests>`;
    if (this.#adding)
      return html`<div class="row find"><button class="icon-btn" type="button" aria-label=${t('toList')} title=${t('toList')} @click=${this.#add}>${icon('back')}</button>${t('addFriend')}</div>
        <im-add-friend .client=${client} density=${density}></im-add-friend>`;
    return html`<im-friend-list .client=${client} density=${density}
      ><button slot="actions" class="icon-btn" type="button" aria-label=${t('addFriend')} title=${t('addFriend')} @click=${this.#add}>${icon('userAdd')}</button></im-friend-list
    >`;
  }

  #items(): MenuItem[] {
    const { t } = inside(this.host);
    const { notify, sound } = this.#alerts;
    const items: MenuItem[] = [];
    if (notify !== undefined) items.push({ id: 'notify', label: t(notify ? 'notifyOff' : 'notifyOn') });
    if (!this.host.silent) items.push({ id: 'sound', label: t(sound ? 'soundOff' : 'soundOn') });
    return items;
  }

  #find<T extends HTMLElement>(selector: string) {
    return this.host.renderRoot.querySelector<T>(selector);
  }
  #turn(tab: Tab) {
    this.tab = tab;
    this.#adding = false;
    this.host.requestUpdate();
  }
  /** As tabs do: the arrows choose, Home and End, too. */
  #arrows = (event: KeyboardEvent) => {
    const at = tabs.indexOf(this.tab);
    const step = this.host.matches(':dir(rtl)') ? -1 : 1;
    const to = { ArrowRight: at + step, ArrowLeft: at - step, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const tab = tabs.at(to % tabs.length)!;
    this.#turn(tab);
    this.#find(`#${tab}`)?.focus();
  };
  /** Escape is the panel's when nothing inside that opens and closes has it. */
  #keys = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    const layer = event
      .composedPath()
      .find(node => node instanceof HTMLElement && (node.popover || node.localName === 'dialog'));
    if (layer !== event.currentTarget) return;
    event.preventDefault();
    this.host.close();
  };
  #shut = () => {
    this.host.close();
  };
  #resize = () => {
    this.#wide = !this.#wide;
    this.host.requestUpdate();
  };
  #add = () => {
    this.#adding = !this.#adding;
    this.host.requestUpdate();
    void this.#focusView(this.#adding ? 'im-add-friend' : 'im-friend-list');
  };
  #toList = () => {
    const { client } = this.host;
    this.#chat = '';
    if (client?.state.focus?.kind === 'chat') client.setFocus(undefined);
    this.host.requestUpdate();
    void this.#focusView('.view > *');
  };
  async #focusView(selector: string) {
    await this.host.updateComplete;
    this.#find(selector)?.focus();
  }

  #chosen = ({ detail: { id } }: CustomEvent<{ id: string }>) => {
    const alerts = this.#alerts;
    if (id === 'sound') alerts.sound = !alerts.sound;
    else
      void alerts.setNotify(!alerts.notify).then(done => {
        if (!done) this.#notice.show(inside(this.host).t('notifyDenied'));
        this.host.requestUpdate();
      });
    this.host.requestUpdate();
  };

  /** Where the keyboard of a phone leaves room. */
  #fit = () => {
    const { visualViewport: view } = window;
    const panel = this.#find('.panel');
    // Of a page that is zoomed in, only a part is seen: that is no keyboard.
    if (!view || !panel || view.scale > 1.01) return;
    const { height, offsetTop } = view;
    panel.style.setProperty('--_high', `${height}px`);
    panel.style.setProperty('--_top', `${offsetTop}px`);
    panel.style.setProperty('--_keys', `${Math.max(0, innerHeight - height - offsetTop)}px`);
  };

  get #key() {
    return `im-elements/widget/${this.host.clientName}`;
  }
  #restore() {
    try {
      const memory = JSON.parse(sessionStorage.getItem(this.#key) ?? '{}') as Memory;
      if (tabs.includes(memory.tab!)) this.tab = memory.tab!;
      this.#wide = !!memory.wide;
      this.#chat = String(memory.chat ?? '');
      // A whole screen is not covered without being asked.
      if (!memory.open || this.host.open || matchMedia(PHONE).matches) return;
      this.host.open = this.#quiet = true;
    } catch {
      // Storage may be forbidden, or hold something else; then nothing is remembered.
    }
  }
  #remember() {
    const memory: Memory = { open: this.host.open, tab: this.tab, wide: this.#wide, chat: this.#chat };
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(memory));
    } catch {
      // As above.
    }
  }
}
