/** The controls that forms consist of: buttons, fields and lines. `controls` is these and the states of lists and panels. */
import { css, html } from 'lit';

export const basics = css`
  .icon { display: block; flex: none; inline-size: max(20px, 1.25em); block-size: max(20px, 1.25em); fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
  .btn, .icon-btn {
    display: inline-flex; align-items: center; justify-content: center; gap: calc(var(--_space) * 2); margin: 0; border: 1px solid transparent;
    border-radius: var(--_radius); min-block-size: max(36px, 2.25em); padding: 0 calc(var(--_space) * 3.5); background: var(--_tint); font-weight: 550;
    line-height: 1.25; cursor: pointer; user-select: none; -webkit-tap-highlight-color: transparent; transition: background-color 0.15s;
  }
  .btn:hover, .icon-btn:hover { background: color-mix(in srgb, currentColor 13%, transparent); }
  .btn:active, .icon-btn:active { background: color-mix(in srgb, currentColor 18%, transparent); }
  .btn.primary { background: var(--_accent); color: var(--_on-accent); }
  .btn.primary:hover { background: color-mix(in oklab, var(--_accent) 90%, #000); }
  .btn.ghost, .icon-btn { background: none; }
  .btn.ghost:hover, .icon-btn:hover { background: var(--_tint); }
  .btn.link { min-block-size: 24px; padding: 0 2px; background: none; color: var(--_accent-text); border-radius: 4px; }
  .btn.link:hover { text-decoration: underline; text-underline-offset: 3px; }
  .icon-btn { inline-size: max(36px, 2.25em); padding: 0; flex: none; border-radius: 50%; color: var(--_muted); }
  .icon-btn:hover { color: inherit; }
  :is(.btn, .icon-btn, .input):disabled, .btn[aria-disabled='true']:not(:has(.spinner)) { opacity: 0.55; cursor: default; }
  .field { display: grid; gap: var(--_space); min-inline-size: 0; }
  .field > label, .label { font-size: 0.875em; font-weight: 550; }
  .input {
    inline-size: 100%; min-inline-size: 0; min-block-size: max(40px, 2.5em); padding: calc(var(--_space) * 1.5) calc(var(--_space) * 3);
    border: 1px solid var(--im-border, color-mix(in srgb, currentColor 36%, transparent)); border-radius: var(--_radius); background: none; transition: border-color 0.15s;
  }
  .input:hover:enabled { border-color: color-mix(in srgb, currentColor 55%, transparent); }
  .input:focus-visible { outline: 2px solid var(--_focus); outline-offset: -1px; }
  .input[aria-invalid='true'] { border-color: var(--_danger); outline-color: var(--_danger); }
  /* Until there is text to tell the direction by, it is the page's. */
  .input:placeholder-shown { direction: inherit; unicode-bidi: normal; }
  /* Words in another language than the page's keep their own direction. */
  p, time, .error, .hint, .muted { unicode-bidi: plaintext; text-align: -webkit-match-parent; text-align: match-parent; }
  .input::placeholder { color: var(--_muted); opacity: 1; }
  input[type='checkbox'] { accent-color: var(--_accent); }
  .error { color: var(--_danger); font-size: 0.875em; overflow-wrap: anywhere; }
  .hint, .muted { color: var(--_muted); }
  .hint { font-size: 0.875em; }
  .row { display: flex; align-items: center; gap: calc(var(--_space) * 3); min-inline-size: 0; }
  .grow { flex: 1; min-inline-size: 0; }
  .cut { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .spinner {
    display: inline-block; flex: none; inline-size: 1em; block-size: 1em; border: 2px solid; border-inline-end-color: transparent; border-radius: 50%;
    animation: im-turn 0.8s linear infinite;
  }
  @keyframes im-turn { to { transform: rotate(1turn); } }
  @media (pointer: coarse) { .btn:not(.link), .icon-btn, .input { min-block-size: 44px; } .icon-btn { inline-size: 44px; } }
  @media (forced-colors: active) { .btn { border: 1px solid ButtonBorder; } .btn.primary:not(:disabled, [aria-disabled='true']) { forced-color-adjust: none; background: Highlight; color: HighlightText; } .btn:is(:disabled, [aria-disabled='true']) { border-color: GrayText; color: GrayText; opacity: 1; } }
  @media (prefers-contrast: more) { .input, .btn { border-color: currentColor; } }
`;

export const spinner = () => html`<span class="spinner" aria-hidden="true"></span>`;
