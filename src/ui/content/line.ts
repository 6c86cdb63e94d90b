/** What happened, in a line of its own among the messages. */
import { html } from 'lit';
import { contentTypes } from '../../protocol/content.js';
import type { RevokedInfo } from '../../protocol/chat-model.js';
import { detailOf, summary } from '../summary.js';
import type { Content } from './view.js';

/** ms after which own words that were taken back can't be edited again. */
const AGAIN_MS = 300_000;

export const line: Content = (item, view) => {
  const { t, me } = view;
  const { revokerID, revokeTime = 0 } = item.contentType === contentTypes.revoked ? detailOf<RevokedInfo>(item) : {};
  const again =
    revokerID === me && item.sendID === me && view.taken.has(item.clientMsgID) && Date.now() - revokeTime < AGAIN_MS;
  return html`<span class="line"><span dir="auto">${summary(item, t, me)}</span>${again ? html` <button class="btn link" type="button" tabindex="-1" @click=${(event: Event) => view.ask('again', event)}>${t('editAgain')}</button>` : ''}</span>`;
};
