/** What happened, in a line of its own among the messages. */
import { html } from 'lit';
import { summary } from '../summary.js';
import { seldom } from './table.js';
import type { Content } from './view.js';

export const line: Content = (item, view) =>
  html`<span class="line"><span dir="auto">${summary(item, view.t, view.me)}</span>${view.taken.has(item.clientMsgID) ? seldom(view)?.again(item, view) : ''}</span>`;
