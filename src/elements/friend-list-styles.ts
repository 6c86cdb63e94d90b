/** How the friend list looks. */
import { css } from 'lit';
import { avatarStyles } from '../ui/avatar.js';
import { controls } from '../ui/controls.js';
import { searchFieldStyles } from '../ui/search-field.js';
import { apart, base } from '../ui/tokens.js';

const own = css`
  /* Emoji in colour, also where the page's font has them in black. */
  :host { font-variant-emoji: unicode; display: flex; flex-direction: column; min-block-size: 0; max-block-size: var(--im-list-height, min(100dvh, 720px)); }
  [hidden] { display: none !important; }
  .top { flex: none; padding: calc(var(--_space) * 2) calc(var(--_space) * 2) calc(var(--_space) * 1); }
  .bar { gap: calc(var(--_space) * 1); }
  .count { margin: calc(var(--_space) * 1.5) calc(var(--_space) * 2) 0; font-size: 0.8125em; font-variant-numeric: tabular-nums; }
  .top .error, .top .hint.offline { margin: calc(var(--_space) * 1) calc(var(--_space) * 2); }
  .body { display: flex; flex: 1 1 auto; min-block-size: 0; }
  /* Room for the letters, before they are there. */
  .body.long { position: relative; padding-inline-end: 24px; }
  .body.long .letters { position: absolute; inset-block: 0; inset-inline-end: 0; }
  @media (pointer: coarse) { .body.long { padding-inline-end: 32px; } }
  .scroll { flex: 1; min-inline-size: 0; overflow: auto; overscroll-behavior: contain; overflow-anchor: none; padding-inline: calc(var(--_space) * 2); scrollbar-width: thin; scrollbar-color: var(--_border) transparent; }
  ul { list-style: none; margin: 0; padding: 0; }
  ul:focus { outline: none; }
  .section { display: flex; align-items: end; gap: 4px; block-size: calc(var(--_space) * 7); padding: 0 calc(var(--_space) * 2) calc(var(--_space) * 1); font-size: 0.75em; font-weight: 650; color: var(--_muted); }
  .line { position: relative; display: flex; align-items: center; block-size: calc(2.7em + var(--_space) * 4); min-block-size: calc(40px + var(--_space) * 3); border-radius: var(--_radius); transition: background-color 0.12s; }
  .line:hover, .line:focus-within { background: var(--_tint); }
  .line.current { background: color-mix(in srgb, var(--_accent) 14%, transparent); }
  .line { gap: calc(var(--_space) * 3); padding-inline: calc(var(--_space) * 2); cursor: pointer; user-select: none; -webkit-touch-callout: none; -webkit-tap-highlight-color: transparent; }
  /* The button is the name; what can be pressed is the whole row. */
  .open { all: unset; min-inline-size: 0; cursor: pointer; }
  .open::after { content: ''; position: absolute; inset: 0; border-radius: var(--_radius); }
  .open:focus-visible::after { outline: 2px solid var(--_focus); outline-offset: -2px; }
  .text { display: grid; flex: 1; min-inline-size: 0; }
  .text > * { min-block-size: 1.35em; line-height: 1.35; }
  .name { justify-self: start; max-inline-size: 100%; font-weight: 550; }
  .sub { font-size: 0.8125em; color: var(--_muted); }
  mark { background: color-mix(in srgb, var(--_accent) 26%, transparent); color: inherit; border-radius: 3px; }
  .more { z-index: 1; margin-inline: calc(var(--_space) * -1); }
  @media (hover: hover) {
    .more { opacity: 0; transition: opacity 0.12s; }
    .line:is(:hover, :focus-within) .more, .more[aria-expanded='true'] { opacity: 1; }
  }
  .flag { color: var(--_muted); }
  .flag .icon { inline-size: 15px; block-size: 15px; }
  .skeletons { padding: calc(var(--_space) * 1) calc(var(--_space) * 2) 0; }
  .offline { margin-inline: calc(var(--_space) * 4); }
  .bar { justify-content: end; }
  .grow { display: flex; }
  @media (forced-colors: active) { .line.current { outline: 2px solid Highlight; outline-offset: -2px; } mark { background: Highlight; color: HighlightText; } }
`;

export const friendListStyles = [base, apart, controls, avatarStyles, searchFieldStyles, own];
