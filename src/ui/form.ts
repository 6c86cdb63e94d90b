/** The state of one form and the looks of its fields: labels, hints, errors in words, show/hide and caps lock for passwords. */
import { css, html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { drawing } from './drawing.js';
import type { Key, Translate } from './localize.js';

export interface Field {
  name: string;
  label: Key;
  /** An input type, or 'textarea'. Default: text. */
  type?: string;
  autocomplete?: string;
  /** `inputmode`. */
  mode?: string;
  /** Characters; default 64. */
  max?: number;
  hint?: Key | undefined;
  /** The last date. */
  last?: string;
  optional?: boolean;
  /** Suggestions. */
  list?: readonly string[];
  /** Choices: value and word. Makes it a select. */
  options?: readonly (readonly [string, Key])[];
  /** What is wrong with a filled-in value. */
  check?: (value: string, values: Readonly<Record<string, string>>) => Key | false | undefined;
  /** Stands at the field's end, e.g. a button. */
  after?: unknown;
}

const EYE = 'M2.5 12s3.5-6 9.5-6 9.5 6 9.5 6-3.5 6-9.5 6-9.5-6-9.5-6zM12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z';
const EYE_OFF =
  'M4 4l16 16M9.5 6.4A9 9 0 0 1 12 6c6 0 9.5 6 9.5 6a16 16 0 0 1-3 3.6M6 8a16 16 0 0 0-3.5 4s3.5 6 9.5 6a9 9 0 0 0 3.5-.7';

export class Form implements ReactiveController {
  values: Record<string, string> = {};
  errors: Record<string, Key | undefined> = {};
  /** What failed as a whole; shown by `alert()`. */
  failed: Key | undefined;
  busy = false;
  #shown = false;
  #caps = false;

  constructor(readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }
  hostConnected() {}

  /** Passwords and codes go, what is harmless stays. */
  forget(...names: string[]) {
    for (const name of names) delete this.values[name];
    this.errors = {};
    this.failed = undefined;
    this.#shown = this.#caps = false;
    this.host.requestUpdate();
  }

  /** Writes down what is wrong, field by field; true when nothing is. */
  valid(fields: readonly Field[]): boolean {
    this.errors = {};
    this.failed = undefined;
    for (const { name, type, optional, check } of fields) {
      const typed = this.values[name] ?? '';
      const value = type === 'password' ? typed : typed.trim();
      this.errors[name] = (value ? check?.(value, this.values) : !optional && 'fieldEmpty') || undefined;
    }
    return !this.#wrong();
  }

  /** Tells an error at a field, or, without one, for the form. */
  fail(error: Key | undefined, name?: string) {
    if (name) this.errors[name] = error;
    else this.failed = error;
    this.#wrong();
  }

  /** Runs with the button busy; a second submit meanwhile does nothing. */
  async run(act: () => Promise<void>) {
    if (this.busy) return;
    this.busy = true;
    this.host.requestUpdate();
    try {
      await act();
    } finally {
      this.busy = false;
      this.host.requestUpdate();
    }
  }

  field(
    t: Translate,
    { name, label, type = 'text', autocomplete, mode, max = 64, hint, last, optional, list, options, after }: Field,
  ) {
    const error = this.errors[name];
    const note = error ?? (type === 'password' && this.#caps ? 'capsLock' : hint);
    const value = this.values[name] ?? '';
    const described = note ? `${name}-note` : nothing;
    const id = `f-${name}`;
    const secret = type === 'password';
    return html`<div class="field ${name}" part="field">
      <label for=${id}>${t(label)}</label>
      <div class="box">
        ${
          options
            ? html`<select class="input" id=${id} name=${name} @change=${this.#typed}>
              ${options.map(([key, word]) => html`<option value=${key} ?selected=${key === value}>${t(word)}</option>`)}
            </select>`
            : type === 'textarea'
              ? html`<textarea class="input" id=${id} name=${name} rows="3" maxlength=${max} .value=${value} aria-describedby=${described} @input=${this.#typed}></textarea>`
              : html`<input
                class="input"
                id=${id}
                name=${name}
                type=${secret && this.#shown ? 'text' : type}
                .value=${value}
                maxlength=${max}
                autocomplete=${autocomplete ?? 'off'}
                autocapitalize="none"
                spellcheck="false"
                inputmode=${mode ?? nothing}
                max=${last ?? nothing}
                list=${list ? `${id}-list` : nothing}
                ?required=${!optional}
                aria-invalid=${error ? 'true' : nothing}
                aria-describedby=${described}
                @input=${this.#typed}
                @keydown=${secret ? this.#keys : nothing}
                @blur=${secret ? this.#keys : nothing}
              />`
        }
        ${list ? html`<datalist id="${id}-list">${list.map(item => html`<option value=${item}></option>`)}</datalist>` : nothing}
        ${
          secret
            ? html`<button class="icon-btn" type="button" aria-pressed=${this.#shown} aria-label=${t('reveal')} title=${t('reveal')} @click=${this.#reveal}>
              ${this.#shown ? drawing('eyeOff', EYE_OFF) : drawing('eye', EYE)}
            </button>`
            : nothing
        }${after ?? nothing}
      </div>
      ${note ? html`<span class=${error ? 'error' : 'hint'} id=${described}>${t(note)}</span>` : nothing}
    </div>`;
  }

  /** The region that says what failed as a whole. */
  alert(t: Translate) {
    return html`<div class="alert" role="alert" part="alert">${this.failed ? html`<p class="error">${t(this.failed)}</p>` : nothing}</div>`;
  }

  /** Focuses the first wrong field once it is drawn. */
  #wrong() {
    this.host.requestUpdate();
    const wrong = Object.values(this.errors).some(Boolean);
    if (wrong)
      void this.host.updateComplete.then(() =>
        this.host.shadowRoot?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(),
      );
    return wrong;
  }
  #typed = (event: Event) => {
    const { name, value } = event.target as HTMLInputElement;
    this.values[name] = value;
    this.errors[name] = undefined;
    this.host.requestUpdate();
  };
  #keys = (event: Event) => {
    const caps = event instanceof KeyboardEvent && event.getModifierState?.('CapsLock');
    if (caps === this.#caps) return;
    this.#caps = caps;
    this.host.requestUpdate();
  };
  #reveal = () => {
    this.#shown = !this.#shown;
    this.host.requestUpdate();
  };
}

export const formStyles = css`
  form, .fields { display: grid; gap: calc(var(--_space) * 4); }
  .box { position: relative; display: flex; gap: 8px; }
  .box .btn { flex: none; min-block-size: 40px; }
  .box .icon-btn { position: absolute; inset-inline-end: 2px; inset-block: 2px; block-size: auto; min-block-size: 0; }
  .box .input:has(~ .icon-btn) { padding-inline-end: 42px; }
  /* The browser's own icon is black on dark pages that have no color-scheme. */
  .input::-webkit-calendar-picker-indicator { box-sizing: border-box; inline-size: 16px; block-size: 15px; padding: 0; border: 2px solid; border-block-start-width: 5px; border-radius: 3px; background: none; opacity: 0.7; cursor: pointer; }
  textarea.input { resize: vertical; field-sizing: content; max-block-size: 12em; }
  .alert { display: contents; }
  .alert p { margin: 0; padding: 10px 12px; border-radius: var(--_radius); background: color-mix(in srgb, var(--_danger) 9%, transparent); }
  .check { display: flex; align-items: center; gap: 10px; min-block-size: 24px; cursor: pointer; }
  .check input { inline-size: 18px; block-size: 18px; margin: 0; flex: none; }
`;
