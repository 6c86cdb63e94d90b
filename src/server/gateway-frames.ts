/** What the gateway answers to each request frame (protocol §3.5, §5.6): a row per frame. */
import * as codes from '../protocol/codes.js';
import * as frames from '../protocol/frames.js';
import type { Frame } from '../protocol/frames.js';
import type { Infer, Schema } from '../protocol/schema.js';
import { refuse } from './access.js';
import type { Call, ServerContext } from './context.js';
import type { Session } from './gateway-session.js';
import { lastMessages, newestSeqs, pinnedIDs, pullRanges, pullSeqs, readStates } from './message-pull.js';
import { sendMessage, type Sent } from './message-send.js';
import type { PresenceService } from './presence.js';

/** What the answers are made from. */
export interface FrameParts {
  context: ServerContext;
  presence: PresenceService;
}

type Answer<R extends Schema> = Infer<R> | null | Promise<Infer<R>>;

interface FrameRow {
  readonly frame: Frame<Schema, Schema>;
  /** Empty msgIncr or operationID are errors (§3.4). */
  readonly strict: boolean;
  /** The connection ends after the reply, whatever it is. */
  readonly last: boolean;
  /** Gives the reply, or null for one without data. What it tells others with `call` goes out after the reply. */
  answer(parts: FrameParts, session: Session, request: never, call: Call): Answer<Schema>;
}

const row = <Q extends Schema, R extends Schema>(
  frame: Frame<Q, R>,
  answer: (parts: FrameParts, session: Session, request: Infer<Q>, call: Call) => Answer<R>,
  { strict = false, last = false } = {},
): FrameRow => ({ frame, strict, last, answer });

/** The userID in the protobuf is checked apart from the envelope's. */
function own({ facts }: Session, userID: string) {
  if (!userID) refuse(codes.ArgsError, 'userID is empty');
  if (userID !== facts.userID && !facts.isAdmin) refuse(codes.NoPermissionError, 'that is another user');
}
/** Conversations in one request. */
const MAX_CONVERSATIONS = 5000;
function few(list: readonly unknown[]) {
  if (list.length > MAX_CONVERSATIONS)
    refuse(codes.ArgsError, `ask for at most ${MAX_CONVERSATIONS} conversations at a time`);
}
const strict = { strict: true };

const rows: readonly FrameRow[] = [
  row(frames.getMaxSeq, ({ context }, session, { userID }) => {
    own(session, userID);
    return { maxSeqs: newestSeqs(context, userID), minSeqs: {} };
  }),
  row(
    frames.pullMessages,
    ({ context }, session, { userID, seqRanges, order }) => {
      own(session, userID);
      few(seqRanges);
      return pullRanges(context, userID, seqRanges, order);
    },
    strict,
  ),
  row(frames.sendMessage, ({ context }, _, message, call) => {
    const answer = (sent: Sent) => ({ ...sent, modify: undefined });
    const sent = sendMessage(context, call, message);
    return sent instanceof Promise ? sent.then(answer) : answer(sent);
  }),
  row(frames.sendSignal, () => refuse(codes.ArgsError, '')),
  row(
    frames.getMessagesBySeqs,
    ({ context }, session, { userID, conversations, order }) => {
      own(session, userID);
      few(conversations);
      return pullSeqs(context, userID, conversations, order);
    },
    strict,
  ),
  row(
    frames.getReadSeqs,
    ({ context }, session, { userID, conversationIDs, returnPinned }) => {
      own(session, userID);
      few(conversationIDs);
      return {
        seqs: readStates(context, userID, conversationIDs),
        pinnedConversationIDs: returnPinned ? pinnedIDs(context, userID) : [],
      };
    },
    strict,
  ),
  row(frames.getLastMessage, ({ context }, session, { userID, conversationIDs }) => {
    own(session, userID);
    few(conversationIDs);
    return { msgs: lastMessages(context, userID, conversationIDs) };
  }),
  row(
    frames.logout,
    (_, session, { userID, platformID }) => {
      own(session, userID);
      if (platformID < 1 || platformID > 9) refuse(codes.ArgsError, 'platformID is invalid');
      return {};
    },
    { last: true },
  ),
  row(
    frames.setBackground,
    (_, session, { userID, isBackground }) => {
      own(session, userID);
      session.isBackground = isBackground;
      return null;
    },
    strict,
  ),
  row(frames.onlineStatus, ({ presence }, session, request) => {
    const { subscribeUserID: add, unsubscribeUserID: remove } = request as unknown as Record<string, string[]>;
    if (!presence.watch(session, add!, remove!))
      refuse(codes.ArgsError, 'too many users are subscribed on one connection');
    return { subscribers: add!.map(userID => ({ userID, onlinePlatformIDs: presence.platforms(userID) })) };
  }),
];

/** By reqIdentifier. */
export const frameRows: ReadonlyMap<number, FrameRow> = new Map(rows.map(one => [one.frame.id, one]));
