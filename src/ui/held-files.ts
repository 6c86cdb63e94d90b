/** Files that were chosen and wait to be sent: small pictures of them above the field, each with a button that takes it away. */
import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { sizeText } from './content/address.js';
import { drawing } from './drawing.js';
import type { Translate } from './localize.js';

export interface HeldFile {
  file: File;
  /** Shows it, until it is released. */
  url: string;
}

export const hold = (file: File): HeldFile => ({ file, url: URL.createObjectURL(file) });

export const heldStyles = css`
  .body:has(> .held) { grid-template-rows: minmax(0, 1fr) auto; }
  .held { display: flex; gap: 8px; margin: 0; padding: 10px 16px 2px; list-style: none; overflow: auto hidden; overscroll-behavior-x: contain; scrollbar-width: thin; border-block-start: 1px solid var(--_border); animation: im-held 0.15s; }
  .held > li { position: relative; flex: none; display: flex; align-items: center; gap: 8px; block-size: 72px; min-inline-size: 72px; max-inline-size: 220px; border-radius: 14px; background: var(--_tint); overflow: hidden; }
  .held :is(img, video) { inline-size: 72px; block-size: 72px; object-fit: cover; background: var(--_tint); font-size: 0; }
  .held .icon.file { margin-inline-start: 14px; color: var(--_muted); }
  .held span { display: grid; min-inline-size: 0; padding-inline-end: 40px; font-size: 0.875em; }
  .held small { color: var(--_muted); font-size: 0.875em; }
  .held .icon-btn { position: absolute; inset-block-start: 4px; inset-inline-end: 4px; inline-size: 26px; min-block-size: 26px; background: color-mix(in srgb, Canvas 88%, transparent); color: CanvasText; }
  .held .icon-btn:hover { background: Canvas; color: CanvasText; }
  .held .icon-btn .icon { inline-size: 16px; block-size: 16px; stroke-width: 2.2; }
  @keyframes im-held { from { transform: translateY(6px); opacity: 0; } }
  @media (pointer: coarse) { .held .icon-btn { inline-size: 32px; min-block-size: 32px; } }
  @media (forced-colors: active) { .held > li { border: 1px solid CanvasText; } }
`;

const FILE = 'M7 3.500h7l4 4v13H7zM14 3.500v4h4';

function look({ file, url }: HeldFile, lang: string) {
  if (/^image\/(?!svg)/.test(file.type))
    return html`<img src=${url} alt=${file.name} title=${file.name} decoding="async" />`;
  if (file.type.startsWith('video/'))
    return html`<video src=${url} preload="metadata" muted playsinline aria-label=${file.name} title=${file.name}></video>`;
  return html`${drawing('file', FILE)}<span title=${file.name}><b class="cut" dir="auto">${file.name}</b><small>${sizeText(file.size, lang)}</small></span>`;
}

/** @param remove - takes one away. */
export function heldFiles(held: readonly HeldFile[], t: Translate, lang: string, remove: (one: HeldFile) => void) {
  return held.length
    ? html`<ul class="held" role="list" part="attachments" aria-label=${t('filesToSend')}>
        ${repeat(
          held,
          ({ url }) => url,
          one => {
            const label = t('removeFile', { name: one.file.name });
            return html`<li>${look(one, lang)}<button class="icon-btn" type="button" aria-label=${label} title=${label} @click=${() => {
              remove(one);
            }}>${drawing('close', 'M6 6l12 12M18 6L6 18')}</button></li>`;
          },
        )}
      </ul>`
    : nothing;
}
