/** An answer: what is answered to, in a line that leads there, and the words. */
import { html } from 'lit';
import type { MessageItem } from '../../protocol/chat-model.js';
import { plain, summary } from '../summary.js';
import { text } from './text.js';
import type { Content, ContentView } from './view.js';

/** The line. */
export const quoted = (item: MessageItem, { t, me, name, ask }: ContentView) =>
  html`<button class="quote" type="button" tabindex="-1" @click=${(event: Event) => ask('jump', event)}
    ><b dir="auto">${item.sendID === me ? t('you') : plain(item.senderNickname) || name}</b><span class="cut" dir="auto">${summary(item, t, me)}</span></button>`;

export const quote: Content = (item, view) => {
  const { quoteMessage } = item.quoteElem ?? item.atTextElem ?? {};
  return html`${quoteMessage ? quoted(quoteMessage, view) : ''}${text(item, view)}`;
};
