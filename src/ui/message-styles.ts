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
  .framed .meta { margin: 4px 6px 2px; }
  .media { display: block; position: relative; max-inline-size: 100%; padding: 0; border: 0; border-radius: 15px; overflow: hidden; background: var(--_tint); color: inherit; cursor: pointer; }
  .media > :is(img, video, svg) { display: block; max-inline-size: 100%; block-size: auto; object-fit: cover; }
  .media > video { background: #000; }
  .sorry { display: none; padding: 16px; font-size: 0.875em; }
  .broken > .sorry { display: block; }
  .broken > :is(img, video) { display: none; }
  .foreign { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; padding: 6px 8px; }
  .foreign .btn { min-block-size: 28px; padding: 0 10px; }
  .thing { gap: 10px; max-inline-size: 100%; padding: 2px 4px 2px 2px; border: 0; background: none; color: inherit; text-align: start; text-decoration: none; border-radius: 12px; }
  :is(a, button).thing { cursor: pointer; }
  a.thing:hover .name { text-decoration: underline; text-underline-offset: 2px; }
  .thing .grow { display: grid; }
  .thing b, .bundle b, .quote b { font-weight: 600; }
  :is(.thing, .bundle) + .meta { margin-block-start: 1px; }
  small { unicode-bidi: plaintext; font-size: 0.8125em; color: var(--_muted); font-variant-numeric: tabular-nums; }
  .disc { display: grid; place-items: center; flex: none; inline-size: 40px; block-size: 40px; padding: 0; border: 0; border-radius: 50%; background: color-mix(in srgb, currentColor 12%, transparent); color: inherit; }
  button.disc { cursor: pointer; }
  .disc .icon.start { fill: currentColor; }
  .voice:not(.playing) .icon.stop, .voice.playing .icon.start { display: none; }
  .voice small { flex: none; overflow-wrap: normal; }
  .voice.broken { flex-wrap: wrap; }
  .broken > .bars { flex: 1 1 60px; }
  .voice > .sorry { flex-basis: 100%; padding: 0 4px 2px; }
  .bars { flex: 0 1 auto; min-inline-size: 60px; cursor: pointer; }
  .bars rect { fill: currentColor; opacity: 0.4; }
  .bars rect.past { opacity: 1; }
  :host(:dir(rtl)) .bars { transform: scaleX(-1); }
  .quote, .bundle { display: grid; inline-size: 100%; padding: 4px 10px; margin: 1px 0 5px; border: 0; border-inline-start: 3px solid var(--_accent-text); border-radius: 8px; background: var(--_tint); color: inherit; text-align: start; font-size: 0.9em; cursor: pointer; }
  .bundle { gap: 2px; border: 0; padding: 6px 10px; margin: 0; }
  .bundle small { padding-block-start: 4px; }
  .upload { display: flex; align-items: center; gap: 4px; padding: 2px 4px; }
  .upload progress { flex: 1; min-inline-size: 0; block-size: 4px; accent-color: currentColor; }
  .upload .icon-btn { inline-size: 24px; min-block-size: 24px; color: inherit; }
  .line { display: block; inline-size: fit-content; max-inline-size: 90%; margin-inline: auto; padding: 3px 12px; border-radius: 1em; background: color-mix(in srgb, currentColor 5%, transparent); color: var(--_muted); font-size: 0.8125em; text-align: center; text-wrap: balance; overflow-wrap: anywhere; }
  .act { opacity: 0; inline-size: 28px; min-block-size: 28px; transition: opacity 0.12s; }
  :is(.m:hover, :host(:focus-within), :host(:focus)) .act { opacity: 1; }
  .why .btn { font-size: 0.875em; }
  .why > span:last-child { display: flex; gap: 10px; white-space: nowrap; }
  .why { display: flex; flex-wrap: wrap; justify-content: flex-end; align-items: center; gap: 2px 10px; padding: 3px 6px 0; }
  @media (pointer: coarse) { .act { display: none; } .why .btn { min-block-size: 36px; padding-inline: 8px; } }
  @media (forced-colors: active) { .m:not(.emoji) > .bubble, .quote, .line { border: 1px solid CanvasText; } }
`;
