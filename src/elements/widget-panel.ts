/** The panel behind the button of `<im-widget>`: who is signed in, the tabs with their lists, the chat that was chosen. */
import { html, nothing, type ReactiveController } from 'lit';
import { loginStatus } from '../core/state.js';
import { chat } from '../locales/en/chat.js';
import { friends } from '../locales/en/friends.js';
import { chatLanguages } from '../locales/groups/chat.js';
import { controls } from '../ui/controls.js';
import { drawing } from '../ui/drawing.js';
import { icon } from '../ui/icons.js';
import type { ImMenu } from '../ui/im-menu.js';
import { speak } from '../ui/localize.js';
import { define } from './base/define.js';
import { type ImElement, Select } from './base/im-element.js';
import { adopt, inside, Later } from './base/lazy.js';
import { openRequests } from './base/open-requests.js';
import { ImChat } from './im-chat.js';
import { ImConversationList } from './im-conversation-list.js';
import { ImLogin } from './im-login.js';
import type { WidgetAlerts } from './widget-alerts.js';
import type { PanelHost } from './widget-host.js';
import { isOwnEscape } from './widget-layer.js';
import { recall, remember } from './widget-memory.js';
import { widgetStyles } from './widget-styles.js';
import { type Tab, tabRow, tabs } from './widget-tabs.js';

/** ms that the closed panel keeps what is in it, to be seen while it fades. */
const FADE_MS = 200;

const sizes = {
  larger: 'M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7',
  smaller: 'M13 5v6h6M13 11l7-7M11 19v-6H5M11 13l-7 7',
};

/** Where the panel is the whole screen, as in its styles. */
const PHONE = '(width < 480px) or (height <= 420px)';

