/** `<im-widget>`: everything behind one button; what draws the button is loaded when it is on a page. */
import { css, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { deepActive } from '../ui/deep-active.js';
import { base } from '../ui/tokens.js';
import { FollowFocus } from './base/focus.js';
import { ImElement } from './base/im-element.js';
import type { WidgetButton } from './widget-button.js';

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
  static override styles = [base, css`:host { display: contents; --_inset: var(--im-widget-inset, 20px); }`];

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

  /** What had the focus when it was opened. */
  from: HTMLElement | null = null;
  #button: WidgetButton | undefined;
  #coming: Promise<void> | undefined;
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

  protected override willUpdate(changed: PropertyValues) {
    if (changed.has('open') && this.open) this.from = deepActive();
    void this.#bring();
    this.#button?.prepare();
  }
  override render() {
    return this.#button?.render();
  }
  /** Complete is what is drawn with its button. */
  protected override async getUpdateComplete() {
    const done = await super.getUpdateComplete();
    if (this.#button) return done;
    await this.#bring();
    return super.getUpdateComplete();
  }

  /** Not only where there is a client: it may be the button that makes one. */
  #bring() {
    return (this.#coming ??= import('./widget-button.js').then(
      ({ WidgetButton }) => {
        this.#button = new WidgetButton(this);
        this.requestUpdate();
      },
      (error: unknown) => {
        this.#coming = undefined;
        console.warn('im-elements: a part could not be loaded:', error);
      },
    ));
  }
  #turn(open: boolean) {
    if (open === this.open) return;
    const tab = this.#button?.tab ?? 'chats';
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
