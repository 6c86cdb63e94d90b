/** A remark edited in place: Enter or leaving the field saves, Escape takes it back, nothing left means no remark. */
import { css, html } from 'lit';
import type { Translate } from './localize.js';

/** Characters of a remark. */
const LENGTH = 64;

export interface RemarkParts {
  t: Translate;
  remark: string;
  /** What stands there without one. */
  nickname: string;
  /** Settles when the server answered; the field is open again if it still stands. */
  save: (remark: string) => Promise<unknown>;
  cancel: () => void;
}

export const remarkField = ({ t, remark, nickname, save, cancel }: RemarkParts) => {
  const keys = (event: KeyboardEvent) => {
    event.stopPropagation();
    const field = event.currentTarget as HTMLInputElement;
    if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    if (event.key === 'Escape') field.value = remark;
    end(field);
  };
  const end = (field: HTMLInputElement) => {
    const text = field.value.trim();
    if (field.readOnly) return;
    if (text === remark) return void cancel();
    field.readOnly = true;
    void save(text).finally(() => (field.readOnly = false));
  };
  const leave = (event: FocusEvent) => {
    const field = event.currentTarget as HTMLInputElement;
    // A field that is taken out of the page loses the focus, too: that saves nothing.
    queueMicrotask(() => {
      if (field.isConnected) end(field);
    });
  };
  return html`<input class="input remark" part="remark" aria-label=${t('remark')} placeholder=${nickname} maxlength=${LENGTH} autocomplete="off" dir="auto"
    .value=${remark} @keydown=${keys} @blur=${leave} />`;
};

export const remarkStyles = css`
  .input.remark { min-block-size: 36px; padding-block: 0; }
`;
