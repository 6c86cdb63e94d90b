/** A sticker, where its data says which: the text of it, or its picture. */
import { html } from 'lit';
import { foreign, source } from './address.js';
import { failed } from './picture.js';
import type { Content } from './view.js';

/** The picture's address, in any of the forms that are in use. */
function pictureOf(data: string): unknown {
  try {
    const parsed: unknown = JSON.parse(data);
    return parsed && typeof parsed === 'object' ? (parsed as { url?: unknown }).url : data;
  } catch {
    return data;
  }
}

export const face: Content = ({ faceElem }, view) => {
  const data = faceElem?.data;
  if (typeof data !== 'string') return undefined;
  const url = pictureOf(data);
  const found = typeof url === 'string' && /^https?:\/\/|^\//i.test(url) && source(view, url);
  if (!found) return data.length < 17 && !/[{<:]/.test(data) ? html`<span class="text">${data}</span>` : undefined;
  if (!found.free) return foreign(view, found.host, view.t('sFace'));
  return html`<span class="media"><img src=${found.href} width="128" height="128" alt=${view.t('sFace')} loading="lazy" decoding="async" referrerpolicy="no-referrer" @error=${failed} /><span class="sorry">${view.t('notLoaded')}</span></span>`;
};
