/** The forms for signing in, registering and setting a new password, and what is said when a session has ended. */
import { html, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { Client } from '../core/api.js';
import { LoginOutError } from '../protocol/codes.js';
import type { ImError } from '../protocol/errors.js';
import { account } from '../locales/en/account.js';
import { basics, spinner } from '../ui/basics.js';
import { Form, formStyles, type Field } from '../ui/form.js';
import type { Key } from '../ui/localize.js';
import { base } from '../ui/tokens.js';
import { ImElement } from './base/im-element.js';
import {
  identityFields,
  identityName,
  identityOf,
  methodsOf,
  placeOf,
  titles,
  type Method,
  type View,
} from './login-fields.js';
import type { LoginMore } from './login-more.js';
import { loginStyles } from './login-styles.js';
import { recall, remember } from './login-memory.js';
import { bringMore, parts } from './login-parts.js';

/**
 * Part of `<im-login>`; not for pages.
 * @element im-login-card
 * @ignore
 */
export class LoginCard extends ImElement {
  static override words = account;
  static override styles = [base, basics, formStyles, loginStyles];

  static define() {
    if (!customElements.get('im-login-card')) customElements.define('im-login-card', LoginCard);
  }

  @property({ state: true }) private view: View = 'signIn';
  @property({ state: true }) private chosen: Method = 'account';
  @property({ state: true }) private byCode = false;
  @property({ state: true }) private said: Key | undefined;
  /** "Use here" needs the password: the card shows instead. */
  @property({ state: true }) private asked = false;

  #session = this.select(['session'], ({ session }) => session);
  #can = this.select(['capabilities'], ({ capabilities }) => capabilities);
  #form = new Form(this);
  #more: LoginMore | undefined;
  /** What was asked for is on its way: what is typed now is not for the form that is here still. */
  #coming = false;
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
      <div class="fields">${this.#button('useHere', this.#useHere)}<button class="btn ghost" type="button" @click=${() => this.attempt('logout', client => client.logout())}>${this.t('signOut')}</button></div>`;
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
        ${view === 'signIn' ? nothing : this.#more?.back(this.#go)}
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
      <form part="form" aria-label=${title} novalidate ?inert=${this.#coming} @submit=${this.#submit} @change=${this.#changed}>
        <div class="who ${this.#method}">${this.#fields().map(field => this.#form.field(t, field))}</div>
        ${view === 'signIn' ? this.#options(can.has('auth.code'), can.has('auth.resetPassword')) : nothing}
        ${this.#form.alert(t)} ${this.#button(titles[view])}
      </form>
      ${
        view === 'signIn' && can.has('auth.register')
          ? html`<div class="row foot" @pointerenter=${bringMore}>
            <span class="muted">${t('noAccount')}</span><button class="btn link" type="button" data-view="register" @click=${this.#go}>${t('createAccount')}</button>
          </div>`
          : nothing
      }`;
  }

  #options(code: boolean, reset: boolean) {
    const { t } = this;
    return html`<div class="row options" @pointerenter=${bringMore}>
      <label class="check"><input type="checkbox" name="keep" .checked=${this.#kept} @change=${this.#keep} />${t('keep')}</label>
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

  /** As the client does it now, whoever has decided it. */
  get #kept() {
    return this.client?.persist === 'local';
  }

  /** What is more than a password's sign-in. */
  get #beyond() {
    return this.view !== 'signIn' || (this.byCode && this.#method !== 'account') ? this.#more : undefined;
  }

  #fields(): Field[] {
    return (
      this.#beyond?.fields() ?? [
        ...identityFields[this.#method](),
        { name: 'password', label: 'password', type: 'password', autocomplete: 'current-password' },
      ]
    );
  }

  /** Brings what only few need, then goes on. */
  #bring(then: () => void) {
    if (this.#more) return then();
    this.#coming = true;
    void this.#form.run(async () => {
      try {
        const LoginMore = await parts.more();
        this.#more = new LoginMore({
          host: this,
          form: this.#form,
          t: this.t,
          shown: () => ({ view: this.view, method: this.#method }),
          can: what => !!this.#can.value?.has(what),
          attempt: (action, run) => this.attempt(action, run),
          tell: error => this.#tell(error),
        });
      } catch {
        return this.#form.fail('e10000');
      } finally {
        this.#coming = false;
      }
      then();
    });
  }

  #other() {
    this.#bring(() => void (this.byCode = !this.byCode));
  }
  #go(event: Event) {
    const view = (event.currentTarget as HTMLElement).dataset.view as View;
    this.#bring(() => this.#show(view));
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
    this.#more?.reset();
    this.#form.forget('code');
  }
  #forget() {
    this.#more?.reset();
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
    const who = identityName[this.#method];
    if (error.errCode === 1004 && this.view === 'reset') return this.#form.fail('e20002', who);
    const place = placeOf[error.errCode] ?? this.#more?.placeOf(error);
    const at = place || who;
    const here = place !== undefined && this.#fields().some(({ name }) => name === at);
    this.#form.fail(this.t.errorKey(error), here ? at : undefined);
  }

  #submit(event: Event) {
    event.preventDefault();
    if (!this.#form.valid(this.#fields())) return;
    // Whoever is signed in sees the chip, and needs the socket that comes with it.
    parts.chip().catch(() => undefined);
    void this.#form.run(this.#act);
  }
  #act = async () => {
    const { view } = this;
    const method = this.#method;
    const { values } = this.#form;
    // The card is gone as soon as somebody is signed in; the connection takes longer.
    const off = this.client?.on('loginChanged', ({ userID }) => {
      if (userID) remember(this.#known!.server, this.clientName, values, this.#kept ? method : undefined);
    });
    const more = this.#beyond;
    const error = await this.attempt(more?.calls[view] ?? 'login', client =>
      more ? more.act(client) : client.login({ ...identityOf[method](values), password: values.password ?? '' }),
    );
    off?.();
    if (error) return this.#tell(error);
    if (view !== 'reset') return;
    this.chosen = method;
    this.#again('passwordSet');
  };
  #changed(event: Event) {
    void this.#beyond?.check(event);
  }
  #useHere() {
    void this.#form.run(async () => {
      let here = true;
      const error = await this.attempt('useHere', async client => {
        here = await client.useHere();
      });
      if (error && this.#session.value?.provided) {
        const key = this.t.errorKey(error);
        this.#form.fail(key === 'eOther' ? 'eSite' : key);
      } else if (error) this.#tell(error);
      else if (!here) this.asked = true;
    });
  }
  #keep(event: Event) {
    this.client?.setPersist((event.target as HTMLInputElement).checked ? 'local' : 'tab');
  }
}
