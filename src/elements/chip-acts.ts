/** What the account chip can do, loaded when somebody comes near: its menu, the profile, a new password, signing out. */
import { html, nothing } from 'lit';
import type { ReactiveController } from 'lit';
import { session } from '../locales/en/session.js';
import type { FormDialog } from '../ui/form-dialog.js';
import { ImDialog } from '../ui/im-dialog.js';
import { ImMenu, type MenuItem } from '../ui/im-menu.js';
import { speak } from '../ui/localize.js';
import { Notice } from '../ui/toast.js';
import { type ImElement, Select } from './base/im-element.js';
import { inside } from './base/lazy.js';

export class ChipActs implements ReactiveController {
  #passwords: Select<boolean>;
  #notice: Notice;
  #dialog: FormDialog | undefined;
  #profileOpen = false;

  constructor(readonly host: ImElement) {
    speak(session);
    ImDialog.define();
    ImMenu.define();
    this.#notice = new Notice(host);
    this.#passwords = new Select(
      host,
      ['capabilities', 'session'],
      ({ capabilities, session }) => session.hasAccount && capabilities.has('auth.changePassword'),
    );
    host.addController(this);
  }
  hostConnected() {}

  /** The menu's lines. */
  get items(): MenuItem[] {
    const { t } = inside(this.host);
    const items: MenuItem[] = [{ id: 'out', label: t('signOut'), icon: 'signOut' }];
    if (this.#passwords.value) items.unshift({ id: 'password', label: t('changePassword'), icon: 'key' });
    if (customElements.get('im-profile')) items.unshift({ id: 'profile', label: t('profile'), icon: 'user' });
    return items;
  }

  render() {
    const { t } = inside(this.host);
    const { client } = this.host;
    return html`<im-dialog class="out" .heading=${t('signOutAsk')} .text=${t('signOutText')} .confirmLabel=${t('signOut')} .cancelLabel=${t('cancel')}></im-dialog>
      <im-dialog class="profile" .heading=${t('profile')} .cancelLabel=${t('close')}>${this.#profileOpen ? html`<im-profile .client=${client}></im-profile>` : nothing}</im-dialog>
      ${this.#dialog?.render(t) ?? nothing}${this.#notice.render()}`;
  }

  /** Does what was chosen in the menu. */
  async run(id: string) {
    const { host } = this;
    if (id === 'profile') {
      this.#profileOpen = true;
      host.requestUpdate();
      await this.#ask('profile');
      this.#profileOpen = false;
      host.requestUpdate();
    } else if (id === 'password') await this.#password();
    else if (await this.#ask('out')) await inside(host).attempt('logout', client => client.logout());
  }

  #ask(kind: string) {
    return this.host.renderRoot.querySelector<ImDialog>(`im-dialog.${kind}`)!.ask();
  }
  /** The form is loaded when it is wanted. */
  async #password() {
    const { host } = this;
    const { attempt, t } = inside(host);
    try {
      const { changePassword, passwordDialog } = await import('./base/change-password.js');
      this.#dialog ??= passwordDialog(host);
      if (await this.#dialog.open(changePassword((action, run) => attempt.call(host, action, run))))
        this.#notice.show(t('saved'));
    } catch {
      this.#notice.show(t('e10000'));
    }
  }
}
