/** Reading messages back: newest seqs, ranges, lists, last messages (protocol §5.6). Each only by its members. */
import { isNotificationID, notificationID } from '../protocol/ids.js';
import type { MsgData, PushMessages } from '../protocol/messages.js';
import type { ServerContext } from './context.js';
import { placeholder, readRow } from './message-rows.js';
import { conversationOf, conversationsOf } from './repo-conversations.js';
import { lastMessage, seqsOf } from './repo-messages.js';

type Parts = Pick<ServerContext, 'store'>;
type Pulled = PushMessages;
type PulledList = Pulled['msgs'][string];

/** Bytes of the messages of one reply. Official clients end the connection on a frame of 1 MiB; base64 adds a third. */
const MAX_REPLY = 700_000;
const MAX_MESSAGES = 10_000;
/** A message without its texts. */
const OVERHEAD = 200;
/** Rows read in one step. */
const STEP = 64;

/** What a reply has still room for. */
interface Room {
  bytes: number;
  messages: number;
}
const newRoom = (): Room => ({ bytes: MAX_REPLY, messages: MAX_MESSAGES });
/** True when the message fits; the first one always does. */
function take(room: Room, { content, ex, attachedInfo }: MsgData): boolean {
  const size = OVERHEAD + content.length + ex.length + attachedInfo.length;
  const first = room.bytes === MAX_REPLY;
  if (!first && (room.bytes < size || room.messages < 1)) return false;
  room.bytes -= size;
  room.messages--;
  return true;
}

const chatOfNotices = (conversationID: string) => {
  const pair = conversationID.slice(2);
  return [`si_${pair}`, `sn_${pair}`];
};
/** May the user read it? A chat they have, its notifications, or those to themselves. */
export function isMember(parts: Parts, userID: string, conversationID: string): boolean {
  if (!isNotificationID(conversationID)) return !!conversationOf(parts, userID, conversationID);
  return (
    conversationID === notificationID(userID, userID) ||
    chatOfNotices(conversationID).some(id => conversationOf(parts, userID, id))
  );
}

/** 1001: by conversation. Those without a message are left out. */
export function newestSeqs(parts: Parts, userID: string): Record<string, number> {
  const chats = conversationsOf(parts, userID).map(({ conversationID }) => conversationID);
  const ids = chats.flatMap(id => [id, id.replace(/^s[in]_/, 'n_')]).concat(notificationID(userID, userID));
  const seqs = ids.map(id => [id, parts.store.get('seqs', [id])?.maxSeq ?? 0] as const);
  return Object.fromEntries(seqs.filter(([, maxSeq]) => maxSeq > 0));
}

/** What the user deleted for themselves in a span, ends included. */
const hiddenIn = ({ store }: Parts, userID: string, conversationID: string, begin: number, end: number) =>
  new Set(
    store
      .range('hiddenMessages', { prefix: [userID, conversationID], after: begin - 1, upTo: end })
      .map(({ seq }) => seq),
  );

/** Every seq of a span, ascending; the oldest are left out when the reply has no room for all. */
function readSpan(
  parts: Parts,
  userID: string,
  conversationID: string,
  begin: number,
  end: number,
  room: Room,
): MsgData[] {
  const { store } = parts;
  const read: MsgData[] = [];
  for (let upTo = end; upTo >= begin; upTo -= STEP) {
    const from = Math.max(begin, upTo - STEP + 1);
    const span = { prefix: [conversationID], after: from - 1, upTo } as const;
    const rows = new Map(store.range('messages', span).map(row => [row.seq, row]));
    const hidden = hiddenIn(parts, userID, conversationID, from, upTo);
    for (let seq = upTo; seq >= from; seq--) {
      const row = rows.get(seq);
      const message = row
        ? readRow(store, row, userID, hidden.has(seq))
        : placeholder(seq, timeBefore(parts, conversationID, seq));
      if (!take(room, message)) return read.reverse();
      read.push(message);
    }
  }
  return read.reverse();
}

/** ms of the nearest earlier message, 0 when there is none. */
const timeBefore = ({ store }: Parts, conversationID: string, seq: number) =>
  store.range('messages', { prefix: [conversationID], upTo: seq, reverse: true, limit: 1 })[0]?.sendTime ?? 0;

/** Entries by kind; through Object.fromEntries, since the keys come from the wire. */
const sorted = (entries: [string, PulledList][]): Pulled => ({
  msgs: Object.fromEntries(entries.filter(([id]) => !isNotificationID(id))),
  notificationMsgs: Object.fromEntries(entries.filter(([id]) => isNotificationID(id))),
});

