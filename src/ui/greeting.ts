/** The small form that asks somebody to be friends: a greeting with its counter, and what went wrong. */
import { css, html, nothing } from 'lit';
import { spinner } from './basics.js';
import type { Translate } from './localize.js';

/** Characters of a greeting. */
export const GREETING_LENGTH = 50;

export interface GreetingParts {
  t: Translate;
  /** id of the element with the person's name. */
  describedBy: string;
  /** Characters typed so far. */
  length: number;
  busy: boolean;
  /** Why it could not be sent; "" = nothing went wrong. */
  error: string;
  onInput(event: Event): void;
  onSubmit(event: Event): void;
  onCancel(): void;
}

export const greeting = ({ t, describedBy, length, busy, error, onInput, onSubmit, onCancel }: GreetingParts) => {
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onCancel();
  };
  return html`<form class="greeting" part="greeting" @submit=${onSubmit} @keydown=${escape}>
    <div class="box">
      <input class="input" name="greeting" maxlength=${GREETING_LENGTH} autocomplete="off" dir="auto" aria-label=${t('greeting')}
        placeholder=${t('greetHint')} aria-describedby="${describedBy} count" ?readonly=${busy} @input=${onInput} />
      <span class="count hint" id="count">${length}/${GREETING_LENGTH}</span>
    </div>
    <button class="btn ghost" type="button" @click=${onCancel}>${t('cancel')}</button>
    <button class="btn primary" aria-disabled=${busy}>${busy ? spinner() : nothing}${t('sendRequest')}</button>
    ${error ? html`<p class="error" role="alert">${error}</p>` : nothing}
  </form>`;
};

export const greetingStyles = css`
  .greeting { grid-column: 1 / -1; margin-block-start: calc(var(--_space) * 1); display: flex; flex-wrap: wrap; gap: calc(var(--_space) * 2); justify-content: flex-end; }
  .greeting .box { position: relative; flex: 1 1 14em; }
  .greeting .input { min-block-size: 36px; padding-inline-end: 4.5em; }
  .count { position: absolute; inset-block: 0; inset-inline-end: calc(var(--_space) * 3); display: grid; place-items: center; pointer-events: none; font-variant-numeric: tabular-nums; }
  @container (max-width: 560px) { .greeting .box { flex-basis: 100%; } }
  .greeting .error { flex: 1 1 100%; margin: 0; }
`;
