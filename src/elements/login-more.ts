/** What the sign-in card does for few: registering, a new password, signing in with a code. Loaded when one of them is chosen. */
import { html } from 'lit';
import type { Client } from '../core/api.js';
import type { Capability } from '../protocol/port.js';
import type { ImError } from '../protocol/errors.js';
import { register } from '../locales/en/register.js';
import { CodeButton } from '../ui/code-button.js';
import { drawing } from '../ui/drawing.js';
import type { Field, Form } from '../ui/form.js';
import { speak, type Translate } from '../ui/localize.js';
import { codeField, fieldOf, newPasswordFields } from './code-fields.js';
import type { ImElement } from './base/im-element.js';
import { identityFields, identityOf, type Method, type View } from './login-fields.js';

/** What codes are for (protocol §2.6). */
const usedFor: Record<View, number> = { register: 1, reset: 2, signIn: 3 };

/** What is needed of the card. */
export interface Card {
  host: ImElement;
  form: Form;
  t: Translate;
  /** What is shown now. */
  shown: () => { view: View; method: Method };
  can: (what: Capability) => boolean;
  attempt: (action: string, run: (client: Client) => Promise<unknown>) => Promise<ImError | undefined>;
  /** Tells a failure where it belongs. */
  tell: (error: ImError) => void;
}

export class LoginMore {
  /** The client's function of each view. */
  readonly calls: Record<View, string> = { register: 'register', reset: 'resetPassword', signIn: 'login' };
  #card: Card;
  #code: CodeButton;
  #invited = false;

  constructor(card: Card) {
    speak(register);
    this.#card = card;
    this.#code = new CodeButton(card.host);
  }

  /** For another address the wait for a code begins anew. */
  reset() {
    this.#code.reset();
  }

  back(click: (event: Event) => void) {
    const label = this.#card.t('back');
    return html`<button class="icon-btn back" type="button" aria-label=${label} title=${label} data-view="signIn" @click=${click}>${drawing('back', 'M14.5 5l-7 7 7 7')}</button>`;
  }

  fields(): Field[] {
    const { shown, can, t } = this.#card;
    const { view, method } = shown();
    const fields = identityFields[method]();
    if (view === 'register') {
      if (method === 'account')
        Object.assign(fields[0]!, {
          hint: 'fieldAccount',
          check: (value: string) => !/^[A-Za-z0-9]+$/.test(value) && 'fieldAccount',
        });
      fields.unshift({ name: 'name', label: 'name', autocomplete: 'nickname' });
    }
    if (method !== 'account') fields.push(codeField(this.#code.render(t, this.#send)));
    if (view !== 'signIn') fields.push(...newPasswordFields('password', view === 'reset' ? 'newPassword' : 'password'));
    if (view === 'register' && (this.#invited || can('auth.invitation')))
      fields.push({ name: 'invitation', label: 'invitation' });
    return fields;
  }

  /** The field of an error; undefined for one that is about no field. */
  placeOf({ errCode }: ImError): string | undefined {
    const place = fieldOf[errCode];
    if (place === 'invitation') this.#invited = true;
    return place;
  }

  act(client: Client): Promise<unknown> {
    const { shown, form } = this.#card;
    const { view, method } = shown();
    const { name = '', password = '', code = '', invitation } = form.values;
    const who = identityOf[method](form.values);
    const verifyCode = code.trim();
    if (view === 'register')
      return client.register({
        user: { ...who, nickname: name.trim(), password },
        ...(code && { verifyCode }),
        ...(invitation && { invitationCode: invitation.trim() }),
      });
    return view === 'reset'
      ? client.resetPassword({ ...who, verifyCode, password })
      : client.login({ ...who, verifyCode });
  }

  /** A new account's or password's code is checked as soon as it is there, before the rest is typed. */
  async check({ target }: Event) {
    const { form, shown } = this.#card;
    const { view, method } = shown();
    const { name, value } = target as HTMLInputElement;
    if (name !== 'code' || view === 'signIn' || value.trim().length < 6) return;
    await this.#try('verifyCode', client =>
      client.verifyCode({ ...identityOf[method](form.values), verifyCode: value.trim() }),
    );
  }

  #send = async () => {
    const { form, shown } = this.#card;
    const { view, method } = shown();
    if (!form.valid(identityFields[method]())) return false;
    const params = { ...identityOf[method](form.values), usedFor: usedFor[view] };
    return this.#try('sendCode', client => client.sendCode(params));
  };

  /** True when it went well. */
  async #try(action: string, run: (client: Client) => Promise<unknown>) {
    const error = await this.#card.attempt(action, run);
    if (error) this.#card.tell(error);
    return !error;
  }
}
