/** Friend requests received and sent: listed, looked up, counted (protocol §6.1). */
import * as endpoints from '../../protocol/endpoints.js';
import { handleResult as results } from '../../protocol/model.js';
import { orNull, own, pageOf } from '../access.js';
import { route, type Route } from '../context.js';
import { id, listOf, pagination, whole } from '../fields.js';
import { requestInfo } from '../repo-friends.js';
import type { Store } from '../store/port.js';
import type { Row } from '../store/tables.js';

const page = { userID: id, pagination, handleResults: listOf(whole(-1, 1), 3) };

/** One direction of a user's requests, newest first; those of one result are found by index, never by reading all. */
function readRequests(
  store: Store,
  index: 'received' | 'sent',
  userID: string,
  handleResults: readonly number[],
  wanted: { offset: number; limit: number },
) {
  const newestFirst = { index, prefix: [userID], reverse: true } as const;
  if (!handleResults.length)
    return {
      total: store.count('requests', newestFirst),
      rows: store.range('requests', { ...newestFirst, ...wanted }),
    };
  const kinds = new Set(handleResults);
  let found: Row<'requests'>[];
  let total: number;
  if (index === 'sent') {
    found = store.range('requests', newestFirst).filter(row => kinds.has(row.handleResult));
    total = found.length;
  } else {
    const spans = [...kinds].map(
      kind => ({ index: 'receivedByResult', prefix: [userID, kind], reverse: true }) as const,
    );
    total = spans.reduce((sum, span) => sum + store.count('requests', span), 0);
    found = spans.flatMap(span => store.range('requests', { ...span, limit: wanted.offset + wanted.limit }));
    found.sort((a, b) => b.createTime - a.createTime);
  }
  return { total, rows: found.slice(wanted.offset, wanted.offset + wanted.limit) };
}

const getReceivedRequests = route(
  endpoints.getReceivedRequests,
  'user',
  page,
  ({ store }, { userID, pagination, handleResults }, call) => {
    own(call, userID);
    const { total, rows } = readRequests(store, 'received', userID, handleResults, pageOf(pagination));
    return { FriendRequests: orNull(rows.map(row => requestInfo(store, row))), total };
  },
);

const getSentRequests = route(
  endpoints.getSentRequests,
  'user',
  page,
  ({ store }, { userID, pagination, handleResults }, call) => {
    own(call, userID);
    const { total, rows } = readRequests(store, 'sent', userID, handleResults, pageOf(pagination));
    return { friendRequests: orNull(rows.map(row => requestInfo(store, row))), total };
  },
);

/** Both directions; the one asked for comes first. */
const getRequestsBetween = route(
  endpoints.getRequestsBetween,
  'user',
  { fromUserID: id, toUserID: id },
  ({ store }, { fromUserID, toUserID }, call) => {
    own(call, fromUserID, toUserID);
    const rows = [store.get('requests', [fromUserID, toUserID]), store.get('requests', [toUserID, fromUserID])];
    return { friendRequests: orNull(rows.flatMap(row => (row ? [requestInfo(store, row)] : []))) };
  },
);

/** `time` in ms: only newer ones; 0 = all. */
const getUnhandledCount = route(
  endpoints.getUnhandledCount,
  'user',
  { userID: id, time: whole() },
  ({ store }, { userID, time }, call) => {
    own(call, userID);
    const open = { index: 'receivedByResult', prefix: [userID, results.open] } as const;
    return { count: store.count('requests', time ? { ...open, after: time } : open) };
  },
);

export const friendRequestListRoutes: Route[] = [
  getReceivedRequests,
  getSentRequests,
  getRequestsBetween,
  getUnhandledCount,
];
