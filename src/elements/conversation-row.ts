/** One conversation in the list: picture, name, what was said last and when, and what is special about it. */
import { html, nothing } from 'lit';
import { receiveOptions, type ConversationItem, type MessageItem } from '../protocol/chat-model.js';
import { avatar } from '../ui/avatar.js';
import { drawing, mark as stateMark } from '../ui/drawing.js';
import { icon } from '../ui/icons.js';
import { isLine, stateOf, states } from '../ui/im-message.js';
import type { Translate } from '../ui/localize.js';
import { summary } from '../ui/summary.js';
import { clockText, timeText, timeTitle } from '../ui/time.js';

/** The row that something is in. */
export const rowOf = (target: Element) => target.closest('li');

/** The bell, crossed out. */
export const muteDrawing = () => drawing('mute', 'M6 16h12M7.500 16v-5a4.500 4.500 0 0 1 9 0v5M10.500 19h3M4 4l16 16');

const parsed = new WeakMap<ConversationItem, MessageItem | undefined>();
/** The last message; kept, since every render asks. */
export function lastOf(item: ConversationItem): MessageItem | undefined {
  if (!parsed.has(item)) {
    let last: MessageItem | undefined;
    try {
      last = (JSON.parse(item.latestMsg || 'null') as MessageItem | null) ?? undefined;
    } catch {
      // As if there were none.
    }
    parsed.set(item, last);
  }
  return parsed.get(item);
}

export const nameOf = ({ showName, conversationID }: ConversationItem) => showName || conversationID;
/** What a picture's colour is made from. */
export const faceOf = ({ userID, groupID }: { userID: string; groupID: string }) => userID || groupID;

/** "14:03" today, then "yesterday", "Tuesday", "3 May". */
export const shortTime = (ms: number, lang: string) =>
  new Date(ms).toDateString() === new Date().toDateString() ? clockText(ms, lang) : timeText(ms, Date.now(), lang);

export interface ConversationRowParts {
  t: Translate;
  lang: string;
  me: string;
  index: number;
  total: number;
  tabIndex: number;
  /** It is open in the chat. */
  current: boolean;
  offline: boolean;
  /** Somebody is typing. */
  typing: boolean;
  hosts: readonly string[];
  platforms: readonly number[] | undefined;
  /** Buttons that a finger finds by drawing the row aside. */
  swipe: unknown;
}

/** What was said last: as a template, and as words for who can't see it. */
function preview(item: ConversationItem, { t, me, current, typing, offline }: ConversationRowParts) {
  if (typing) return { text: t('typing'), shown: html`<span class="accent">${t('typing')}</span>` };
  // What is open has its draft in the composer; what came after it is news.
  if (item.draftText && !current && item.draftTextTime >= item.latestMsgSendTime)
    return {
      text: `${t('draft')} ${item.draftText}`,
      shown: html`<span class="red">${t('draft')}</span> ${item.draftText}`,
    };
  const last = lastOf(item);
  if (!last) return { text: '', shown: nothing };
  const own = last.sendID === me && !isLine(last);
  const text = `${own ? `${t('youSaid')} ` : ''}${summary(last, t, me)}`;
  const state = own && stateOf(last, offline);
  return {
    text: state === 'failed' ? `${t('stateFailed')}: ${text}` : text,
    shown: text,
    mark: state ? stateMark(states[state], t, `tick ${state}`) : nothing,
  };
}

export function conversationRow(item: ConversationItem, row: ConversationRowParts) {
  const { t, lang, current } = row;
  const { unreadCount, isPinned, draftTextTime, latestMsgSendTime, faceURL, userID } = item;
  const name = nameOf(item);
  const muted = item.recvMsgOpt === receiveOptions.mute;
  const time = Math.max(draftTextTime, latestMsgSendTime);
  const { text, shown, mark = nothing } = preview(item, row);
  const unread = unreadCount ? t('unreadMessages', { n: unreadCount }) : '';
  const said = [unread, text, shortTime(time, lang), isPinned && t('pinned'), muted && t('muted')]
    .filter(Boolean)
    .join(', ');
  const more = t('more', { name });
  return html`<li part="item" data-id=${item.conversationID} aria-label=${name} aria-setsize=${row.total} aria-posinset=${row.index + 1}>
    <div class="slide"><div class="line ${current ? 'current' : ''} ${unread ? 'unread' : ''} ${muted ? 'muted-chat' : ''}">
      <span class="pic" data-id=${userID}>${avatar({ userID: faceOf(item), name, faceURL, size: 48, hosts: row.hosts, platforms: row.platforms, t })}</span>
      <div class="text">
        <div class="top-line"><button class="open name cut" part="row" type="button" data-focus tabindex=${row.tabIndex} dir="auto" aria-description=${said}
          aria-current=${current ? 'true' : nothing}>${name}</button
          >${muted ? html`<span class="flag" role="img" aria-label=${t('muted')} title=${t('muted')}>${muteDrawing()}</span>` : nothing}<span class="when">${mark}<time title=${timeTitle(time, lang)}>${shortTime(time, lang)}</time></span></div>
        <div class="low-line"><span class="sub cut" part="preview" dir="auto">${shown}</span>${
          unread
            ? html`<span class="badge" part="badge"><span aria-hidden="true">${unreadCount > 99 ? '99+' : unreadCount.toLocaleString(lang)}</span><span class="sr">${unread}</span></span>`
            : isPinned
              ? html`<span class="flag" role="img" aria-label=${t('pinned')} title=${t('pinned')}>${icon('pin')}</span>`
              : nothing
        }</div>
      </div>
      <button class="icon-btn more" type="button" tabindex=${row.tabIndex} aria-haspopup="menu" aria-label=${more} title=${more}>${icon('more')}</button>
    </div>${row.swipe}</div>
  </li>`;
}
