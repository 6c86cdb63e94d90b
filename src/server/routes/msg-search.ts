/** Searching all stored messages, for administrators (protocol §8.5). People search on their own devices. */
import * as endpoints from '../../protocol/chat-endpoints.js';
import { ArgsError } from '../../protocol/codes.js';
import { isNotificationID } from '../../protocol/ids.js';
import { orNull, pageOf, refuse } from '../access.js';
import { route, type Route } from '../context.js';
import { pagination, text, whole } from '../fields.js';
import { rowState, type MessageRow } from '../message-rows.js';
import type { Store } from '../store/port.js';

const DAY = 86_400_000;
/** Rows looked at in one step, and in all: the newest come first where there are more. */
const STEP = 1000;
const MAX_LOOKED_AT = 200_000;

/** Start of a UTC day in ms. @throws ImError 1001 */
function dayOf(sendTime: string): number {
  const start = /^\d{4}-\d\d-\d\d$/.test(sendTime) ? Date.parse(sendTime) : NaN;
  return Number.isNaN(start) ? refuse(ArgsError, 'sendTime must be a day as 2026-01-31') : start;
}

/** Newest first. */
function* candidates(store: Store, sendTime: string): Generator<MessageRow> {
  const day = sendTime ? dayOf(sendTime) : undefined;
  const bounds = day === undefined ? {} : { after: day - 1, upTo: day + DAY - 1 };
  for (let offset = 0; offset < MAX_LOOKED_AT; offset += STEP) {
    const rows = store.range('messages', { index: 'byTime', ...bounds, reverse: true, offset, limit: STEP });
    yield* rows;
    if (rows.length < STEP) return;
  }
}

function chatLog(store: Store, row: MessageRow) {
  const { conversationID: _, isRead: _read, options: _options, offlinePush: _push, atUserIDList: _at, ...rest } = row;
  const { state: _state, revoked: _revoked, attachedInfo: _info, ...log } = rest;
  const recvNickname = store.get('users', [row.recvID])?.nickname ?? '';
  return { ...log, recvNickname, groupName: '', groupFaceURL: '', groupMemberCount: 0, groupOwner: '', groupType: 0 };
}

const searchMsg = route(
  endpoints.searchMsg,
  'admin',
  { sendID: text(64), recvID: text(64), contentType: whole(), sendTime: text(10), sessionType: whole(), pagination },
  ({ store }, { sendID, recvID, contentType, sendTime, sessionType, pagination }) => {
    const { offset, limit } = pageOf(pagination);
    const found: MessageRow[] = [];
    for (const row of candidates(store, sendTime)) {
      if (isNotificationID(row.conversationID) || row.state === rowState.gone) continue;
      if ((sendID && row.sendID !== sendID) || (recvID && row.recvID !== recvID)) continue;
      if ((contentType && row.contentType !== contentType) || (sessionType && row.sessionType !== sessionType))
        continue;
      found.push(row);
    }
    const page = found.reverse().slice(offset, offset + limit);
    return {
      chatLogs: orNull(page.map(row => ({ chatLog: chatLog(store, row), isRevoked: row.state === rowState.revoked }))),
      chatLogsNum: found.length,
    };
  },
);

export const msgSearchRoutes: Route[] = [searchMsg];
