/** What tells of new messages while the widget is on a page, and what its menu says about that: loaded with the panel, after it. */
import { css, html } from 'lit';
import { chatMore } from '../locales/en/chat-more.js';
import { icon } from '../ui/icons.js';
import { ImMenu, type MenuItem } from '../ui/im-menu.js';
import { type Key, speak } from '../ui/localize.js';
import { Notice } from '../ui/toast.js';
import { Alerts, type AlertsOptions } from './base/alerts.js';
import type { ImElement } from './base/im-element.js';
import { define } from './base/define.js';
import { adopt, inside } from './base/lazy.js';
import { ImAddFriend } from './im-add-friend.js';
import { ImBlacklist } from './im-blacklist.js';
import { ImFriendList } from './im-friend-list.js';
import { ImProfile } from './im-profile.js';
import { ImRequests } from './im-requests.js';
import { WidgetFit } from './widget-fit.js';
import { newcomer, newcomerStyles } from './widget-newcomer.js';

const styles = css`
  .view:has(.find) { grid-template-rows: auto minmax(0, 1fr); }
  .view > .find { gap: 4px; padding: 2px 12px; font-weight: 650; }
  .view > im-add-friend { overflow: auto; padding: 4px 14px 14px; }
`;

export class WidgetAlerts {
  #alerts: Alerts;
  #notice: Notice;

  constructor(
    readonly host: ImElement,
    readonly options: AlertsOptions,
    /** Shows whom the user blocked. */
    readonly block: () => void,
  ) {
    speak(chatMore);
    ImMenu.define();
    define('im-add-friend', ImAddFriend);
    define('im-friend-list', ImFriendList);
    define('im-profile', ImProfile);
    define('im-requests', ImRequests);
    define('im-blacklist', ImBlacklist);
    this.#alerts = new Alerts(host, options);
    this.#notice = new Notice(host);
    adopt(host, newcomerStyles, styles);
    new WidgetFit(host);
  }

  render() {
    return this.#notice.render();
  }

  /** Says something, for some seconds. */
  say(text: string) {
    this.#notice.show(text);
  }

  /** Puts the focus where one signs in. A finger would get a keyboard over the card. */
  async toCard(panel: HTMLElement) {
    if (!matchMedia('(hover: hover)').matches) return;
    await customElements.whenDefined('im-login-card');
    await new Promise(requestAnimationFrame);
    const card = panel.querySelector('im-login')?.shadowRoot?.querySelector<HTMLElement>('im-login-card');
    if (panel.matches(':focus')) card?.focus();
  }

  /** What the lists say to who knows nobody yet. @param add - shows the search for people. */
  newcomer(userID: string, add: (event: Event) => void) {
    const say = (text: string) => {
      this.say(text);
    };
    return newcomer(this.host, { userID, add, say });
  }

  /** The search for people, in the place of a list. @param back - leads to it again. */
  adding(back: (event: Event) => void) {
    const { client, density } = this.host;
    return html`${this.#head('addFriend', back)}<im-add-friend .client=${client} density=${density}></im-add-friend>`;
  }
  #head(key: Key, back: (event: Event) => void) {
    const { t } = inside(this.host);
    return html`<div class="row find"><button class="icon-btn" type="button" aria-label=${t('toList')} title=${t('toList')} @click=${back}>${icon('back')}</button>${t(key)}</div>`;
  }
  /** The blocked people, in the place of a list. */
  blocked() {
    const { client, density } = this.host;
    return html`${this.#head('blockedPeople', this.block)}<im-blacklist .client=${client} density=${density}></im-blacklist>`;
  }

  items(): MenuItem[] {
    const { t } = inside(this.host);
    const { notify, sound } = this.#alerts;
    const items: MenuItem[] = [];
    if (notify !== undefined) items.push({ id: 'notify', label: t(notify ? 'notifyOff' : 'notifyOn') });
    if (!this.options.silent()) items.push({ id: 'sound', label: t(sound ? 'soundOff' : 'soundOn') });
    items.push({ id: 'blocked', label: t('blockedPeople'), icon: 'block' });
    return items;
  }

  readonly chosen = ({ detail: { id } }: CustomEvent<{ id: string }>) => {
    const alerts = this.#alerts;
    if (id === 'blocked') this.block();
    else if (id === 'sound') alerts.sound = !alerts.sound;
    else
      void alerts.setNotify(!alerts.notify).then(done => {
        if (!done) this.#notice.show(inside(this.host).t('notifyDenied'));
        this.host.requestUpdate();
      });
    this.host.requestUpdate();
  };
}
