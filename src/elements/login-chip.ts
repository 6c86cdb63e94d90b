/** Who is signed in, how the connection is, and what can be done about it: the chip that the sign-in card becomes. */
import { css, html, nothing } from 'lit';
import { session } from '../locales/en/session.js';
import { property, query } from 'lit/decorators.js';
import { avatar, avatarStyles } from '../ui/avatar.js';
import { controls } from '../ui/controls.js';
import type { FormDialog } from '../ui/form-dialog.js';
import { icon } from '../ui/icons.js';
import { ImDialog } from '../ui/im-dialog.js';
import { ImMenu, type MenuItem } from '../ui/im-menu.js';
import { Notice } from '../ui/toast.js';
import { base } from '../ui/tokens.js';
import { ImElement } from './base/im-element.js';
import { imageHosts } from './base/registry.js';

/**
 * Part of `<im-login>`; not for pages.
 * @element im-login-chip
 * @ignore
 */
export class LoginChip extends ImElement {
  static override words = session;
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
      .profile::part(dialog) { inline-size: min(520px, 100vw - 32px); }
    `,
  ];

  static define() {
    ImDialog.define();
    ImMenu.define();
    if (!customElements.get('im-login-chip')) customElements.define('im-login-chip', LoginChip);
  }

  @property({ state: true }) private profileOpen = false;
  @query('im-dialog.out') private out!: ImDialog;
  @query('im-dialog.profile') private sheet!: ImDialog;

  #session = this.select(['session'], ({ session }) => session);
  #profile = this.select(['profile'], ({ profile }) => profile);
  #online = this.select(['connection'], ({ connection }) => connection.status);
  #passwords = this.select(
    ['capabilities', 'session'],
    ({ capabilities, session }) => session.hasAccount && capabilities.has('auth.changePassword'),
  );
  #dialog: FormDialog | undefined;
  #notice = new Notice(this);

  override render() {
    const { t, client } = this;
    const { userID = '', account } = this.#session.value ?? {};
    const { nickname, faceURL = '' } = this.#profile.value ?? {};
    const name = nickname || account || userID;
    const online = this.#online.value;
    const platforms = online === 'connected' ? [5] : online === 'offline' ? [] : undefined;
    const label = t('accountMenu', { name });
    const items: MenuItem[] = [{ id: 'out', label: t('signOut'), icon: 'signOut' }];
    if (this.#passwords.value) items.unshift({ id: 'password', label: t('changePassword'), icon: 'key' });
    if (customElements.get('im-profile')) items.unshift({ id: 'profile', label: t('profile'), icon: 'user' });
    return html`<im-menu part="chip" .label=${label} .items=${items} @im-menu-select=${this.#chosen}>
        <button slot="trigger" class="btn ghost" type="button">
          ${avatar({ userID, name, faceURL, hosts: imageHosts(client), size: 32, platforms, t })}<span class="grow cut">${name}</span>${icon('back')}
        </button>
      </im-menu>
      <im-dialog class="out" .heading=${t('signOutAsk')} .text=${t('signOutText')} .confirmLabel=${t('signOut')} .cancelLabel=${t('cancel')}></im-dialog>
      <im-dialog class="profile" .heading=${t('profile')} .cancelLabel=${t('close')}>${this.profileOpen ? html`<im-profile .client=${client}></im-profile>` : nothing}</im-dialog>
      ${this.#dialog?.render(t) ?? nothing}${this.#notice.render()}`;
  }

  async #chosen({ detail: { id } }: CustomEvent<{ id: string }>) {
    if (id === 'profile') {
      this.profileOpen = true;
      await this.sheet.ask();
      this.profileOpen = false;
    } else if (id === 'out') {
      if (await this.out.ask()) await this.#leave();
    } else await this.#password();
  }
  /** The form is loaded when it is wanted. */
  async #password() {
    try {
      const { changePassword, passwordDialog } = await import('./base/change-password.js');
      this.#dialog ??= passwordDialog(this);
      if (await this.#dialog.open(changePassword((action, run) => this.attempt(action, run))))
        this.#notice.show(this.t('saved'));
    } catch {
      this.#notice.show(this.t('e10000'));
    }
  }
  #leave() {
    return this.attempt('logout', client => client.logout());
  }
}
