/** Several messages in one: its first lines, and a way to all of them. */
import { html } from 'lit';
import { plain } from '../summary.js';
import type { Content } from './view.js';

export const merge: Content = ({ mergeElem }, { t, ask }) => {
  if (!mergeElem) return undefined;
  const { title, abstractList, multiMessage } = mergeElem;
  const lines = Array.isArray(abstractList) ? abstractList.slice(0, 4) : [];
  const n = Array.isArray(multiMessage) ? multiMessage.length : 0;
  return html`<button class="bundle" type="button" tabindex="-1" @click=${(event: Event) => ask('bundle', event)}
    ><b dir="auto">${plain(title) || t('sMerge')}</b>${lines.map(line => html`<span class="cut" dir="auto">${plain(line)}</span>`)}<small>${t('bundleMore', { n })}</small></button>`;
};
