/** The round button of `<im-widget>`. The panel behind it is loaded once somebody is signed in, or when it is opened. */
import { css, html, nothing, type ReactiveController } from 'lit';
import { widget } from '../locales/en/widget.js';
import { icon } from '../ui/icons.js';
import { speak } from '../ui/localize.js';
import { define } from './base/define.js';
import type { FollowFocus } from './base/focus.js';
import { type ImElement, Select } from './base/im-element.js';
import { adopt, inside, Later } from './base/lazy.js';
import { openRequests } from './base/open-requests.js';
import { ImClient } from './im-client.js';
import type { WidgetPanel } from './widget-panel.js';

const styles = css`
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
`;

/** What it needs of `<im-widget>`. */
export interface ButtonHost extends ImElement {
  open: boolean;
  server: string;
  silent: boolean;
  keepTitle: boolean;
  readonly wish: FollowFocus;
  readonly from: HTMLElement | null;
  show(): void;
  close(): void;
  toggle(): void;
}

export class WidgetButton implements ReactiveController {
  #news: Select<number>;
  #loaded: Select<boolean>;
  #own = false;
  /** The focus for which the panel was wanted last. */
  #tried: unknown;
  #panel: Later<WidgetPanel>;

  constructor(readonly host: ButtonHost) {
    speak(widget);
    adopt(host, styles);
    this.#news = new Select(
      host,
      ['unread', 'requests', 'session', 'pending'],
      state => state.unread + openRequests(state),
    );
    this.#loaded = new Select(host, ['lists'], ({ lists }) => lists.friends.status === 'ready');
    this.#panel = new Later(host, async () => {
      const { WidgetPanel } = await import('./widget-panel.js');
      return new WidgetPanel(host);
    });
    host.addController(this);
  }

  /** The tab that is chosen in the panel. */
  get tab() {
    return this.#panel.value?.tab;
  }

  /** Before each render. */
  prepare() {
    const { host } = this;
    const { value } = this.#panel;
    // One that the page has comes first, also when it is not there yet.
    this.#own ||=
      !!host.server &&
      !host.client &&
      ![...document.querySelectorAll('im-client')].some(
        each => (each.getAttribute('name') ?? 'default') === host.clientName,
      );
    if (this.#own) define('im-client', ImClient);
    const wish = host.wish.value;
    // What failed is tried again when it is wanted again, not for ever.
    const again = !this.#panel.error || wish !== this.#tried;
    if (!value && (host.open || (again && (wish?.kind === 'chat' || this.#loaded.value)))) void this.#bring();
    this.#tried = wish;
    value?.prepare();
    inside(host).mark('loading', host.open && !value);
  }

  render() {
    const { host } = this;
    const { t } = inside(host);
    const n = this.#news.value;
    return html`${this.#own ? html`<im-client name=${host.clientName} server=${host.server}></im-client>` : nothing}
      <button class="launch" part="button" type="button" popover="manual" aria-haspopup="dialog" aria-expanded=${host.open} aria-label=${n ? t('chatUnread', { n }) : t('chat')} @click=${() => {
        host.toggle();
      }}>
        <slot name="button">${icon(host.open ? 'close' : 'message')}</slot>${n && !host.open ? html`<b part="badge" data-n=${n > 99 ? '99+' : n}></b>` : nothing}</button
      >${this.#panel.value?.render() ?? nothing}`;
  }

  hostUpdated() {
    // In the top layer, too: whatever the page has, the button is above it.
    const button = this.host.renderRoot.querySelector<HTMLElement>('.launch');
    if (button && this.host.isConnected && !button.matches(':popover-open')) button.showPopover();
  }

  async #bring() {
    await this.#panel.use();
    // Told as an error; the next press tries again.
    if (this.#panel.error) this.host.open = false;
  }
}
