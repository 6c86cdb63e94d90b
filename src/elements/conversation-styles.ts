/** How the rows of conversations look, beyond what they share with those of friends. */
import { css } from 'lit';

export const conversationStyles = css`
  .line { block-size: calc(2.7em + var(--_space) * 6); min-block-size: calc(48px + var(--_space) * 4); }
  .pic { display: flex; }
  .text { gap: 1px; }
  .top-line, .low-line, .when { display: flex; align-items: center; gap: calc(var(--_space) * 1.5); min-inline-size: 0; }
  .low-line { min-block-size: 1.55em; }
  .top-line .name { flex: 0 1 auto; }
  .unread .name { font-weight: 650; }
  .when { flex: none; gap: 3px; margin-inline-start: auto; font-size: 0.75em; color: var(--_muted); font-variant-numeric: tabular-nums; }
  .unread:not(.muted-chat) .when { color: var(--_accent-text); }
  .low-line .sub { flex: 1; font-size: 0.875em; }
  .tick .icon { inline-size: 16px; block-size: 16px; stroke-width: 2.1; }
  .tick.read { color: var(--_accent-text); }
  .tick.failed, .red { color: color-mix(in oklab, var(--_danger) 72%, var(--_text)); }
  .accent { color: var(--_accent-text); }
  .flag { flex: none; display: flex; }
  .low-line > .flag { opacity: 0.8; }
  .badge { flex: none; }
  .muted-chat .badge { background: color-mix(in srgb, currentColor 14%, transparent); color: var(--_text); }
  .line > .more { position: absolute; inset-inline-end: var(--_space); inset-block-start: var(--_space); margin: 0; inline-size: 32px; block-size: 28px; min-block-size: 28px; opacity: 0; pointer-events: none; border-radius: 8px; }
  progress { flex: none; display: block; appearance: none; inline-size: 100%; block-size: 2px; border: 0; background: none; overflow: hidden; color: var(--_accent); animation: im-late 0.6s step-end; }
  progress::-webkit-progress-bar { background: none; }
  progress::-webkit-progress-value { background: var(--_accent); transition: inline-size 0.2s; }
  progress::-moz-progress-bar { background: var(--_accent); }
  progress:indeterminate { background: linear-gradient(var(--_accent), var(--_accent)) no-repeat 0 0 / 30% 100%; animation: im-late 0.6s step-end, im-run 1.2s ease-in-out infinite alternate; }
  progress:indeterminate::-moz-progress-bar { background: none; }
  @keyframes im-late { from { opacity: 0; } }
  @keyframes im-run { to { background-position: 100% 0; } }
  .strip { block-size: 2px; flex: none; }
`;
