/** Who is signed in and how the connection is: the chip that the sign-in card becomes. What it can do is loaded when somebody comes near. */
import { css, html, nothing } from 'lit';
import { avatar, avatarStyles } from '../ui/avatar.js';
import { controls } from '../ui/controls.js';
import { icon } from '../ui/icons.js';
import type { ImMenu } from '../ui/im-menu.js';
import { base } from '../ui/tokens.js';
import { ImElement } from './base/im-element.js';
import { Later } from './base/lazy.js';
import { imageHosts } from './base/registry.js';
import type { ChipActs } from './chip-acts.js';
import { chipActs } from './login-acts.js';

/**
 * Part of `<im-login>`; not for pages.
 * @element im-login-chip
 * @ignore
 */
export class LoginChip extends ImElement {
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  static override styles = [
    base,
    controls,
    avatarStyles,
    css`
      im-menu { display: block; inline-size: fit-content; max-inline-size: 100%; }
      im-menu > .btn { max-inline-size: 100%; padding: 3px; padding-inline-end: 12px; border-radius: 2em; text-align: start; }
      im-menu > .btn > .icon.back { inline-size: 14px; block-size: 14px; transform: rotate(-90deg); opacity: 0.6; }
      :host(:dir(rtl)) im-menu > .btn > .icon.back { transform: rotate(-90deg); }
      im-profile { margin: 0; }
      .profile::part(dialog) { inline-size: min(520px, 100vw - 32px); }
    `,
  ];

  static define() {
    if (!customElements.get('im-login-chip')) customElements.define('im-login-chip', LoginChip);
  }

  #session = this.select(['session'], ({ session }) => session);
  #profile = this.select(['profile'], ({ profile }) => profile);
  #online = this.select(['connection'], ({ connection }) => connection.status);
  #acts: Later<ChipActs> = new Later(this, async () => {
    const ChipActs = await chipActs();
    return new ChipActs(this);
  });

  override render() {
    const { t, client } = this;
    const { userID = '', account } = this.#session.value ?? {};
    const { nickname, faceURL = '' } = this.#profile.value ?? {};
    const name = nickname || account || userID;
    const online = this.#online.value;
    const platforms = online === 'connected' ? [5] : online === 'offline' ? [] : undefined;
    const { value: acts, error } = this.#acts;
    this.#acts.soon();
    return html`<im-menu part="chip" .label=${acts ? t('accountMenu', { name }) : ''} .items=${acts?.items ?? []} @im-menu-select=${this.#chosen}>
        <button slot="trigger" class="btn ghost" type="button" aria-haspopup="menu" @click=${this.#open} @keydown=${this.#openByKey}>
          ${avatar({ userID, name, faceURL, hosts: imageHosts(client), size: 32, platforms, t })}<span class="grow cut">${name}</span>${icon('back')}
        </button>
      </im-menu>
      ${acts?.render() ?? (error ? html`<p class="error" role="alert">${t.error(error)}</p>` : nothing)}`;
  }

  /** The first press waits for the menu; from then on the menu follows its button itself. */
  #open = (event: Event) => {
    if (this.#acts.value) return;
    // Not for a menu that other parts have brought: it has no lines yet.
    event.stopPropagation();
    void this.#acts.use(async () => {
      await this.updateComplete;
      await this.renderRoot.querySelector<ImMenu>('im-menu')!.show();
    });
  };
  #openByKey = (event: KeyboardEvent) => {
    if (this.#acts.value || !['ArrowDown', 'ArrowUp'].includes(event.key)) return;
    event.preventDefault();
    this.#open(event);
  };
  #chosen = ({ detail: { id } }: CustomEvent<{ id: string }>) => void this.#acts.value?.run(id);
}
