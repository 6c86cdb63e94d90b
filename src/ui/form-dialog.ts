/** A dialog with a few fields and one act that may fail: change a password, bind an address, delete an account. */
import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { Form, type Field } from './form.js';
import { ImDialog } from './im-dialog.js';
import type { Key, Translate } from './localize.js';

export interface DialogSpec {
  heading: Key;
  text?: Key;
  confirm: Key;
  danger?: boolean;
  /** Asked again at each render. */
  fields: () => readonly Field[];
  /** Gives the error when it failed. */
  act: (values: Readonly<Record<string, string>>) => Promise<{ errCode: number } | undefined>;
  /** At which field an error code is told, and maybe in which words; the others are told below. */
  at?: Readonly<Record<number, readonly [field: string, words?: Key]>>;
}

export class FormDialog implements ReactiveController {
  readonly form: Form;
  #spec: DialogSpec | undefined;
  #t: Translate | undefined;

  constructor(readonly host: ReactiveControllerHost & HTMLElement) {
    this.form = new Form(host);
    host.addController(this);
  }
  hostConnected() {
    ImDialog.define();
  }

  /** Opens it; true when the act went well. */
  async open(spec: DialogSpec): Promise<boolean> {
    this.#spec = spec;
    this.form.values = {};
    this.form.forget();
    await this.host.updateComplete;
    const done = await this.host.shadowRoot!.querySelector<ImDialog>('im-dialog.form')!.ask();
    // Nothing secret stays behind in the page.
    this.#spec = undefined;
    this.form.values = {};
    this.host.requestUpdate();
    return done;
  }

  render(t: Translate) {
    const spec = this.#spec;
    this.#t = t;
    return html`<im-dialog
      class="form"
      .heading=${spec ? t(spec.heading) : ''}
      .text=${spec?.text ? t(spec.text) : ''}
      .confirmLabel=${spec ? t(spec.confirm) : ''}
      .cancelLabel=${t('cancel')}
      .danger=${spec?.danger ?? false}
      .accept=${this.#accept}
      >${spec ? html`<div class="fields">${spec.fields().map(field => this.form.field(t, field))}${this.form.alert(t)}</div>` : ''}</im-dialog
    >`;
  }

  #accept = async () => {
    const spec = this.#spec;
    if (!spec || !this.form.valid(spec.fields())) return false;
    const error = await spec.act(this.form.values);
    if (error) {
      const [field, words] = spec.at?.[error.errCode] ?? [];
      this.form.fail(words ?? this.#t?.errorKey(error) ?? 'eOther', field);
    }
    return !error;
  };
}
