/** The design tokens and the base sheet that every element shares: colours derive from the page's own text colour. */
import { css } from 'lit';

export const base = css`
  :host {
    --_accent: var(--im-accent, #2563eb);
    --_on-accent: var(--im-on-accent, #fff);
    --_accent-text: color-mix(in oklab, var(--_accent) 72%, var(--_text));
    --_text: var(--im-text, currentColor);
    --_muted: var(--im-text-muted, color-mix(in srgb, var(--_text) 66%, transparent));
    --_surface: var(--im-surface, transparent);
    --_raised: var(--im-surface-raised, light-dark(Canvas, color-mix(in srgb, Canvas 93%, CanvasText)));
    --_tint: color-mix(in srgb, currentColor 7%, transparent);
    --_border: var(--im-border, color-mix(in srgb, currentColor 15%, transparent));
    --_danger: var(--im-danger, color-mix(in oklab, #dc2626 76%, var(--_text)));
    --_success: var(--im-success, #16a34a);
    --_radius: var(--im-radius, 10px);
    --_space: var(--im-space, 4px);
    --_focus: var(--im-focus, var(--_accent-text));
    display: block;
    box-sizing: border-box !important;
    container-type: inline-size;
    color: var(--im-text, inherit);
    background: var(--_surface);
    font-size: var(--im-font-size, inherit);
    line-height: 1.4;
    text-align: start;
  }
  :host([hidden]) { display: none !important; }
  :host([theme='light']) { color-scheme: light; color: CanvasText; background: Canvas; }
  :host([theme='dark']) { color-scheme: dark; color: CanvasText; background: Canvas; }
  :host([density='compact']) { --_space: calc(var(--im-space, 4px) * 0.75); }
  :host([density='comfortable']) { --_space: calc(var(--im-space, 4px) * 1.25); }
  /* A page that styles everything means its own elements, and reaches the host: what is inside starts afresh. */
  :where(:host > *) { text-align: start; text-transform: none; letter-spacing: normal; text-indent: 0; }
  *, ::before, ::after { box-sizing: border-box; }
  button, input, textarea, select { font: inherit; color: inherit; letter-spacing: inherit; }
  :focus-visible { outline: 2px solid var(--_focus); outline-offset: 1px; }
  .sr { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  @media (prefers-reduced-motion: reduce) { *, ::before, ::after { animation: none !important; transition: none !important; } }
`;

/** What keeps elements that stand in a page one below the other apart, as paragraphs are; the page's own margins win. */
export const apart = css`:host { margin-block: calc(var(--_space) * 4); }`;
