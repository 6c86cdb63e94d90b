/** The forms for signing in, registering and setting a new password, and what is said when a session has ended. */
import { html, nothing, type PropertyValues } from 'lit';
import { state } from 'lit/decorators.js';
import type { Client } from '../core/api.js';
import { LoginOutError } from '../protocol/codes.js';
import type { ImError } from '../protocol/errors.js';
import { account } from '../locales/en/account.js';
import { register } from '../locales/en/register.js';
import { CodeButton } from '../ui/code-button.js';
import { controls, spinner } from '../ui/controls.js';
import { Form, formStyles, type Field } from '../ui/form.js';
import { icon } from '../ui/icons.js';
import type { Key } from '../ui/localize.js';
import { base } from '../ui/tokens.js';
import { ImElement } from './base/im-element.js';
import {
  calls,
  codeField,
  fieldOf,
  identityFields,
  identityName,
  identityOf,
  methodsOf,
  newPasswordFields,
  titles,
  usedFor,
  type Method,
  type View,
} from './login-fields.js';
import { loginStyles } from './login-styles.js';
import { recall, remember } from './login-memory.js';

/**
 * Part of `<im-login>`; not for pages.
 * @element im-login-card
 * @ignore
 */
export class LoginCard extends ImElement {
  static override words = { ...account, ...register };
  static override styles = [base, controls, formStyles, loginStyles];

  static define() {
    if (!customElements.get('im-login-card')) customElements.define('im-login-card', LoginCard);
  }

  @state() private view: View = 'signIn';
  @state() private chosen: Method = 'account';
  @state() private byCode = false;
  @state() private keep = true;
  @state() private invited = false;
  @state() private said: Key | undefined;
  /** "Use here" needs the password: the card shows instead. */
  @state() private asked = false;

  #session = this.select(['session'], ({ session }) => session);
  #can = this.select(['capabilities'], ({ capabilities }) => capabilities);
  #form = new Form(this);
  #code = new CodeButton(this);
  #known: Client | undefined;
  #focused = false;

  protected override update(changed: PropertyValues) {
    this.#focused = !!this.shadowRoot?.activeElement;
    const { client } = this;
    const session = this.#session.value;
    if (client && client !== this.#known) {
      this.#known = client;
      const { method, ...values } = recall(client.server, this.clientName);
      this.chosen = method ?? 'account';
      this.#form.values = { areaCode: this.locale.startsWith('zh') ? '+86' : '+1', ...values };
    }
    if (session?.ended && session.account) this.#form.values[identityName[this.#method]] ||= session.account;
    super.update(changed);
  }

  protected override updated() {
    // What had the focus is gone: it goes on in what took its place.
    if (this.#focused && !this.shadowRoot?.activeElement) this.focus();
  }

  /** Focuses what comes first. */
  override focus() {
    this.shadowRoot?.querySelector<HTMLElement>('input, .primary')?.focus();
  }

  override render() {
    const session = this.#session.value;
    if (session?.ended === 'kicked' && session.userID && !this.asked) return this.#kicked();
    return session?.provided ? this.#provided() : this.#card();
  }

  /** The chosen method, if this view has it. */
  get #method(): Method {
    const methods = methodsOf(this.view, this.#can.value ?? new Set());
    return methods.includes(this.chosen) ? this.chosen : (methods[0] ?? 'account');
  }

  #kicked() {
    return html`<h2>${this.t('elsewhere')}</h2>
      <p class="muted">${this.t('elsewhereText')}</p>
      ${this.#form.alert(this.t)}
      <div class="fields">${this.#button('useHere', this.#useHere)}<button class="btn ghost" type="button" @click=${this.#leave}>${this.t('signOut')}</button></div>`;
  }

