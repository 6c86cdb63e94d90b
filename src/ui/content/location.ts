/** A place: what it is called and where it is; no map of somebody else's is asked. */
import { html } from 'lit';
import { drawing } from '../drawing.js';
import { plain } from '../summary.js';
import type { Content } from './view.js';

export const location: Content = ({ locationElem }, { t, lang }) => {
  if (!locationElem) return undefined;
  const degrees = (value: number) => (Number(value) || 0).toLocaleString(lang, { maximumFractionDigits: 5 });
  return html`<div class="row thing"><span class="disc">${drawing('place', 'M12 21c-4-4.500-6.500-7.500-6.500-11a6.500 6.500 0 0 1 13 0c0 3.500-2.500 6.500-6.500 11zM12 7.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5z')}</span
    ><span class="grow"><b dir="auto">${plain(locationElem.description) || t('sLocation')}</b><small>${degrees(locationElem.latitude)}, ${degrees(locationElem.longitude)}</small></span></div>`;
};
