/** A file: name, size, and a link to it. */
import { html } from 'lit';
import { drawing } from '../drawing.js';
import { source, sizeText } from './address.js';
import { plain } from '../summary.js';
import { progress } from './picture.js';
import type { Content } from './view.js';

export const file: Content = ({ clientMsgID, fileElem }, view) => {
  if (!fileElem) return undefined;
  const { t, lang } = view;
  const name = plain(fileElem.fileName) || t('sFile');
  const found = source(view, fileElem.sourceUrl);
  const foreignHost = found && !found.free ? html` · ${found.host}` : '';
  const inside = html`<span class="disc">${drawing('file', 'M7 3.500h7l4 4V20.500H7zM14 3.500v4h4')}</span
    ><span class="grow"><b class="name" dir="auto">${name}</b><small>${sizeText(fileElem.fileSize, lang)}${foreignHost}</small></span>`;
  return html`${
    found
      ? html`<a class="row thing" href=${found.href} download=${name} target="_blank" rel="noopener noreferrer" aria-label=${t('download', { name })}>${inside}</a>`
      : html`<div class="row thing">${inside}</div>`
  }${progress(view, clientMsgID)}`;
};
