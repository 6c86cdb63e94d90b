/** How a message looks. */
import { css } from 'lit';

export const messageStyles = css`
  :host { container-type: normal; background: none; padding-inline: calc(var(--_space) * 3); padding-block-start: 2px; outline: none; scroll-margin: 8px; }
  :host(.first) { padding-block-start: calc(var(--_space) * 2.5); }
  :host(:focus-visible) .bubble, :host(:focus-visible) .line { outline: 2px solid var(--_focus); outline-offset: 2px; }
  .m { display: flex; align-items: center; gap: 4px; --_bubble: 18px; }
  .m.own { flex-direction: row-reverse; }
  .bubble {
    display: flow-root; position: relative; min-inline-size: 0; max-inline-size: min(34em, 82%); padding: 7px 12px; border-radius: var(--_bubble); background: var(--_tint);
    overflow-wrap: anywhere; transition: background-color 0.4s;
  }
  .own .bubble { background: var(--_accent); color: var(--_on-accent); --_text: currentColor; --_muted: currentColor; --_accent-text: currentColor; --_tint: color-mix(in srgb, currentColor 16%, transparent); --_danger: currentColor; }
  :host(:not(.first)) .m:not(.own) .bubble { border-start-start-radius: 6px; }
  :host(:not(.last)) .m:not(.own) .bubble { border-end-start-radius: 6px; }
  :host(:not(.first)) .own .bubble { border-start-end-radius: 6px; }
  :host(:not(.last)) .own .bubble { border-end-end-radius: 6px; }
  :host(.found) .bubble { background: color-mix(in oklab, var(--_accent) 30%, transparent); color: inherit; }
  .text { white-space: pre-wrap; unicode-bidi: plaintext; line-height: 1.4; }
  .bubble a { color: inherit; text-underline-offset: 2px; }
  .emoji .bubble { padding: 0; background: none; color: inherit; }
  .emoji .text { font-family: 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', sans-serif; font-size: 2.75em; line-height: 1.15; }
  .meta { float: inline-end; display: inline-flex; align-items: center; gap: 3px; margin: 7px -3px -4px 0; margin-inline-start: 10px; color: var(--_muted); font-size: 0.6875em; line-height: 1.4; user-select: none; }
  .meta .icon { inline-size: 16px; block-size: 14px; stroke-width: 2.2; }
  .own .meta { opacity: 0.95; }
  .emoji .meta { margin: 0; float: none; display: flex; justify-content: flex-end; opacity: 1; color: color-mix(in srgb, currentColor 66%, transparent); }
  .framed .bubble { padding: 4px; }
  /* Stands for what is loaded with the first of it. */
  svg.media { display: block; max-inline-size: 100%; block-size: auto; border-radius: 15px; background: var(--_tint); }
  .thing { min-block-size: 44px; }
  .framed .meta { margin: 4px 6px 2px; }
  .quote { display: grid; inline-size: 100%; padding: 4px 10px; margin: 1px 0 5px; border: 0; border-inline-start: 3px solid var(--_accent-text); border-radius: 8px; background: var(--_tint); color: inherit; text-align: start; font-size: 0.9em; cursor: pointer; }
  .quote b { font-weight: 600; }
  .line { display: block; inline-size: fit-content; max-inline-size: 90%; margin-inline: auto; padding: 3px 12px; border-radius: 1em; background: color-mix(in srgb, currentColor 5%, transparent); color: var(--_muted); font-size: 0.8125em; text-align: center; text-wrap: balance; overflow-wrap: anywhere; }
  .act { opacity: 0; inline-size: 28px; min-block-size: 28px; transition: opacity 0.12s; }
  :is(.m:hover, :host(:focus-within), :host(:focus)) .act { opacity: 1; }
  @media (pointer: coarse) { .act { display: none; } }
  @media (forced-colors: active) { .m:not(.emoji) > .bubble, .quote, .line { border: 1px solid CanvasText; } }
`;
