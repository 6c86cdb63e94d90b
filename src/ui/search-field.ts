/** A search field with its glass, and a button that empties it. */
import { css, html, nothing } from 'lit';
import { icon } from './icons.js';

export interface SearchFieldParts {
  label: string;
  /** The name of the button that empties it. */
  clear: string;
  value: string;
  input: (event: Event) => void;
  keys?: (event: KeyboardEvent) => void;
  /** Default: `search`. */
  part?: string;
  /** id of the element that says more. */
  hint?: string;
}

const empty = ({ currentTarget }: Event) => {
  const field = (currentTarget as Element).parentElement!.querySelector('input')!;
  field.value = '';
  field.dispatchEvent(new InputEvent('input'));
  field.focus();
};

export const searchField = ({ label, clear, value, input, keys, part = 'search', hint }: SearchFieldParts) =>
  html`<div class="search">${icon('search')}<input class="input" part=${part} type="search" maxlength="64" aria-label=${label} aria-describedby=${hint ?? nothing} placeholder=${label} autocomplete="off" autocapitalize="off" spellcheck="false" dir="auto" enterkeyhint="search" .value=${value} @input=${input} @keydown=${keys} />${value ? html`<button class="icon-btn" type="button" aria-label=${clear} title=${clear} @click=${empty}>${icon('close')}</button>` : nothing}</div>`;

export const searchFieldStyles = css`
  .search { position: relative; flex: 1; min-inline-size: 0; }
  .search > .icon { position: absolute; inset-block: 0; inset-inline-start: calc(var(--_space) * 3); margin-block: auto; inline-size: 18px; color: var(--_muted); pointer-events: none; }
  .search .input { padding-inline: calc(var(--_space) * 5 + 18px) 40px; border-color: transparent; background: var(--_tint); }
  .search .icon-btn { position: absolute; inset-block: 0; inset-inline-end: 4px; margin-block: auto; inline-size: 32px; min-block-size: 32px; block-size: 32px; }
  .search .icon-btn .icon { inline-size: 18px; }
  .search .input::-webkit-search-cancel-button { appearance: none; }
`;
