/** How the log of messages looks around them. */
import { css } from 'lit';

export const chatLogStyles = css`
  :host { position: relative; display: grid; min-block-size: 0; container-type: normal; background: none; }
  .scroll { overflow: hidden auto; overflow-anchor: none; overscroll-behavior: contain; display: flex; flex-direction: column; outline-offset: -2px; scrollbar-gutter: stable; scrollbar-width: thin; }
  .size { position: relative; flex: none; margin-block-start: auto; }
  .rows { position: absolute; inset-block-start: 0; inset-inline: 0 calc(-1 * min(var(--_gutter, 0px), 11px)); }
  /* What overflows the side of a scrollbar at the left moves all of it. */
  .rows:dir(rtl) { inset-inline: min(var(--_gutter, 0px), 11px) 0; }
  im-message:focus-visible { outline: none; }
  .entry { max-inline-size: 920px; margin-inline: auto; }
  .entry:last-child { padding-block-end: calc(var(--_space) * 2); }
  .day, .unread { display: flex; align-items: center; gap: 12px; padding: calc(var(--_space) * 3) calc(var(--_space) * 4) calc(var(--_space) * 0.5); font-size: 0.75em; font-weight: 600; color: var(--_muted); justify-content: center; }
  .unread { color: var(--_accent-text); }
  .unread::before, .unread::after { content: ''; flex: 1; border-block-start: 1px solid color-mix(in srgb, currentColor 35%, transparent); }
  .older { position: absolute; inset-block-start: 8px; inset-inline: 0; display: grid; justify-items: center; pointer-events: none; color: var(--_muted); }
  .newest {
    position: absolute; inset-block-end: 12px; inset-inline-end: 16px; display: grid; place-items: center; inline-size: 40px; block-size: 40px; padding: 0; border: 1px solid color-mix(in srgb, CanvasText 12%, transparent); border-radius: 50%;
    background: var(--_raised); color: var(--im-text, CanvasText); box-shadow: 0 2px 12px #0000002b; cursor: pointer; transition: opacity 0.15s, transform 0.15s;
    @starting-style { opacity: 0; transform: translateY(6px); }
  }
  .newest b { position: absolute; inset-block-start: -8px; min-inline-size: 20px; padding: 0 6px; border-radius: 10px; background: var(--_accent); color: var(--_on-accent); font-size: 11px; line-height: 20px; font-variant-numeric: tabular-nums; }
  @media (pointer: coarse) { .newest { inline-size: 44px; block-size: 44px; } }
`;
