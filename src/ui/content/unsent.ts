/** What becomes of words besides being sent: what is offered for those that did not get there or were taken back, and that they disappear. */
import { html } from 'lit';
import type { RevokedInfo } from '../../protocol/chat-model.js';
import { CallbackError } from '../../protocol/codes.js';
import { detailOf } from '../summary.js';
import { mark } from '../drawing.js';
import type { Content, ContentView } from './view.js';

/** ms after which own words that were taken back can't be edited again. */
const AGAIN_MS = 300_000;

const BURNS = ['burns', 'M12 7a6.500 6.500 0 1 1 0 13 6.500 6.500 0 0 1 0-13zM12 10.500V14M10 3.500h4'] as const;

/** It disappears after it was read. */
export const burns = ({ t }: ContentView) => mark(BURNS, t);

/** Why it was not sent, and what can be done. */
export const why: Content = (item, { t, name, ask }) => {
  const { errCode = 0, errMsg } = item.failure ?? {};
  // The server's own words say it best: those of whoever looks after it.
  const words = errCode === CallbackError && errMsg;
  const button = (act: 'resend' | 'discard') =>
    html`<button class="btn link" type="button" data-act=${act} @click=${(event: Event) => ask(act, event)}>${t(act)}</button>`;
  return html`<div class="why"><span class="error" dir="auto">${words || t(errCode === 10002 ? 'tooLong' : t.errorKey({ errCode }), { name })}</span
    ><span>${button('resend')}${button('discard')}</span></div>`;
};

/** Words that were taken back lately can be written anew. */
export const again: Content = (item, { t, me, ask }) => {
  const { revokerID, revokeTime = 0 } = detailOf<RevokedInfo>(item);
  return revokerID === me && item.sendID === me && Date.now() - revokeTime < AGAIN_MS
    ? html` <button class="btn link" type="button" tabindex="-1" @click=${(event: Event) => ask('again', event)}>${t('editAgain')}</button>`
    : '';
};
