/** The own profile: seen and edited, with the account's own business below. */
import { html, nothing } from 'lit';
import { controls, emptyState, errorState, skeletonRows } from '../ui/controls.js';
import { apart, base } from '../ui/tokens.js';
import { ImElement } from './base/im-element.js';
import { lazy } from './base/lazy.js';
import { SignInHint } from './base/sign-in-hint.js';

/**
 * The signed-in user's own profile: name, picture, birthday and the like, e-mail and phone, password; export and deletion of the account.
 * What the server cannot do is not shown.
 *
 * @element im-profile
 * @csspart avatar - The picture or letter.
 * @csspart form - The fields.
 * @csspart field - A label with its input.
 * @csspart alert - What failed as a whole.
 * @csspart actions - The buttons at the end.
 * @csspart notice - What was done, for some seconds.
 * @cssstate loading - Nothing to show yet.
 * @cssstate empty - Nobody is signed in.
 */
export class ImProfile extends ImElement {
  static override styles = [base, apart, controls];

  #hint = new SignInHint(this);
  #session = this.select(['session'], ({ session }) => session);
  #known = this.select(['profile'], ({ profile }) => !!profile);
  #offline = this.select(['connection'], ({ connection }) => connection.status === 'offline');

  override render() {
    const { t } = this;
    const session = this.#session.value;
    const empty = !!session?.restored && !session.userID;
    const ready =
      lazy(this, 'im-profile-form', async () => (await import('./profile-form.js')).ProfileForm) && !!this.#known.value;
    this.mark('empty', empty);
    this.mark('loading', !empty && !ready);
    if (empty) return this.#hint.quiet ? nothing : emptyState({ icon: 'user', text: t('signedOut') });
    if (ready)
      return html`<im-profile-form exportparts="avatar, form, field, alert, actions, notice" .client=${this.client}></im-profile-form>`;
    if (this.#offline.value) return errorState({ text: t('e10000'), label: t('tryAgain'), retry: this.#load });
    return skeletonRows(3);
  }

  #load = () => {
    this.requestUpdate();
    void this.attempt('getSelfUserInfo', client => client.getSelfUserInfo());
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'im-profile': ImProfile;
  }
}
