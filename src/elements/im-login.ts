/** Signing in, up and out: one calm card, and once signed in a chip. Which of the two is decided here; each is loaded when it is needed. */
import { css, html, type PropertyValues } from 'lit';
import { apart, base } from '../ui/tokens.js';
import { ImElement } from './base/im-element.js';
import { lazy } from './base/lazy.js';
import { keepPlace } from './base/sign-in-places.js';
import { parts } from './login-parts.js';

/**
 * Signs people in: by account, e-mail or phone with a password or a code, as the server allows; registration, a forgotten password;
 * with a token provider one button. Signed in it is a chip with a menu.
 *
 * @element im-login
 * @slot header - Above the form, e.g. a logo.
 * @slot footer - Below the form, e.g. terms.
 * @fires {CustomEvent<{ userID: string }>} im-login - Somebody is signed in now, also by a restored session.
 * @fires {CustomEvent<{ userID: string; reason: '' | 'kicked' | 'expired' | 'invalid' }>} im-logout - The session ended; reason '' = by the user.
 * @csspart card - The card of the forms.
 * @csspart form - The form.
 * @csspart field - A label with its input.
 * @csspart alert - What failed as a whole.
 * @csspart chip - The chip of the signed-in user.
 * @csspart avatar - The picture or letter.
 * @csspart notice - What was done, for some seconds.
 * @cssprop --im-accent - The main colour.
 * @cssstate loading - The stored session is being looked for.
 * @cssstate signed-in - Somebody is signed in.
 * @cssstate kicked - Signed in somewhere else.
 */
export class ImLogin extends ImElement {
  static override styles = [
    base,
    apart,
    css`
      .card {
        display: grid; gap: calc(var(--_space) * 4); max-inline-size: 400px; margin-inline: auto; padding: calc(var(--_space) * 7);
        border: 1px solid var(--_border); border-radius: calc(var(--_radius) + 8px); background: color-mix(in srgb, currentColor 2%, transparent);
      }
      @container (inline-size < 340px) { .card { padding: calc(var(--_space) * 4); } }
      .card > slot { display: contents; }
      i { display: block; block-size: 58px; margin-block-start: calc(var(--_space) * 4); border-radius: var(--_radius); background: var(--_tint); }
      i:first-child { inline-size: 40%; block-size: 30px; margin: 0; }
    `,
  ];

  #session = this.select(['session'], ({ session }) => session);
  #userID = '';
  #kind = '';
  #focused = false;

  constructor() {
    super();
    keepPlace(this, true);
  }

  protected override update(changed: PropertyValues) {
    this.#focused ||= !!this.shadowRoot?.activeElement;
    super.update(changed);
  }

  protected override updated() {
    const session = this.#session.value;
    const userID = this.#signedIn();
    const kind = !session?.restored ? 'loading' : userID ? 'signed-in' : session.ended || 'card';
    for (const name of ['loading', 'signed-in', 'kicked']) this.mark(name, name === kind);
    void this.#refocus(kind);
    const before = this.#userID;
    if (userID === before) return;
    this.#userID = userID;
    if (before) this.emit('im-logout', { userID: before, reason: session?.ended ?? '' });
    if (userID) this.emit('im-login', { userID });
  }

  override render() {
    const { client, clientName } = this;
    if (this.#signedIn())
      return lazy(this, 'im-login-chip', parts.chip)
        ? html`<im-login-chip exportparts="chip, avatar, notice" .client=${client}></im-login-chip>`
        : html`<div aria-hidden="true"><i></i></div>`;
    const ready =
      !!this.#session.value?.restored &&
      lazy(this, 'im-login-card', async () => (await import('./login-card.js')).LoginCard);
    return html`<div class="card" part="card" aria-busy=${!ready}>
      <slot name="header"></slot>
      ${ready ? html`<im-login-card exportparts="form, field, alert" .client=${client} .clientName=${clientName}></im-login-card>` : html`<div aria-hidden="true"><i></i><i></i><i></i><i></i><i></i></div>`}
      <slot name="footer"></slot>
    </div>`;
  }

  /** "" while nobody is signed in. */
  #signedIn() {
    const session = this.#session.value;
    return session?.restored && !session.ended ? session.userID : '';
  }

  /** The focus goes on in what took the place of what had it. */
  async #refocus(kind: string) {
    if (kind === this.#kind) return;
    const next = this.shadowRoot!.querySelector<ImElement>('im-login-card, im-login-chip');
    if (!next) return;
    this.#kind = kind;
    await next.updateComplete;
    if (this.#focused && document.activeElement === document.body) next.focus();
    this.#focused = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'im-login': ImLogin;
  }
  interface HTMLElementEventMap {
    'im-login': CustomEvent<{ userID: string }>;
    'im-logout': CustomEvent<{ userID: string; reason: '' | 'kicked' | 'expired' | 'invalid' }>;
  }
}
