/** How icons are drawn, for parts that bring the few they need instead of the whole table. */
import { html, svg } from 'lit';
import type { Key, Translate } from './localize.js';

/** @param name - becomes a class; @param path - strokes in 24 × 24. */
export const drawing = (name: string, path: string) =>
  html`<svg class="icon ${name}" viewBox="0 0 24 24" aria-hidden="true" width="20" height="20">${svg`<path d=${path}></path>`}</svg>`;

/** A drawing with its name. */
export const mark = ([key, path]: readonly [Key, string], t: Translate, kind = '') =>
  html`<span class=${kind} role="img" aria-label=${t(key)} title=${t(key)}>${drawing(key, path)}</span>`;
