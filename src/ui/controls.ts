/** The shared controls: buttons, fields, badges and the states that every list and panel has. */
import { css, html, nothing } from 'lit';
import { icon, type IconName } from './icons.js';

export const controls = css`
  .icon { display: block; flex: none; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
  .icon.more { stroke-width: 2.75; }
  :host(:dir(rtl)) :is(.icon.back, .icon.undo, .icon.signOut) { transform: scaleX(-1); }
  .btn, .icon-btn {
    display: inline-flex; align-items: center; justify-content: center; gap: calc(var(--_space) * 2); margin: 0; border: 1px solid transparent;
    border-radius: var(--_radius); min-block-size: 36px; padding: 0 calc(var(--_space) * 3.5); background: var(--_tint); font-weight: 550;
    line-height: 1.25; cursor: pointer; user-select: none; -webkit-tap-highlight-color: transparent; transition: background-color 0.15s;
  }
  .btn:hover, .icon-btn:hover { background: color-mix(in srgb, currentColor 13%, transparent); }
  .btn:active, .icon-btn:active { background: color-mix(in srgb, currentColor 18%, transparent); }
  .btn.primary { background: var(--_accent); color: var(--_on-accent); }
  .btn.primary:hover { background: color-mix(in oklab, var(--_accent) 90%, #000); }
  .btn.danger { background: color-mix(in srgb, var(--_danger) 11%, transparent); color: var(--_danger); }
  .btn.danger:hover { background: color-mix(in srgb, var(--_danger) 19%, transparent); }
  .btn.ghost, .icon-btn { background: none; }
  .btn.ghost:hover, .icon-btn:hover { background: var(--_tint); }
  .btn.link { min-block-size: 24px; padding: 0 2px; background: none; color: var(--_accent-text); border-radius: 4px; }
  .btn.link:hover { text-decoration: underline; text-underline-offset: 3px; }
  .icon-btn { inline-size: 36px; padding: 0; flex: none; border-radius: 50%; color: var(--_muted); }
  .icon-btn:hover { color: inherit; }
  :is(.btn, .icon-btn, .input):disabled, .btn[aria-disabled='true']:not(:has(.spinner)) { opacity: 0.55; cursor: default; }
  .field { display: grid; gap: var(--_space); min-inline-size: 0; }
  .field > label, .label { font-size: 0.875em; font-weight: 550; }
  .input {
    inline-size: 100%; min-inline-size: 0; min-block-size: 40px; padding: calc(var(--_space) * 1.5) calc(var(--_space) * 3); border: 1px solid var(--_border);
    border-radius: var(--_radius); background: color-mix(in srgb, currentColor 3%, transparent); transition: border-color 0.15s;
  }
  .input:hover:enabled { border-color: color-mix(in srgb, currentColor 32%, transparent); }
  .input:focus-visible { outline: 2px solid var(--_focus); outline-offset: -1px; }
  .input[aria-invalid='true'] { border-color: var(--_danger); }
  .input::placeholder { color: var(--_muted); opacity: 1; }
  select.input option { color: CanvasText; background: Canvas; }
  input[type='checkbox'] { accent-color: var(--_accent); }
  .error { color: var(--_danger); font-size: 0.875em; overflow-wrap: anywhere; }
  .hint, .muted { color: var(--_muted); }
  .hint { font-size: 0.875em; }
  .offline { margin: calc(var(--_space) * 2); }
  .row { display: flex; align-items: center; gap: calc(var(--_space) * 3); min-inline-size: 0; }
  .grow { flex: 1; min-inline-size: 0; }
  .cut { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .badge {
    display: inline-grid; place-items: center; min-inline-size: 1.5em; padding: 0 0.45em; border-radius: 1em; background: var(--_accent); color: var(--_on-accent);
    font-size: 0.75em; font-weight: 650; line-height: 1.65; font-variant-numeric: tabular-nums;
  }
  .empty { display: grid; justify-items: center; gap: calc(var(--_space) * 3); padding: calc(var(--_space) * 8) calc(var(--_space) * 4); text-align: center; text-wrap: balance; }
  .empty > .icon { inline-size: 64px; block-size: 64px; padding: 18px; border-radius: 50%; background: var(--_tint); stroke-width: 1.5; color: var(--_muted); }
  .skeleton { border-radius: 6px; background: var(--_tint); block-size: 0.9em; animation: im-pulse 1.4s ease-in-out infinite alternate; }
  .skeleton.round { inline-size: 40px; block-size: 40px; border-radius: 50%; flex: none; }
  .skeletons > .row { padding: calc(var(--_space) * 2) calc(var(--_space) * 3); }
  .skeletons .grow { display: grid; gap: 8px; }
  .skeletons .skeleton:not(.round) { inline-size: 45%; }
  .skeletons .skeleton + .skeleton { inline-size: 70%; block-size: 0.7em; }
  .spinner {
    display: inline-block; flex: none; inline-size: 1em; block-size: 1em; border: 2px solid; border-inline-end-color: transparent; border-radius: 50%;
    animation: im-turn 0.8s linear infinite;
  }
  .notice { position: sticky; inset-block-end: calc(var(--_space) * 2); z-index: 1; display: grid; block-size: 0; align-content: end; justify-items: center; pointer-events: none; }
  .notice > .row {
    pointer-events: auto; max-inline-size: 100%; margin: calc(var(--_space) * 2); padding: calc(var(--_space) * 1.5) calc(var(--_space) * 3.5); border-radius: var(--_radius);
    background: CanvasText; color: Canvas; box-shadow: 0 4px 16px #0003; font-size: 0.925em;
  }
  .notice .btn { min-block-size: 28px; padding: 0 8px; background: none; color: inherit; text-decoration: underline; text-underline-offset: 3px; }
  @keyframes im-pulse { to { opacity: 0.45; } }
  @keyframes im-turn { to { transform: rotate(1turn); } }
  @media (pointer: coarse) { .btn:not(.link), .icon-btn, .input { min-block-size: 44px; } .icon-btn { inline-size: 44px; } }
  @media (forced-colors: active) { .btn, .badge, .notice > .row { border: 1px solid ButtonBorder; } .btn.primary { forced-color-adjust: none; background: Highlight; color: HighlightText; } }
  @media (prefers-contrast: more) { .input, .btn { border-color: currentColor; } }
`;

export const spinner = () => html`<span class="spinner" aria-hidden="true"></span>`;

/** Nothing here: a small drawing, one sentence, at most one action. */
export const emptyState = ({ icon: name, text, action }: { icon: IconName; text: string; action?: unknown }) =>
  html`<div class="empty" part="empty">${icon(name)}<span class="muted">${text}</span>${action ?? nothing}</div>`;

/** A load that failed: what went wrong in words, and one way on. Not for failures of the user's own act (those are alerts). */
export const errorState = ({ text, retry, label }: { text: string; retry: () => void; label: string }) =>
  html`<div class="empty" part="error" role="status"><span>${text}</span><button class="btn" type="button" @click=${retry}>${icon('refresh')}${label}</button></div>`;

/** Rows of the final size, while nothing is known yet. */
export const skeletonRows = (n: number) =>
  html`<div class="skeletons" part="skeleton" aria-hidden="true">
    ${Array.from({ length: n }, () => html`<div class="row"><div class="skeleton round"></div><div class="grow"><div class="skeleton"></div><div class="skeleton"></div></div></div>`)}
  </div>`;
