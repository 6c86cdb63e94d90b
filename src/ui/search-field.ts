/** A search field with its glass. */
import { css, html, nothing } from 'lit';
import { icon } from './icons.js';

export interface SearchFieldParts {
  label: string;
  value: string;
  input: (event: Event) => void;
  keys?: (event: KeyboardEvent) => void;
  /** Default: `search`. */
  part?: string;
  /** id of the element that says more. */
  hint?: string;
}

export const searchField = ({ label, value, input, keys, part = 'search', hint }: SearchFieldParts) =>
  html`<label class="search">${icon('search')}<input class="input" part=${part} type="search" maxlength="64" aria-label=${label} aria-describedby=${hint ?? nothing} placeholder=${label} autocomplete="off" autocapitalize="off" spellcheck="false" dir="auto" enterkeyhint="search" .value=${value} @input=${input} @keydown=${keys} /></label>`;

export const searchFieldStyles = css`
  .search { position: relative; flex: 1; min-inline-size: 0; }
  .search .icon { position: absolute; inset-block: 0; inset-inline-start: calc(var(--_space) * 3); margin-block: auto; inline-size: 18px; color: var(--_muted); pointer-events: none; }
  .search .input { padding-inline-start: calc(var(--_space) * 5 + 18px); border-color: transparent; background: var(--_tint); }
  .search .input::-webkit-search-cancel-button { appearance: none; }
`;
