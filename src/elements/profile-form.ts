/** What can be seen and edited of the own profile; loaded when somebody is signed in. */
import { html, nothing, type PropertyValues } from 'lit';
import type { Profile } from '../core/state.js';
import { account } from '../locales/en/account.js';
import { profile } from '../locales/en/profile.js';
import { register } from '../locales/en/register.js';
import { session } from '../locales/en/session.js';
import { profileLanguages } from '../locales/groups/profile.js';
import { avatar, avatarStyles, pictureURL } from '../ui/avatar.js';
import { CodeButton } from '../ui/code-button.js';
import { spinner } from '../ui/basics.js';
import { controls } from '../ui/controls.js';
import { FormDialog } from '../ui/form-dialog.js';
import { Form, formStyles, type Field } from '../ui/form.js';
import { icon } from '../ui/icons.js';
import { speak } from '../ui/localize.js';
import { dateText, timeText, timeTitle } from '../ui/time.js';
import { Notice } from '../ui/toast.js';
import { base } from '../ui/tokens.js';
import { changePassword } from './base/change-password.js';
import { ImElement } from './base/im-element.js';
import { imageHosts } from './base/registry.js';
import { codeField, fieldOf } from './code-fields.js';
import { emailField, identityOf, phoneFields } from './login-fields.js';
import { profileStyles } from './profile-styles.js';
import { bindErrors, patchOf, switches, today, valuesOf, type Values } from './profile-values.js';

/**
 * Part of `<im-profile>`; not for pages.
 * @element im-profile-form
 * @ignore
 */
export class ProfileForm extends ImElement {
  static override words = { ...account, ...register, ...session };
  static override styles = [base, controls, formStyles, avatarStyles, profileStyles];

  static define() {
    speak(profile, profileLanguages);
    if (!customElements.get('im-profile-form')) customElements.define('im-profile-form', ProfileForm);
  }

  #profile = this.select(['profile'], ({ profile }) => profile);
  #can = this.select(['capabilities'], ({ capabilities }) => capabilities);
  #session = this.select(['session'], ({ session }) => session);
  #form = new Form(this);
  #dialog = new FormDialog(this);
  #code = new CodeButton(this);
  #notice = new Notice(this);
  #shown: Profile | undefined;
  #before: Values = {};

  protected override update(changed: PropertyValues) {
    const profile = this.#profile.value;
    // What is being typed is not overwritten by news from another device.
    if (profile !== this.#shown && !(profile && this.#shown?.userID === profile.userID && this.#changed())) {
      this.#shown = profile;
      this.#before = profile ? valuesOf(profile) : {};
      this.#form.values = { ...this.#before };
    }
    super.update(changed);
  }

