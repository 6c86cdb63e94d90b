/** Somebody's name card: chosen, their card opens. */
import { html } from 'lit';
import { avatar } from '../avatar.js';
import { plain } from '../summary.js';
import type { Content } from './view.js';

export const card: Content = ({ cardElem }, { t, hosts, ask }) => {
  if (!cardElem || !plain(cardElem.userID)) return undefined;
  const userID = plain(cardElem.userID);
  const name = plain(cardElem.nickname) || userID;
  return html`<button class="row thing" type="button" tabindex="-1" @click=${(event: Event) => ask('card', event)}
    >${avatar({ userID, name, faceURL: plain(cardElem.faceURL), hosts, t })}<span class="grow"><b class="name" dir="auto">${name}</b><small>${t('sCard')}</small></span></button>`;
};
