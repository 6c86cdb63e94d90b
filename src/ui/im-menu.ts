/** A menu behind a button, in the top layer, wholly by keyboard. */
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { controls } from './controls.js';
import { icon, type IconName } from './icons.js';
import { base } from './tokens.js';

export interface MenuItem {
  id: string;
  label: string;
  icon?: IconName | TemplateResult;
  danger?: boolean;
  disabled?: boolean;
}

/**
 * Arrow keys, Home, End, letters, Escape; focus returns to the button.
 * @element im-menu
 * @attr label - The button's accessible name.
 * @slot trigger - Another button instead of the three dots.
 * @fires {CustomEvent<{ id: string }>} im-menu-select - An item was chosen.
 */
export class ImMenu extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host { display: inline-block; container-type: normal; background: none; }
      [role='menu'] {
        position: fixed; inset: auto; margin: 0; min-inline-size: 176px; max-inline-size: min(320px, 100vw - 16px); max-block-size: calc(100dvh - 16px); overflow: auto;
        padding: 5px; border: 1px solid color-mix(in srgb, CanvasText 14%, transparent); border-radius: calc(var(--_radius) + 2px);
        background: var(--_raised); color: var(--im-text, CanvasText); box-shadow: 0 8px 28px #0000002e, 0 1px 3px #0000001f;
        opacity: 1; transition: opacity 0.12s, transform 0.12s;
        @starting-style { opacity: 0; transform: translateY(-4px); }
      }
      [role='menuitem'] {
        display: flex; align-items: center; gap: 10px; inline-size: 100%; min-block-size: 34px; padding: 4px 10px; border: 0; border-radius: calc(var(--_radius) - 3px);
        background: none; text-align: start; cursor: pointer;
      }
      [role='menuitem']:is(:hover, :focus) { background: var(--_tint); outline-offset: -2px; }
      [role='menuitem'].danger { color: var(--_danger); }
      [role='menuitem'][aria-disabled='true'] { opacity: 0.5; cursor: default; }
      @media (pointer: coarse) { [role='menuitem'] { min-block-size: 44px; } }
    `,
  ];

  static define() {
    if (!customElements.get('im-menu')) customElements.define('im-menu', ImMenu);
  }

  @property() label = '';
  @property({ attribute: false }) items: readonly MenuItem[] = [];
  /** One menu for many buttons: the one it is opened for now; it opens beside it and gives the focus back to it. */
  @property({ attribute: false }) anchor: HTMLElement | undefined;
  /** No button of its own. */
  @property({ type: Boolean }) bare = false;
  @state() private opened = false;
  @query('[role=menu]') private panel!: HTMLElement;
  #wasOpen = false;
  #typed = '';
  #typedAt = 0;

  get open() {
    return this.opened;
  }

  /** Opens the menu below its button, or at a point (a context menu) in viewport pixels. */
  async show(at?: { x: number; y: number }) {
    this.opened = true;
    await this.updateComplete;
    if (!this.panel.isConnected || this.panel.matches(':popover-open')) return;
    this.panel.showPopover();
    this.#place(at);
    this.#focus(0, 1);
  }

  /** Closes it; focus returns to the button when it was inside. */
  hide() {
    const inside = this.shadowRoot?.activeElement?.closest('[role=menu]');
    if (this.opened && this.panel.matches(':popover-open')) this.panel.hidePopover();
    if (inside) this.#trigger?.focus();
  }

  override render() {
    const trigger = html`<slot name="trigger" @pointerdown=${this.#pressed} @click=${this.#toggle} @keydown=${this.#openByKey} @slotchange=${this.#wire}
        ><button class="icon-btn" part="button" type="button" aria-haspopup="menu" aria-expanded=${this.opened} aria-label=${this.label} title=${this.label}>
          ${icon('more')}
        </button></slot>`;
    return html`${this.bare ? nothing : trigger}${
      this.opened
        ? html`<div role="menu" part="menu" popover aria-label=${this.label} @beforetoggle=${this.#toggled} @keydown=${this.#keys} @click=${this.#choose}>
            ${this.items.map(
              item =>
                html`<button role="menuitem" type="button" tabindex="-1" data-id=${item.id} class=${item.danger ? 'danger' : ''} aria-disabled=${item.disabled ? 'true' : nothing}>
                  ${typeof item.icon === 'string' ? icon(item.icon) : item.icon}${item.label}
                </button>`,
            )}
          </div>`
        : nothing
    }`;
  }

  protected override updated() {
    this.#wire();
  }

  get #trigger(): HTMLElement | undefined {
    const slot = this.renderRoot.querySelector('slot');
    return (
      this.anchor ?? ((slot?.assignedElements()[0] ?? slot?.firstElementChild ?? undefined) as HTMLElement | undefined)
    );
  }
  #wire() {
    const trigger = this.#trigger;
    if (!trigger || trigger.getRootNode() === this.renderRoot) return;
    trigger.setAttribute('aria-haspopup', 'menu');
    trigger.setAttribute('aria-expanded', String(this.opened));
  }

  #place(at?: { x: number; y: number }) {
    const { panel } = this;
    const box = this.#trigger?.getBoundingClientRect() ?? this.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = panel;
    const rtl = this.matches(':dir(rtl)');
    // The button's outer edge is the menu's outer edge: it grows to where there is room.
    const alignEnd = rtl ? box.left < innerWidth / 2 : box.right > innerWidth / 2;
    let x = at ? at.x - (rtl ? width : 0) : alignEnd !== rtl ? box.right - width : box.left;
    let y = at?.y ?? box.bottom + 4;
    if (y + height > innerHeight - 8) y = Math.max(8, (at?.y ?? box.top - 4) - height);
    x = Math.max(8, Math.min(x, innerWidth - width - 8));
    panel.style.setProperty('left', `${x}px`);
    panel.style.setProperty('top', `${y}px`);
  }

  /** Focuses the item at `index`, or the next in direction `step` that can be chosen. */
  #focus(index: number, step: number) {
    const all = [...this.panel.querySelectorAll<HTMLElement>('[role=menuitem]')];
    for (let i = 0; i < all.length; i++) {
      const item = all[(((index + i * step) % all.length) + all.length) % all.length]!;
      if (item.ariaDisabled !== 'true') return void item.focus();
    }
  }

  #pressed() {
    this.#wasOpen = this.opened;
  }
  #toggle() {
    // A press outside has closed it already, and the button is outside.
    const open = this.opened || this.#wasOpen;
    this.#wasOpen = false;
    if (open) this.hide();
    else void this.show();
  }
  #openByKey(event: KeyboardEvent) {
    if (!['ArrowDown', 'ArrowUp', 'ContextMenu'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    void this.show();
  }
  #toggled(event: ToggleEvent) {
    if (event.newState === 'closed') this.opened = false;
  }
  #keys(event: KeyboardEvent) {
    const all = [...this.panel.querySelectorAll<HTMLElement>('[role=menuitem]')];
    const at = all.indexOf(this.shadowRoot!.activeElement as HTMLElement);
    event.stopPropagation();
    if (event.key === 'ArrowDown') this.#focus(at + 1, 1);
    else if (event.key === 'ArrowUp') this.#focus(at < 0 ? -1 : at - 1, -1);
    else if (event.key === 'Home') this.#focus(0, 1);
    else if (event.key === 'End') this.#focus(-1, -1);
    else if (event.key === 'Escape' || event.key === 'Tab') this.hide();
    else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey) {
      const fresh = event.timeStamp - this.#typedAt > 700;
      this.#typedAt = event.timeStamp;
      this.#typed = (fresh ? '' : this.#typed) + event.key.toLowerCase();
      const from = fresh ? at + 1 : at;
      const order = [...all.slice(from), ...all.slice(0, from)];
      order
        .find(item => item.ariaDisabled !== 'true' && item.textContent.trim().toLowerCase().startsWith(this.#typed))
        ?.focus();
    } else return;
    if (event.key !== 'Tab') event.preventDefault();
  }
  #choose(event: Event) {
    const item = (event.target as Element).closest<HTMLElement>('[role=menuitem]');
    event.stopPropagation();
    if (!item || item.ariaDisabled === 'true') return;
    this.hide();
    this.dispatchEvent(new CustomEvent('im-menu-select', { detail: { id: item.dataset.id! }, bubbles: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'im-menu': ImMenu;
  }
  interface HTMLElementEventMap {
    'im-menu-select': CustomEvent<{ id: string }>;
  }
}