  override render() {
    const { t } = this;
    const profile = this.#profile.value;
    if (!profile) return nothing;
    return html`<div class="all">
        ${this.#top(profile)}
        <form part="form" aria-label=${t('profile')} novalidate ?inert=${this.#ended} @submit=${this.#save}>
          ${this.#fields(profile).map(field => this.#form.field(t, field))}
          ${switches.map(([name, word, column, on, off]) =>
            profile[column] === undefined
              ? nothing
              : html`<label class="check"><input type="checkbox" name=${name} .checked=${this.#form.values[name] === String(on)} @change=${(
                  event: Event,
                ) => {
                  this.#tick(event, on, off);
                }} />${t(word)}</label>`,
          )}
          ${this.#form.alert(t)}
          <div class="row save">
            <button class="btn primary" type="submit" aria-disabled=${this.#changed() && !this.#form.busy && !this.#ended ? nothing : 'true'}>
              ${this.#form.busy ? spinner() : nothing}${t('save')}
            </button>
          </div>
        </form>
        ${this.#ended ? nothing : [this.#addresses(profile), this.#actions()]}
      </div>
      ${this.#dialog.render(t)}${this.#notice.render()}`;
  }

  /** Kicked or expired: seen, but not to be edited. */
  get #ended() {
    return !!this.#session.value?.ended;
  }

  #top({ userID, nickname, faceURL, account, createTime, lastOnlineTime }: Profile) {
    const { t, locale } = this;
    return html`<div class="row top">
      ${avatar({ userID, name: nickname, faceURL, hosts: imageHosts(this.client), size: 72, t })}
      <div class="grow">
        <strong>${nickname}</strong>
        ${account ? html`<span class="muted">${account}</span>` : nothing}
        <span class="row id muted"
          >${t('userID')} <span>${userID}</span><button class="icon-btn" type="button" aria-label=${t('copyID')} title=${t('copyID')} @click=${this.#copy}>${icon('copy')}</button></span
        >
        <span class="hint">
          ${createTime ? html`<span title=${timeTitle(createTime, locale)}>${t('memberSince', { time: dateText(createTime, locale) })}</span>` : nothing}
          ${lastOnlineTime ? html`· <span title=${timeTitle(lastOnlineTime, locale)}>${t('lastSeen', { time: timeText(lastOnlineTime, Date.now(), locale) })}</span>` : nothing}
        </span>
        ${this.#can.value?.has('file.upload') && !this.#ended ? this.#picture(!!faceURL) : nothing}
      </div>
    </div>`;
  }

  #picture(has: boolean) {
    const { t } = this;
    return html`<span class="row picture-acts">
      <button class="btn link" type="button" @click=${this.#choose}>${t('choosePicture')}</button>
      ${has ? html`<button class="btn link" type="button" @click=${this.#unface}>${t('removePicture')}</button>` : nothing}
      <input type="file" accept="image/*" hidden @change=${this.#chosen} />
    </span>`;
  }

  #fields({ gender, bio }: Profile): Field[] {
    const fields: Field[] = [{ name: 'nickname', label: 'name', autocomplete: 'nickname' }];
    if (bio !== undefined) fields.push({ name: 'bio', label: 'bio', type: 'textarea', max: 200, optional: true });
    if (gender !== undefined)
      fields.push(
        {
          name: 'gender',
          label: 'gender',
          options: [
            ['0', 'gender0'],
            ['1', 'gender1'],
            ['2', 'gender2'],
          ],
        },
        { name: 'birthday', label: 'birthday', type: 'date', last: today(), autocomplete: 'bday', optional: true },
      );
    fields.push({
      name: 'faceURL',
      label: 'picture',
      type: 'url',
      mode: 'url',
      max: 500,
      optional: true,
      autocomplete: 'photo',
      hint: this.#foreign() ? 'urlForeign' : undefined,
      check: value => value !== this.#before.faceURL && !/^https?:\/\/\S+$/.test(value) && 'fieldURL',
    });
    return fields;
  }

  /** An address whose picture is not loaded from there. */
  #foreign() {
    const { faceURL = '' } = this.#form.values;
    return /^https?:\/\/\S+$/.test(faceURL) && !pictureURL(faceURL, imageHosts(this.client));
  }

  /** E-mail and phone: bound with a code where codes are to be had (H14). */
  #addresses({ email, phoneNumber, areaCode }: Profile) {
    if (email === undefined) return nothing;
    const row = (method: 'email' | 'phone', value: string) => html`<div class="row bind">
      <div class="grow"><span class="label">${this.t(method)}</span><span class="muted cut">${value || this.t('notSet')}</span></div>
      <button class="btn" type="button" aria-label="${this.t('change')}: ${this.t(method)}" @click=${() => this.#bind(method)}>${this.t('change')}</button>
    </div>`;
    return html`<div>${row('email', email)}${row('phone', phoneNumber ? `${areaCode ?? ''} ${phoneNumber}` : '')}</div>`;
  }

  #actions() {
    const { t } = this;
    // Without an account, as with the site's own tokens, there is nothing to be done with one.
    const can = this.#session.value?.hasAccount ? this.#can.value : undefined;
    return html`<div class="row acts" part="actions" ?hidden=${!can}>
      ${can?.has('auth.changePassword') ? html`<button class="btn" type="button" @click=${this.#password}>${icon('key')}${t('changePassword')}</button>` : nothing}
      ${can?.has('account.export') ? html`<button class="btn" type="button" @click=${this.#export}>${t('exportData')}</button>` : nothing}
      ${can?.has('account.delete') ? html`<button class="btn danger" type="button" @click=${this.#delete}>${t('deleteAccount')}</button>` : nothing}
    </div>`;
  }

  /** Names of the values that differ from what is saved. */
  #changes() {
    return Object.keys(this.#before).filter(name => (this.#form.values[name] ?? '').trim() !== this.#before[name]);
  }
  #changed = () => this.#changes().length > 0;

  #save(event: Event) {
    event.preventDefault();
    if (!this.#changed() || !this.#form.valid(this.#fields(this.#shown!))) return;
    void this.#form.run(async () => {
      const patch = patchOf(this.#form.values, this.#changes());
      const error = await this.attempt('setSelfInfo', client => client.setSelfInfo(patch));
      if (error) return this.#form.fail(this.t.errorKey(error));
      this.#shown = undefined;
      this.#notice.show(this.t('saved'));
    });
  }
  #tick({ target }: Event, on: number, off: number) {
    const { name, checked } = target as HTMLInputElement;
    this.#form.values[name] = String(checked ? on : off);
    this.requestUpdate();
  }
  #choose() {
    this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')!.click();
  }
  /** The square that is chosen of the file, uploaded and made one's own (I3). */
  async #chosen({ target }: Event) {
    const input = target as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = '';
    if (!file) return;
    const error = await this.attempt('import', async () => {
      const { choosePicture } = await import('./own-picture.js');
      const saved = await choosePicture(this, file, this.#shown!.userID, this.#face);
      if (saved !== false) this.#notice.show(this.t(saved ? 'saved' : 'pictureWrong'));
    });
    if (error) this.#notice.show(this.t.error(error));
  }
  async #unface() {
    const error = await this.attempt('setSelfInfo', client => client.setSelfInfo({ faceURL: '' }));
    if (!error) this.#face('');
    this.#notice.show(error ? this.t.error(error) : this.t('saved'));
  }
  /** What else was typed stays to be saved. */
  #face = (faceURL: string) => {
    this.#form.values.faceURL = this.#before.faceURL = faceURL;
    this.requestUpdate();
  };
  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#shown!.userID);
      this.#notice.show(this.t('copied'));
    } catch {
      // No clipboard without https, or it is denied: marked, to be copied by hand.
      getSelection()?.selectAllChildren(this.renderRoot.querySelector('.id span')!);
    }
  }
  async #bind(method: 'email' | 'phone') {
    const codes = this.#can.value?.has('auth.code');
    const own = () => (method === 'email' ? [emailField()] : phoneFields());
    const { form } = this.#dialog;
    const send = async () => {
      if (!form.valid(own())) return false;
      const error = await this.attempt('sendCode', client =>
        client.sendCode({ ...identityOf[method](form.values), usedFor: 1 }),
      );
      if (error) form.fail(this.t.errorKey(error), fieldOf[error.errCode] ? 'code' : undefined);
      return !error;
    };
    this.#code.reset();
    const done = await this.#dialog.open({
      heading: method,
      confirm: 'save',
      fields: () => [...own(), ...(codes ? [codeField(this.#code.render(this.t, send))] : [])],
      act: values =>
        this.attempt('setSelfInfo', async client => {
          const identity = identityOf[method](values);
          if (!codes) return client.setSelfInfo(identity);
          const proven = { ...identity, verifyCode: values.code!.trim() };
          // OpenIM's /user/update looks at no code; here it is tried, and used up.
          await client.verifyCode(proven);
          await client.setSelfInfo(proven);
        }),
      at: bindErrors,
    });
    if (done) this.#notice.show(this.t('saved'));
  }
  async #password() {
    if (await this.#dialog.open(changePassword((action, run) => this.attempt(action, run))))
      this.#notice.show(this.t('saved'));
  }
  async #export() {
    let data: Record<string, unknown> | undefined;
    const error = await this.attempt('exportAccount', async client => {
      data = await client.exportAccount();
    });
    if (!data) return void (error && this.#notice.show(this.t.error(error)));
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([JSON.stringify(data, undefined, 2)], { type: 'application/json' }));
    link.download = `${this.#shown!.userID}.json`;
    link.click();
    // Not at once: Safari reads it later.
    setTimeout(() => {
      URL.revokeObjectURL(link.href);
    }, 60_000);
  }
  #delete() {
    void this.#dialog.open({
      heading: 'deleteAccount',
      text: 'deleteText',
      confirm: 'deleteAccount',
      danger: true,
      fields: () => [{ name: 'password', label: 'password', type: 'password', autocomplete: 'current-password' }],
      act: async ({ password = '' }) => this.attempt('deleteAccount', client => client.deleteAccount(password)),
      at: { 20001: ['password', 'wrongPassword'], 1002: ['password', 'wrongPassword'] },
    });
  }
}
