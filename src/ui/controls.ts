/** The shared controls, with badges and the states that every list and panel has. */
import { css, html, nothing } from 'lit';
import { basics } from './basics.js';
import { icon, type IconName } from './icons.js';

export const controls = [
  basics,
  css`
  .icon.more { stroke-width: 2.75; }
  :host(:dir(rtl)) :is(.icon.back, .icon.undo, .icon.signOut) { transform: scaleX(-1); }
  .btn.danger { background: color-mix(in srgb, var(--_danger) 11%, transparent); color: var(--_danger); }
  .btn.danger:hover { background: color-mix(in srgb, var(--_danger) 19%, transparent); }
  select.input option { color: CanvasText; background: Canvas; }
  .offline { margin: calc(var(--_space) * 2); }
  .badge {
    display: inline-grid; place-items: center; min-inline-size: 1.5em; padding: 0 0.45em; border-radius: 1em; background: var(--_accent); color: var(--_on-accent);
    font-size: 0.75em; font-weight: 650; line-height: 1.65; font-variant-numeric: tabular-nums;
  }
  .empty { display: grid; justify-items: center; gap: calc(var(--_space) * 3); padding: calc(var(--_space) * 8) calc(var(--_space) * 4); text-align: center; text-wrap: balance; }
  .empty > .icon { inline-size: 64px; block-size: 64px; padding: 18px; border-radius: 50%; background: var(--_tint); stroke-width: 1.5; color: var(--_muted); }
  .skeleton { border-radius: 6px; background: var(--_tint); block-size: 0.9em; animation: im-pulse 1.4s ease-in-out infinite alternate; }
  .skeleton.round { inline-size: 40px; block-size: 40px; border-radius: 50%; flex: none; }
  .skeletons > .row { padding: calc(var(--_space) * 2); }
  .skeletons .grow { display: grid; gap: 8px; }
  .skeletons .skeleton:not(.round) { inline-size: 45%; }
  .skeletons .skeleton + .skeleton { inline-size: 70%; block-size: 0.7em; }
  @keyframes im-pulse { to { opacity: 0.45; } }
  @media (pointer: coarse) { .notice .btn { min-block-size: 44px; } }
  @media (forced-colors: active) { .badge { border: 1px solid ButtonBorder; } }
`,
];

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