export class WidgetPanel implements ReactiveController {
  tab: Tab;
  /** Whose chat is open; "" = none. */
  #chat = '';
  #wide = false;
  #adding = false;
  #blocked = false;
  /** The button that opened the search for people. */
  #from = '';
  #alerts: Later<WidgetAlerts>;
  #session: Select<string | undefined>;
  #unread: Select<number>;
  #requests: Select<number>;
  #alone: Select<boolean>;
  #wish: unknown;
  #me: string | undefined;
  #was = false;
  /** Opened by the memory of an earlier page: nobody asked for the focus. */
  #quiet = false;
  #fading: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly host: PanelHost) {
    speak({ ...friends, ...chat }, chatLanguages);
    adopt(host, ...controls, widgetStyles);
    // In a bundle with all of them, they are there. The others come with the alerts.
    define('im-login', ImLogin);
    define('im-chat', ImChat);
    define('im-conversation-list', ImConversationList);
    this.#session = new Select(host, ['session'], ({ session: { restored, ended, status, userID } }) =>
      restored ? (ended || status !== loginStatus.loggedIn ? '' : userID) : undefined,
    );
    this.#unread = new Select(host, ['unread'], ({ unread }) => unread);
    this.#requests = new Select(host, ['requests', 'session', 'pending'], openRequests);
    this.#alone = new Select(
      host,
      ['friends', 'lists'],
      ({ friends, lists }) => lists.friends.status === 'ready' && !friends.size,
    );
    this.#alerts = new Later(host, async () => {
      const { WidgetAlerts } = await import('./widget-alerts.js');
      return new WidgetAlerts(host, { silent: () => host.silent, title: () => !host.keepTitle }, this.#block);
    });
    void this.#alerts.use();
    host.addController(this);
    this.tab = this.#restore();
  }

  hostDisconnected() {
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
      if (wish?.kind === 'chat') this.#open(wish.userID, wish.seq);
    }
    const me = this.#session.value;
    if (me === undefined || me === this.#me) return;
    // Another account has other chats.
    if (this.#me !== undefined) {
      this.#chat = '';
      this.#adding = this.#blocked = false;
    }
    this.#me = me;
  }

  #open(userID: string, seq = 0) {
    this.#chat = userID;
    this.#adding = false;
    this.host.show();
    if (!this.host.open) return;
    void this.host.updateComplete.then(() => {
      const chat = this.#find<ImChat>('im-chat');
      if (seq) chat?.showMessage(seq);
      // A finger would get a keyboard over what is to be read.
      else if (matchMedia('(hover: hover)').matches) chat?.focus();
    });
  }

  hostUpdated() {
    const { host } = this;
    const panel = this.#find<HTMLElement>('.panel');
    if (!panel || !host.isConnected) return;
    remember(host.clientName, { open: host.open, tab: this.tab, wide: this.#wide, chat: this.#chat });
    if (host.open === this.#was) return;
    this.#was = host.open;
    if (host.open) {
      panel.showPopover();
      if (this.#quiet) this.#quiet = false;
      else {
        panel.focus({ preventScroll: true });
        if (!this.#me) void this.#alerts.use(alerts => alerts.toCard(panel));
      }
      return;
    }
    const inPanel = panel.matches(':focus-within');
    panel.hidePopover();
    this.#fading = setTimeout(() => {
      host.requestUpdate();
    }, FADE_MS);
    if (!inPanel) return;
    const back = host.from?.isConnected ? host.from : this.#find<HTMLElement>('.launch');
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
    const alerts = this.#alerts.value;
    const chat = me && this.#chat;
    const size = this.#wide ? 'smaller' : 'larger';
    return html`<div class="side ${me ? '' : 'out'} ${chat ? 'away' : ''}">
        <div class="bar">
          <im-login .client=${client} .clientName=${host.clientName} density=${density}></im-login>
          ${
            me
              ? html`<im-menu .label=${t('options')} .items=${alerts?.items() ?? []} @im-menu-select=${alerts?.chosen}
                  ><button slot="trigger" class="icon-btn" type="button" aria-haspopup="menu" aria-label=${t('options')} title=${t('options')} @click=${this.#menu}>${icon('more')}</button></im-menu>
                <button class="icon-btn size" type="button" aria-label=${t(size)} title=${t(size)} @click=${this.#resize}>${drawing(size, sizes[size])}</button>`
              : nothing
          }
          <button class="icon-btn shut" type="button" aria-label=${t('close')} title=${t('close')} @click=${this.#shut}>${icon('close')}</button>
        </div>
        ${
          me
            ? html`<div class="view" id="view" role="tabpanel" aria-labelledby=${this.tab}>${this.#view()}</div>
              ${tabRow({ t, chosen: this.tab, rtl: host.matches(':dir(rtl)'), counts: { chats: this.#unread.value, requests: this.#requests.value }, turn: this.#turn })}`
            : nothing
        }
      </div>
      ${
        chat || (this.#wide && me)
          ? html`<im-chat silent class=${chat ? '' : 'none'} .client=${client} density=${density} .userID=${this.#chat}>
            <button slot="back" class="icon-btn to-list" type="button" aria-label=${t('toList')} title=${t('toList')} @click=${this.#toList}>${icon('back')}</button>
          </im-chat>`
          : nothing
      }${alerts?.render()}`;
  }

  #view() {
    const { client, density } = this.host;
    const { t } = inside(this.host);
    if (this.#blocked) return this.#alerts.value?.blocked();
    if (this.tab === 'chats')
      return html`<im-conversation-list silent .client=${client} density=${density} search @im-conversation-new=${this.#toFriends}>${this.#alone.value ? this.#newcomer() : nothing}</im-conversation-list>`;
    if (this.tab === 'requests') return html`<im-requests .client=${client} density=${density}></im-requests>`;
    if (this.#adding) return this.#alerts.value?.adding(this.#add);
    return html`<im-friend-list .client=${client} density=${density}
      ><button slot="actions" class="icon-btn" type="button" aria-label=${t('addFriend')} title=${t('addFriend')} @click=${this.#add}>${icon('userAdd')}</button>${this.#newcomer()}</im-friend-list
    >`;
  }

  #newcomer() {
    return this.#alerts.value?.newcomer(this.#me!, this.#add);
  }

  /** Pressed before its menu is there. */
  #menu = () => {
    if (this.#alerts.value) return;
    void this.#alerts.use(async () => {
      await this.host.updateComplete;
      await this.#find<ImMenu>('im-menu')?.show();
    });
  };
  #find<T extends HTMLElement>(selector: string) {
    return this.host.renderRoot.querySelector<T>(selector);
  }
  #turn = (tab: Tab, focus = false) => {
    this.tab = tab;
    this.#adding = this.#blocked = false;
    this.host.requestUpdate();
    if (focus) this.#find(`#${tab}`)?.focus();
  };
  #keys = (event: KeyboardEvent) => {
    if (!isOwnEscape(event)) return;
    event.preventDefault();
    this.host.close();
  };
  /** Whom to write to is chosen among the friends. */
  #toFriends = (event: Event) => {
    event.preventDefault();
    this.#turn('friends', true);
  };
  #shut = () => {
    this.host.close();
  };
  #resize = () => {
    this.#wide = !this.#wide;
    this.host.requestUpdate();
  };
  #add = ({ currentTarget }: Event) => {
    this.#adding = !this.#adding;
    this.tab = 'friends';
    this.host.requestUpdate();
    if (this.#adding) {
      this.#from = (currentTarget as Element).matches('.primary') ? '.primary' : '[slot=actions]';
      void this.#focusView('im-add-friend');
    } else void this.#focusView('im-friend-list', this.#from);
  };
  /** Shows the blocked people, or the list again. */
  #block = () => {
    this.#blocked = !this.#blocked;
    this.host.requestUpdate();
    void this.#focusView(this.#blocked ? '.find button' : '.view > *');
  };
  #toList = () => {
    const { client } = this.host;
    this.#chat = '';
    if (client?.state.focus?.kind === 'chat') client.setFocus(undefined);
    this.host.requestUpdate();
    void this.#focusView('.view > *');
  };
  /** @param within - what of the view is to have the focus, when it is there. */
  async #focusView(selector: string, within = '') {
    await this.host.updateComplete;
    const view = this.#find<ImElement>(selector);
    await view?.updateComplete;
    const wanted = within && view?.querySelector<HTMLElement>(within);
    (wanted && wanted.checkVisibility() ? wanted : view)?.focus();
  }

  #restore(): Tab {
    const { host } = this;
    const { open, tab, wide, chat } = recall(host.clientName);
    this.#wide = wide === true;
    this.#chat = String(chat ?? '');
    // A whole screen is not covered without being asked.
    if (open && !host.open && !matchMedia(PHONE).matches) host.open = this.#quiet = true;
    return tabs.find(each => each === tab) ?? 'chats';
  }
}
