/** The connection in one dot and one word. */
import { css, html, type PropertyValues } from 'lit';
import { state } from 'lit/decorators.js';
import type { State } from '../core/state.js';
import { avatarStyles } from '../ui/avatar.js';
import type { Key } from '../ui/localize.js';
import { base } from '../ui/tokens.js';
import { ImElement } from './base/im-element.js';

type Shown = 'connected' | 'connecting' | 'offline' | 'kicked' | 'signed-out';
const words: Record<Shown, Key> = {
  connected: 'connected',
  connecting: 'connecting',
  offline: 'offline',
  kicked: 'kicked',
  'signed-out': 'signedOut',
};
/** A change is told when it lasts this long: a short hiccup is not worth a word. */
const SETTLE_MS = 400;

function shownOf({ session, connection }: Readonly<State>): Shown {
  if (session.ended === 'kicked') return 'kicked';
  if (!session.restored) return 'connecting';
  if (!session.userID || session.ended) return 'signed-out';
  return connection.status === 'idle' ? 'connecting' : connection.status;
}

/**
 * Says how the connection is: "Connected", "Connecting", "Offline", "Signed in elsewhere", "Signed out".
 *
 * @element im-status
 * @csspart dot - The dot.
 * @csspart text - The word.
 * @cssstate connected - The socket is open and accepted.
 * @cssstate connecting - It is being opened.
 * @cssstate offline - No network, or the server doesn't answer; it is tried again by itself.
 * @cssstate kicked - The account was signed in somewhere else.
 * @cssstate signed-out - Nobody is signed in.
 */
export class ImStatus extends ImElement {
  static override styles = [
    base,
    avatarStyles,
    css`
      :host { display: inline-block; container-type: normal; }
      [role='status'] { display: inline-flex; align-items: center; gap: 0.5em; }
      .dot { transition: background-color 0.2s; }
      .dot.connecting { background: #d97706; animation: im-breathe 1s ease-in-out infinite alternate; }
      .dot:is(.offline, .kicked) { background: var(--_danger); }
      @keyframes im-breathe { to { opacity: 0.35; } }
    `,
  ];

  @state() private shown: Shown | undefined;
  #now = this.select(['session', 'connection'], shownOf);
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override update(changed: PropertyValues) {
    const now = this.#now.value;
    this.shown ??= now;
    clearTimeout(this.#timer);
    if (now !== this.shown)
      this.#timer = setTimeout(() => {
        this.shown = now;
      }, SETTLE_MS);
    super.update(changed);
  }

  protected override updated() {
    for (const name of Object.keys(words)) this.mark(name, name === this.shown);
  }

  override render() {
    const shown = this.shown ?? 'connecting';
    return html`<span role="status"><i class="dot ${shown === 'connected' ? 'on' : shown}" part="dot"></i><span part="text">${this.t(words[shown])}</span></span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'im-status': ImStatus;
  }
}