  #provided() {
    return html`<h2>${this.t('signIn')}</h2>
      ${this.#sentence()}${this.#form.alert(this.t)}
      <div class="fields">${this.#button('continueSite', this.#useHere)}</div>`;
  }

  #card() {
    const { view, t } = this;
    const can = this.#can.value ?? new Set();
    const methods = methodsOf(view, can);
    const title = t(titles[view]);
    return html`<div class="row head">
        ${
          view === 'signIn'
            ? nothing
            : html`<button class="icon-btn" type="button" aria-label=${t('back')} title=${t('back')} data-view="signIn" @click=${this.#go}>${icon('back')}</button>`
        }
        <h2>${title}</h2>
      </div>
      ${this.#sentence()}
      ${
        methods.length > 1
          ? html`<div class="methods" role="group">
            ${methods.map(
              m =>
                html`<button type="button" class="btn" aria-pressed=${m === this.#method} @click=${() => void this.#choose(m)}>${t(m)}</button>`,
            )}
          </div>`
          : nothing
      }
      <form part="form" aria-label=${title} novalidate @submit=${this.#submit} @change=${this.#checkCode}>
        <div class="who ${this.#method}">${this.#fields().map(field => this.#form.field(t, field))}</div>
        ${view === 'signIn' ? this.#options(can.has('auth.code'), can.has('auth.resetPassword')) : nothing}
        ${this.#form.alert(t)} ${this.#button(titles[view])}
      </form>
      ${
        view === 'signIn' && can.has('auth.register')
          ? html`<div class="row foot">
            <span class="muted">${t('noAccount')}</span><button class="btn link" type="button" data-view="register" @click=${this.#go}>${t('createAccount')}</button>
          </div>`
          : nothing
      }`;
  }

  #options(code: boolean, reset: boolean) {
    const { t } = this;
    return html`<div class="row options">
      <label class="check"><input type="checkbox" name="keep" .checked=${this.keep} @change=${this.#keep} />${t('keep')}</label>
      ${
        code && this.#method !== 'account'
          ? html`<button class="btn link" type="button" @click=${this.#other}>${t(this.byCode ? 'usePassword' : 'useCode')}</button>`
          : nothing
      }
      ${
        code && reset && !this.byCode
          ? html`<button class="btn link" type="button" data-view="reset" @click=${this.#go}>${t('forgot')}</button>`
          : nothing
      }
    </div>`;
  }

  /** Why the card is here again, or what went well just now. */
  #sentence() {
    const ended = this.#session.value?.ended;
    const key = this.said ?? (ended && ended !== 'kicked' ? 'expired' : undefined);
    return html`<div role="status">${key ? html`<p class="said">${this.t(key)}</p>` : nothing}</div>`;
  }

  #button(label: Key, click?: () => void) {
    const { busy } = this.#form;
    return html`<button class="btn primary" type=${click ? 'button' : 'submit'} aria-disabled=${busy ? 'true' : nothing} @click=${click ?? nothing}>
      ${busy ? spinner() : nothing}${this.t(label)}
    </button>`;
  }

  #fields(): Field[] {
    const { view } = this;
    const method = this.#method;
    const code = view === 'signIn' ? this.byCode && method !== 'account' : method !== 'account';
    const fields = identityFields[method](view);
    if (view === 'register') fields.unshift({ name: 'name', label: 'name', autocomplete: 'nickname' });
    if (code) fields.push(codeField(this.#code.render(this.t, this.#sendCode)));
    if (view !== 'signIn') fields.push(...newPasswordFields('password', view === 'reset' ? 'newPassword' : 'password'));
    else if (!code)
      fields.push({ name: 'password', label: 'password', type: 'password', autocomplete: 'current-password' });
    if (this.invited && view === 'register') fields.push({ name: 'invitation', label: 'invitation' });
    return fields;
  }

  #other() {
    this.byCode = !this.byCode;
  }
  #go(event: Event) {
    this.#show((event.currentTarget as HTMLElement).dataset.view as View);
  }
  #show(view: View) {
    this.view = view;
    this.said = undefined;
    this.#forget();
    void this.updateComplete.then(() => {
      this.focus();
    });
  }
  #choose(method: Method) {
    this.chosen = method;
    this.#code.reset();
    this.#form.forget('code');
  }
  #forget() {
    this.#code.reset();
    this.#form.forget('password', 'repeat', 'code');
  }
  #again(key?: Key) {
    this.view = 'signIn';
    this.said = key;
    this.#forget();
  }
  /** Tells a failure where it belongs. */
  #tell(error: ImError) {
    if (error.errCode === LoginOutError) return;
    const method = this.#method;
    let at = fieldOf[error.errCode];
    if (at === 'invitation') this.invited = true;
    if (error.errCode === 1004 && this.view === 'reset') this.#form.fail('e20002', identityName[method]);
    else {
      at = at === '' ? identityName[method] : at;
      this.#form.fail(this.t.errorKey(error), at && this.#fields().some(({ name }) => name === at) ? at : undefined);
    }
  }

  #submit(event: Event) {
    event.preventDefault();
    if (this.#form.valid(this.#fields())) void this.#form.run(this.#act);
  }
  #act = async () => {
    const { view } = this;
    const method = this.#method;
    const { values } = this.#form;
    const { name = '', password = '', code = '', invitation } = values;
    const who = identityOf[method](values);
    const verifyCode = code.trim();
    // The card is gone as soon as somebody is signed in; the connection takes longer.
    const off = this.client?.on('loginChanged', ({ userID }) => {
      if (userID) remember(this.#known!.server, this.clientName, values, this.keep ? method : undefined);
    });
    const error = await this.attempt(calls[view], client => {
      if (view === 'register')
        return client.register({
          user: { ...who, nickname: name.trim(), password },
          ...(code && { verifyCode }),
          ...(invitation && { invitationCode: invitation.trim() }),
        });
      if (view === 'reset') return client.resetPassword({ ...who, verifyCode, password });
      return client.login({ ...who, ...(this.byCode && method !== 'account' ? { verifyCode } : { password }) });
    });
    off?.();
    if (error) return this.#tell(error);
    if (view !== 'reset') return;
    this.chosen = method;
    this.#again('passwordSet');
  };
  #sendCode = async () => {
    const { view } = this;
    const method = this.#method;
    if (!this.#form.valid(identityFields[method](view))) return false;
    const params = { ...identityOf[method](this.#form.values), usedFor: usedFor[view] };
    const error = await this.attempt('sendCode', client => client.sendCode(params));
    if (error) this.#tell(error);
    return !error;
  };
  /** A new account's or password's code is checked as soon as it is there, before the rest is typed. */
  async #checkCode({ target }: Event) {
    const { name, value } = target as HTMLInputElement;
    if (name !== 'code' || this.view === 'signIn' || value.trim().length < 6) return;
    const error = await this.attempt('verifyCode', client =>
      client.verifyCode({ ...identityOf[this.#method](this.#form.values), verifyCode: value.trim() }),
    );
    if (error) this.#tell(error);
  }
  #useHere() {
    void this.#form.run(async () => {
      let here = true;
      const error = await this.attempt('useHere', async client => {
        here = await client.useHere();
      });
      if (error) this.#tell(error);
      else if (!here) this.asked = true;
    });
  }
  #leave() {
    void this.attempt('logout', client => client.logout());
  }
  #keep(event: Event) {
    this.keep = (event.target as HTMLInputElement).checked;
    this.client?.setPersist(this.keep ? 'local' : 'tab');
  }
}
