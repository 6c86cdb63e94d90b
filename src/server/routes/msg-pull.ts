/** What the gateway's frames 1001, 1002 and 1006 answer, by REST, and the server's time (protocol §8.5). */
import * as endpoints from '../../protocol/chat-endpoints.js';
import type { PushMessages } from '../../protocol/messages.js';
import { orNull, own } from '../access.js';
import { route, type Route } from '../context.js';
import { flag, id, listOf, object, text, whole } from '../fields.js';
import { newestSeqs, pinnedIDs, pullRanges, readStates } from '../message-pull.js';
import { messageJSON } from '../message-rows.js';

/** Of `si_` + two IDs of 64 characters. */
export const conversationID = text(140);
const anyWhole = whole(Number.MIN_SAFE_INTEGER);

const listsJSON = (lists: PushMessages['msgs']) =>
  Object.fromEntries(Object.entries(lists).map(([id, list]) => [id, { ...list, Msgs: list.Msgs.map(messageJSON) }]));

const newestSeq = route(endpoints.newestSeq, 'user', { userID: id }, (context, { userID }, call) => {
  own(call, userID);
  return { maxSeqs: newestSeqs(context, userID), minSeqs: null };
});

const pullMsgBySeq = route(
  endpoints.pullMsgBySeq,
  'user',
  {
    userID: id,
    seqRanges: listOf(object({ conversationID, begin: anyWhole, end: anyWhole, num: anyWhole })),
    order: whole(0, 1),
  },
  (context, { userID, seqRanges, order }, call) => {
    own(call, userID);
    const { msgs, notificationMsgs } = pullRanges(context, userID, seqRanges, order);
    return { msgs: listsJSON(msgs), notificationMsgs: listsJSON(notificationMsgs) };
  },
);

const getReadAndMaxSeqs = route(
  endpoints.getReadAndMaxSeqs,
  'user',
  { userID: id, conversationIDs: listOf(conversationID, 5000), returnPinned: flag },
  (context, { userID, conversationIDs, returnPinned }, call) => {
    own(call, userID);
    return {
      seqs: readStates(context, userID, conversationIDs),
      pinnedConversationIDs: returnPinned ? orNull(pinnedIDs(context, userID)) : null,
    };
  },
);

const getServerTime = route(endpoints.getServerTime, 'user', {}, ({ runtime }) => ({ serverTime: runtime.now() }));

export const msgPullRoutes: Route[] = [newestSeq, pullMsgBySeq, getReadAndMaxSeqs, getServerTime];
