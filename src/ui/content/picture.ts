/** A picture: its room is there before it is; chosen, it opens large. */
import { html } from 'lit';
import type { PictureElem } from '../../protocol/chat-model.js';
import { summary } from '../summary.js';
import { foreign, source } from './address.js';
import { fit } from './room.js';
import type { Content, ContentView } from './view.js';

export const failed = (event: Event) => {
  (event.target as Element).closest('.media')?.classList.add('broken');
};

/** How far the file of a message is, with a way to stop it. */
export function progress({ t, uploads, ask }: ContentView, clientMsgID: string) {
  const upload = uploads.get(clientMsgID);
  if (!upload) return '';
  const n = Math.floor((100 * upload.loaded) / Math.max(1, upload.total));
  return html`<span class="upload"><progress max="100" value=${n} aria-label=${t('uploaded', { n })}></progress><button class="icon-btn" type="button" tabindex="-1" aria-label=${t('cancel')} title=${t('cancel')} @click=${(event: Event) => ask('cancel', event)}>✕</button></span>`;
}

/** The addresses of a picture, the smallest first. */
export const picturesOf = ({ sourcePicture, bigPicture, snapshotPicture }: Partial<PictureElem>) =>
  [snapshotPicture?.url, bigPicture?.url, sourcePicture?.url] as const;

export const picture: Content = (item, view) => {
  const { pictureElem } = item;
  if (!pictureElem) return undefined;
  const { sourcePicture, sourcePath } = pictureElem;
  const found = source(view, view.local.get(item.clientMsgID), ...picturesOf(pictureElem), sourcePath);
  const what = view.t('sPicture');
  const { width, height } = fit(sourcePicture?.width, sourcePicture?.height);
  if (found && !found.free) return foreign(view, found.host, what);
  return html`<button class="media" type="button" tabindex="-1" aria-label=${view.t('openPicture')} @click=${(event: Event) => view.ask('picture', event)}>
    ${
      found
        ? html`<img src=${found.href} width=${width} height=${height} alt=${summary(item, view.t)} loading="lazy" decoding="async" referrerpolicy="no-referrer" @error=${failed} />`
        : html`<svg class="none" width=${width} height=${height} aria-hidden="true"></svg>`
    }<span class="sorry">${view.t('notLoaded')}</span></button>${progress(view, item.clientMsgID)}`;
};
