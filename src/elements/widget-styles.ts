/** How the panel of `<im-widget>` looks: beside its button, or the whole screen of a phone. */
import { css } from 'lit';

export const widgetStyles = css`
  .panel {
    --_gap: calc(var(--_inset) + 56px + 12px);
    position: fixed; inset: auto; inset-inline-end: var(--_inset); inset-block-end: calc(var(--_gap) + var(--_keys, 0px) + env(safe-area-inset-bottom));
    inline-size: 400px; max-inline-size: calc(100vw - 2 * var(--_inset)); block-size: 704px; max-block-size: calc(var(--_high, 100dvh) - var(--_gap) - 16px);
    container-type: inline-size; overflow: hidden; margin: 0; padding: 0; border: 1px solid color-mix(in srgb, CanvasText 12%, transparent); border-radius: 18px;
    background: var(--_raised); color: var(--im-text, CanvasText); box-shadow: 0 4px 12px #00000014, 0 16px 56px #00000038; outline: none;
    opacity: 0; transform: translateY(12px) scale(0.98); transform-origin: 100% 100%; transition: opacity 0.16s, transform 0.16s, display 0.16s allow-discrete, overlay 0.16s allow-discrete;
  }
  .panel:popover-open { display: grid; opacity: 1; transform: none; }
  @starting-style { .panel:popover-open { opacity: 0; transform: translateY(12px) scale(0.98); } }
  :host([placement^='start']) .panel { inset-inline: var(--_inset) auto; }
  :host([placement$='top']) .panel { inset-block: var(--_gap) auto; }
  .panel.wide { inline-size: 1040px; block-size: 860px; }
  .panel > * { grid-area: 1 / 1; min-block-size: 0; min-inline-size: 0; }
  .side { display: grid; grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr); }
  .panel:not(.wide) > .side.away { display: none; }
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 2px; padding: 10px 10px 6px; }
  .bar im-login { flex: 1 1 0; min-inline-size: 0; margin: 0; }
  .panel:has(> .out) { block-size: max-content; }
  .out { grid-template-rows: minmax(0, 1fr); }
  .out .bar { align-content: start; overflow: auto; }
  .out im-login { order: 1; flex-basis: 100%; }
  .out im-login::part(card) { border: 0; background: none; padding: 8px 20px 28px; max-inline-size: none; }
  .out .bar > .shut { margin-inline-start: auto; }
  .view { display: grid; grid-template: minmax(0, 1fr) / minmax(0, 1fr); min-block-size: 0; }
  .view > * { margin: 0; min-block-size: 0; }
  .view > :is(im-friend-list, im-conversation-list, im-requests) { --im-list-height: 100%; block-size: 100%; }
  .tabs { display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; padding-block-end: env(safe-area-inset-bottom); border-block-start: 1px solid var(--_border); }
  .tabs > button {
    display: grid; justify-items: center; gap: 1px; min-block-size: 58px; padding: 8px 4px 6px; border: 0; background: none; color: var(--_muted); font-size: 0.75em; font-weight: 600;
    cursor: pointer; -webkit-tap-highlight-color: transparent; transition: color 0.12s;
  }
  @media (hover: hover) { .tabs > button:hover { color: inherit; } }
  .tabs > [aria-selected='true'] { color: var(--_accent-text); }
  .tabs > [aria-selected='true'] .icon { fill: color-mix(in srgb, currentColor 18%, transparent); }
  .tabs > button:focus-visible { outline-offset: -3px; border-radius: 12px; }
  .tabs .icon { inline-size: 24px; block-size: 24px; }
  .tabs span { position: relative; }
  .tabs .badge { position: absolute; inset-block-start: -5px; inset-inline-start: 15px; font-size: 11px; box-shadow: 0 0 0 2px Canvas; }
  .panel > im-chat { --im-chat-height: 100%; grid-row: 1; }
  .panel > im-chat.none { grid-template-rows: none; align-content: center; }
  @media (width >= 860px) and (height > 420px) {
    .panel.wide { grid-template-columns: 340px minmax(0, 1fr); }
    .panel.wide > .side { border-inline-end: 1px solid var(--_border); }
    .panel.wide > im-chat { grid-column: 2; }
    .panel.wide > im-chat > .to-list { display: none; }
  }
  @media (width < 860px) or (height <= 420px) {
    .panel.wide > .side.away, .panel.wide > im-chat.none, .size { display: none; }
  }
  @media (width < 480px) or (height <= 420px) {
    :host .panel.panel, .panel:has(> .out) {
      inset: auto; inset-block-start: var(--_top, 0); inset-inline-start: 0; inline-size: 100vw; max-inline-size: none; block-size: var(--_high, 100dvh); max-block-size: none; border: 0; border-radius: 0;
      transform-origin: 50% 100%;
    }
    .bar { padding-block-start: calc(10px + env(safe-area-inset-top)); }
  }
  @media (forced-colors: active) { .tabs > [aria-selected='true'] { outline: 2px solid Highlight; outline-offset: -4px; border-radius: 12px; } }
`;
