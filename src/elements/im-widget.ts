/** `<im-widget>`: the round button in the corner. The panel behind it is loaded once somebody is signed in, or when it is opened. */
import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { widget } from '../locales/en/widget.js';
import { icon } from '../ui/icons.js';
import { base } from '../ui/tokens.js';
import { define } from './base/define.js';
import { FollowFocus } from './base/focus.js';
import { ImElement } from './base/im-element.js';
import { Later } from './base/lazy.js';
import { openRequests } from './base/open-requests.js';
import { ImClient } from './im-client.js';
import type { WidgetPanel } from './widget-panel.js';

/**
 * Everything behind one round button in the corner: chats, friends and requests in a panel. `<im-widget server="https://im.example.com">`
 * is all that a page needs; on a page with an `<im-client>` it takes that one.
 *
 * @element im-widget
 * @attr {'end-bottom' | 'start-bottom' | 'end-top' | 'start-top'} placement - The corner.
 * @slot button - Instead of the icon in the button.
 * @fires {CustomEvent<{ tab: 'chats' | 'friends' | 'requests' }>} im-widget-open - The panel is about to open. Prevent it to keep it closed.
 * @fires {CustomEvent<{ tab: 'chats' | 'friends' | 'requests' }>} im-widget-close - The panel is about to close. Prevent it to keep it open.
 * @csspart button - The round button.
 * @csspart badge - How much is new.
 * @csspart panel - The panel.
 * @cssprop [--im-widget-inset=20px] - How far the button is from the edges.
 * @cssstate loading - The panel is on its way.
 */
export class ImWidget extends ImElement {
  static override words = widget;
  static override styles = [
    base,
    css`
      :host { display: contents; --_inset: var(--im-widget-inset, 20px); }
      .launch {
        position: fixed; inset: auto; inset-block-end: calc(var(--_inset) + env(safe-area-inset-bottom)); inset-inline-end: var(--_inset); overflow: visible; margin: 0; padding: 0;
        inline-size: 56px; block-size: 56px; border: 0; border-radius: 50%; background: var(--_accent); color: var(--_on-accent); box-shadow: 0 2px 6px #0003, 0 8px 24px #0003; cursor: pointer;
        transition: transform 0.15s; -webkit-tap-highlight-color: transparent;
      }
      .launch:popover-open { display: grid; place-items: center; }
      .launch:hover { transform: scale(1.06); }
      .launch:active { transform: scale(0.96); }
      .launch:focus-visible { outline-offset: 3px; }
      :host([placement^='start']) .launch { inset-inline: var(--_inset) auto; }
      :host([placement$='top']) .launch { inset-block: var(--_inset) auto; }
      .launch .icon { inline-size: 28px; block-size: 28px; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
      .launch > b {
        position: absolute; inset-block-start: -4px; inset-inline-end: -4px; min-inline-size: 22px; padding: 0 6px; border-radius: 11px; background: #d11a2a; color: #fff;
        font: 650 12px/22px system-ui, sans-serif; text-align: center; box-shadow: 0 0 0 2px Canvas;
      }
      /* Not text: the button's name says it in words. */
      [data-n]::after { content: attr(data-n); }
      @media (forced-colors: active) { .launch { border: 2px solid ButtonBorder; } }
    `,
  ];

  /** The panel is open. */
  @property({ type: Boolean, reflect: true }) open = false;
  /** The corner of the window. */
  @property({ reflect: true }) placement = 'end-bottom';
  /** The server's address, on a page without an `<im-client>`. */
  @property() server = '';
  /** No sounds. */
  @property({ type: Boolean }) silent = false;
  /** The page's title stays as it is; else the number of unread messages stands in front. */
  @property({ type: Boolean, attribute: 'keep-title' }) keepTitle = false;

  #news = this.select(['unread', 'requests', 'session'], state => state.unread + openRequests(state));
  #loaded = this.select(['lists'], ({ lists }) => lists.friends.status === 'ready');
  #own = false;
  /** The focus for which the panel was wanted last. */
  #tried: unknown;
  #panel: Later<WidgetPanel> = new Later(this, async () => {
    const { WidgetPanel } = await import('./widget-panel.js');
    return new WidgetPanel(this);
  });
  /** Whose chat was asked for elsewhere on the page. */
  readonly wish: FollowFocus = new FollowFocus(this, 'chat', () => true);

  /** Opens the panel. */
  show() {
    this.#turn(true);
  }
  /** Closes it; the focus goes back to where it was. */
  close() {
    this.#turn(false);
  }
  toggle() {
    this.#turn(!this.open);
  }

  protected override willUpdate() {
    const { value } = this.#panel;
    // One that the page has comes first, also when it is not there yet.
    this.#own ||=
      !!this.server &&
      !this.client &&
      ![...document.querySelectorAll('im-client')].some(
        each => (each.getAttribute('name') ?? 'default') === this.clientName,
      );
    if (this.#own) define('im-client', ImClient);
    const wish = this.wish.value;
    // What failed is tried again when it is wanted again, not for ever.
    const again = !this.#panel.error || wish !== this.#tried;
    if (!value && (this.open || (again && (wish?.kind === 'chat' || this.#loaded.value)))) void this.#bring();
    this.#tried = wish;
    value?.prepare();
    this.mark('loading', this.open && !value);
  }

  override render() {
    const { t } = this;
    const n = this.#news.value;
    return html`${this.#own ? html`<im-client name=${this.clientName} server=${this.server}></im-client>` : nothing}
      <button class="launch" part="button" type="button" popover="manual" aria-haspopup="dialog" aria-expanded=${this.open} aria-label=${n ? t('chatUnread', { n }) : t('chat')} @click=${this.toggle}>
        <slot name="button">${icon(this.open ? 'close' : 'message')}</slot>${n && !this.open ? html`<b part="badge" data-n=${n > 99 ? '99+' : n}></b>` : nothing}</button
      >${this.#panel.value?.render() ?? nothing}`;
  }

  protected override updated() {
    // In the top layer, too: whatever the page has, the button is above it.
    const button = this.renderRoot.querySelector<HTMLElement>('.launch')!;
    if (this.isConnected && !button.matches(':popover-open')) button.showPopover();
  }

  async #bring() {
    await this.#panel.use();
    // Told as an error; the next press tries again.
    if (this.#panel.error) this.open = false;
  }
  #turn(open: boolean) {
    if (open === this.open) return;
    const tab = this.#panel.value?.tab ?? 'chats';
    if (this.emit(open ? 'im-widget-open' : 'im-widget-close', { tab })) this.open = open;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'im-widget': ImWidget;
  }
  interface HTMLElementEventMap {
    'im-widget-open': CustomEvent<{ tab: 'chats' | 'friends' | 'requests' }>;
    'im-widget-close': CustomEvent<{ tab: 'chats' | 'friends' | 'requests' }>;
  }
}
