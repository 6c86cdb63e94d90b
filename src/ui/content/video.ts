/** A film, with the browser's own player; nothing of it loads before it is asked for. */
import { html, nothing } from 'lit';
import { foreign, source } from './address.js';
import { failed, progress } from './picture.js';
import { fit } from './room.js';
import type { Content } from './view.js';

export const video: Content = (item, view) => {
  const { videoElem } = item;
  if (!videoElem) return undefined;
  const found = source(view, view.local.get(item.clientMsgID), videoElem.videoUrl, videoElem.videoPath);
  const what = view.t('sVideo');
  if (found && !found.free) return foreign(view, found.host, what);
  const poster = source(view, videoElem.snapshotUrl, videoElem.snapshotPath);
  const { width, height } = fit(videoElem.snapshotWidth, videoElem.snapshotHeight);
  return html`<div class="media ${found ? '' : 'broken'}">
    ${found ? html`<video src=${found.href} poster=${poster?.free ? poster.href : nothing} width=${width} height=${height} controls preload="none" playsinline aria-label=${what} @error=${failed}></video>` : nothing}<span class="sorry">${view.t('notLoaded')}</span></div>${progress(view, item.clientMsgID)}`;
};