export interface SeqRange {
  conversationID: string;
  begin: number;
  end: number;
  num: number;
}
const DESCENDING = 1;

/** 1002: the last `num` messages of each range (all of a range of notifications). Ranges without a result are left out. */
export function pullRanges(parts: Parts, userID: string, ranges: readonly SeqRange[], order: number): Pulled {
  const room = newRoom();
  const entries: [string, PulledList][] = [];
  for (const { conversationID, begin, end, num } of ranges) {
    if (room.messages < 1 || room.bytes < 1) break;
    if (!isMember(parts, userID, conversationID)) continue;
    const { minSeq, maxSeq } = seqsOf(parts, userID, conversationID);
    const to = Math.min(end, maxSeq);
    const wanted = isNotificationID(conversationID) ? Infinity : num;
    const from = Math.max(begin, minSeq, to - wanted + 1);
    if (!(from <= to) || wanted < 1) continue;
    const Msgs = readSpan(parts, userID, conversationID, from, to, room);
    const isEnd = order === DESCENDING ? begin <= minSeq : maxSeq <= end;
    if (Msgs.length) entries.push([conversationID, { Msgs, isEnd, endSeq: 0 }]);
  }
  return sorted(entries);
}

/** 1005: these seqs in this order; an entry for every conversation, also for one the user does not have. */
export function pullSeqs(
  parts: Parts,
  userID: string,
  conversations: readonly { conversationID: string; seqs: readonly number[] }[],
  order: number,
): Pulled {
  const room = newRoom();
  return sorted(
    conversations.map(({ conversationID, seqs }) => {
      if (!isMember(parts, userID, conversationID)) return [conversationID, { Msgs: [], isEnd: true, endSeq: 0 }];
      const { minSeq, maxSeq } = seqsOf(parts, userID, conversationID);
      const asked = seqs.filter(seq => seq > 0 && Number.isSafeInteger(seq));
      const Msgs: MsgData[] = [];
      for (const seq of asked) {
        if (seq < minSeq || seq > maxSeq) continue;
        if (room.messages < 1 || room.bytes < 1) break;
        Msgs.push(...readSpan(parts, userID, conversationID, seq, seq, room));
      }
      const below = order === DESCENDING && asked.some(seq => seq < minSeq);
      const above = order !== DESCENDING && asked.some(seq => seq > maxSeq);
      return [conversationID, { Msgs, isEnd: below || above, endSeq: below ? minSeq : above ? maxSeq : 0 }];
    }),
  );
}

export interface ReadState {
  maxSeq: number;
  hasReadSeq: number;
  /** ms of the newest seq. */
  maxSeqTime: number;
}

/** 1006: of all the user's chats, or of these; zeros for those they do not have. */
export function readStates(
  parts: Parts,
  userID: string,
  conversationIDs: readonly string[],
): Record<string, ReadState> {
  const ids = conversationIDs.length ? conversationIDs : conversationsOf(parts, userID).map(row => row.conversationID);
  return Object.fromEntries(
    ids.map(id => {
      if (!isMember(parts, userID, id)) return [id, { maxSeq: 0, hasReadSeq: 0, maxSeqTime: 0 }];
      const { maxSeq, hasReadSeq, maxSeqTime } = seqsOf(parts, userID, id);
      // Set for who left a group: they see nothing beyond.
      const bound = conversationOf(parts, userID, id)?.maxSeq ?? 0;
      return [id, { maxSeq: bound || maxSeq, hasReadSeq, maxSeqTime }];
    }),
  );
}

export const pinnedIDs = (parts: Parts, userID: string): string[] =>
  conversationsOf(parts, userID)
    .filter(({ isPinned }) => isPinned === 1)
    .map(({ conversationID }) => conversationID);

/** 1007: of those among these that the user has and that have one. */
export function lastMessages(
  parts: Parts,
  userID: string,
  conversationIDs: readonly string[],
): Record<string, MsgData> {
  const room = newRoom();
  const entries: [string, MsgData][] = [];
  for (const id of conversationIDs) {
    const message = isMember(parts, userID, id) ? lastMessage(parts, userID, id) : undefined;
    if (!message) continue;
    if (!take(room, message)) break;
    entries.push([id, message]);
  }
  return Object.fromEntries(entries);
}
