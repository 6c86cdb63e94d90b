/** How the place looks where a message is written. */
import { css } from 'lit';

export const composerStyles = css`
  :host { container-type: normal; background: none; position: relative; padding: calc(var(--_space) * 2) calc(var(--_space) * 3) calc(var(--_space) * 3); }
  :is(.pill, .quote, .note, im-voice-recorder) { max-inline-size: 896px; margin-inline: auto; }
  .pill { display: flex; align-items: end; gap: 2px; padding: 3px; border-radius: 24px; background: var(--_tint); transition: box-shadow 0.15s; }
  .pill[hidden] { display: none; }
  .pill:focus-within { box-shadow: inset 0 0 0 1.5px var(--_focus); }
  .pill:has(.icon-btn:focus-visible) { box-shadow: none; }
  textarea {
    flex: 1; min-inline-size: 0; min-block-size: calc(1lh + 4px); max-block-size: calc(8lh + 4px); margin: 7px 0; padding: 2px 4px; border: 0; outline: none !important; background: none; resize: none; overflow: hidden auto;
    line-height: 1.4; field-sizing: content; scrollbar-width: thin; overflow-wrap: anywhere;
  }
  textarea::placeholder { color: var(--_muted); opacity: 1; white-space: nowrap; }
  /* Until there is text to tell the direction by, it is the page's. */
  textarea:placeholder-shown { direction: inherit; unicode-bidi: normal; overflow: hidden; }
  .pill .icon-btn { inline-size: 40px; min-block-size: 40px; }
  .pill .icon-btn.send { inline-size: 38px; min-block-size: 38px; margin: 1px; background: var(--_accent); color: var(--_on-accent); animation: im-grow 0.15s; }
  .icon-btn.send:hover:enabled { background: color-mix(in oklab, var(--_accent) 90%, #000); color: var(--_on-accent); }
  .smile[aria-expanded='true'] { color: var(--_accent-text); }
  .icon.smile { stroke-width: 1.75; }
  .note { padding-inline: 14px; font-size: 0.8125em; color: var(--_muted); font-variant-numeric: tabular-nums; }
  .note:not(:empty) { padding-block-start: 6px; }
  .note.error { color: var(--_danger); }
  @keyframes im-grow { from { transform: scale(0.7); opacity: 0; } }
  @media (pointer: coarse) { .pill .icon-btn { inline-size: 44px; min-block-size: 44px; } .pill .icon-btn.send { inline-size: 42px; min-block-size: 42px; } }
  @media (forced-colors: active) { .pill { border: 1px solid ButtonBorder; } .pill:focus-within { border-color: Highlight; } .pill .icon-btn.send { forced-color-adjust: none; background: Highlight; color: HighlightText; } }
`;
