/** Searching all stored messages, for administrators (protocol §8.5). People search on their own devices. */
import * as endpoints from '../../protocol/chat-endpoints.js';
import { ArgsError } from '../../protocol/codes.js';
import { isNotificationID } from '../../protocol/ids.js';
import { orNull, pageOf, refuse } from '../access.js';
import { route, type Route, type ServerContext } from '../context.js';
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

/**
 * Newest first, in steps. Each begins at the time where the one before ended, so that none costs more than the first;
 * between them everybody else has their turn.
 */
async function* candidates({ store, runtime }: ServerContext, sendTime: string): AsyncGenerator<MessageRow> {
  const day = sendTime ? dayOf(sendTime) : undefined;
  const after = day === undefined ? {} : { after: day - 1 };
  let upTo = day === undefined ? Infinity : day + DAY - 1;
  /** Rows of the time `upTo` that were given already. */
  let offset = 0;
  for (let seen = 0; seen < MAX_LOOKED_AT; seen += STEP) {
    if (seen) await new Promise<void>(next => runtime.after(0, next));
    const rows = store.range('messages', { index: 'byTime', ...after, upTo, reverse: true, offset, limit: STEP });
    yield* rows;
    if (rows.length < STEP) return;
    const last = rows.at(-1)!.sendTime;
    offset = rows.filter(row => row.sendTime === last).length + (last === upTo ? offset : 0);
    upTo = last;
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
  async (context, { sendID, recvID, contentType, sendTime, sessionType, pagination }) => {
    const { store } = context;
    const { offset, limit } = pageOf(pagination);
    // Their places alone: of many messages only a page is shown.
    const found: [conversationID: string, seq: number][] = [];
    for await (const row of candidates(context, sendTime)) {
      if (isNotificationID(row.conversationID) || row.state === rowState.gone) continue;
      if ((sendID && row.sendID !== sendID) || (recvID && row.recvID !== recvID)) continue;
      if ((contentType && row.contentType !== contentType) || (sessionType && row.sessionType !== sessionType))
        continue;
      found.push([row.conversationID, row.seq]);
    }
    const places = found.reverse().slice(offset, offset + limit);
    const page = places.flatMap(place => store.get('messages', place) ?? []);
    return {
      chatLogs: orNull(page.map(row => ({ chatLog: chatLog(store, row), isRevoked: row.state === rowState.revoked }))),
      chatLogsNum: found.length,
    };
  },
);

export const msgSearchRoutes: Route[] = [searchMsg];
