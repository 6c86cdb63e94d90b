/** What a site of its own sends: its description; what else is in it is the site's. */
import { html } from 'lit';
import type { Content } from './view.js';

export const custom: Content = ({ customElem }) => {
  const said: unknown = customElem?.description;
  return typeof said === 'string' && said ? html`<span class="text" dir="auto">${said}</span>` : undefined;
};
