/** How the emoji look. */
import { css } from 'lit';

export const emojiStyles = css`
  :host { display: contents; }
  .panel {
    position: fixed; inset: auto; margin: 0; inline-size: min(332px, 100vw - 16px); block-size: min(340px, 100dvh - 16px); padding: 10px; border: 1px solid color-mix(in srgb, CanvasText 14%, transparent);
    border-radius: calc(var(--_radius) + 6px); background: var(--_raised); color: var(--im-text, CanvasText); box-shadow: 0 8px 28px #0000002e, 0 1px 3px #0000001f; overflow: hidden; line-height: 1.4;
    transition: opacity 0.12s, transform 0.12s;
    @starting-style { opacity: 0; transform: translateY(6px); }
  }
  .panel:popover-open { display: flex; flex-direction: column; gap: 6px; }
  .input { border-color: transparent; background: var(--_tint); flex: none; min-block-size: 36px; }
  .input::-webkit-search-cancel-button { appearance: none; }
  .tabs { display: flex; flex: none; }
  .tabs[hidden] { display: none; }
  .tabs > button, .grid > button { border: 0; padding: 0; background: none; cursor: pointer; border-radius: 8px; line-height: 1; font-family: 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', sans-serif; }
  .tabs > button { flex: 1; min-inline-size: 0; min-block-size: 32px; font-size: 16px; filter: grayscale(1); opacity: 0.7; }
  .tabs > button[aria-selected='true'] { filter: none; opacity: 1; box-shadow: inset 0 -2px var(--_accent-text); border-radius: 8px 8px 0 0; }
  .grid { flex: 1; min-block-size: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(36px, 1fr)); grid-auto-rows: 36px; overflow: hidden auto; overscroll-behavior: contain; scrollbar-width: thin; padding: 2px; }
  .grid > button { font-size: 22px; }
  .grid > button:hover, .tabs > button:hover { background: var(--_tint); opacity: 1; }
  .panel :focus-visible { outline-offset: -2px; }
  .grid > p { grid-column: 1 / -1; grid-row: span 4; margin: 0; place-self: center; text-align: center; text-wrap: balance; }
  @media (pointer: coarse) { .grid { grid-template-columns: repeat(auto-fill, minmax(44px, 1fr)); grid-auto-rows: 44px; } .grid > button { font-size: 26px; } .tabs > button { min-block-size: 40px; } }
`;
