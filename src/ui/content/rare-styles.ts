/** How a message looks that is more than words, or was not sent. */
import { css } from 'lit';

export const rareStyles = css`
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
  .thing b, .bundle b { font-weight: 600; }
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
  .bundle { display: grid; gap: 2px; inline-size: 100%; padding: 6px 10px; margin: 0; border: 0; border-radius: 8px; background: var(--_tint); color: inherit; text-align: start; font-size: 0.9em; cursor: pointer; }
  .bundle small { padding-block-start: 4px; }
  .upload { display: flex; align-items: center; gap: 4px; padding: 2px 4px; }
  .upload progress { flex: 1; min-inline-size: 0; block-size: 4px; accent-color: currentColor; }
  .upload .icon-btn { inline-size: 24px; min-block-size: 24px; color: inherit; }
  .why .btn { font-size: 0.875em; }
  .why > span:last-child { display: flex; gap: 10px; white-space: nowrap; }
  .why { display: flex; flex-wrap: wrap; justify-content: flex-end; align-items: center; gap: 2px 10px; padding: 3px 6px 0; }
  @media (pointer: coarse) { .why .btn { min-block-size: 36px; padding-inline: 8px; } }
`;
