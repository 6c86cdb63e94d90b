/** What the gateway answers to each request frame (protocol §3.5, §5.6): a row per frame. */
import * as codes from '../protocol/codes.js';
import { ImError } from '../protocol/errors.js';
import * as frames from '../protocol/frames.js';
import type { Frame } from '../protocol/frames.js';
import { isNotificationID } from '../protocol/ids.js';
import type { Infer, Schema } from '../protocol/schema.js';
import type { Session } from './gateway-session.js';
import type { PresenceService } from './presence.js';

interface FrameRow {
  readonly frame: Frame<Schema, Schema>;
  /** Empty msgIncr or operationID are errors (§3.4). */
  readonly strict: boolean;
  /** The connection ends after the reply, whatever it is. */
  readonly last: boolean;
  /** Gives the reply, or null for one without data. */
  answer(presence: PresenceService, session: Session, request: never): Infer<Schema> | null;
}

const row = <Q extends Schema, R extends Schema>(
  frame: Frame<Q, R>,
  answer: (presence: PresenceService, session: Session, request: Infer<Q>) => Infer<R> | null,
  { strict = false, last = false } = {},
): FrameRow => ({ frame, strict, last, answer });

const refuse = (code: number, words: string): never => {
  throw new ImError(code, words);
};
/** The userID in the protobuf is checked apart from the envelope's. */
function own({ facts }: Session, userID: string) {
  if (!userID) refuse(codes.ArgsError, 'userID is empty');
  if (userID !== facts.userID && !facts.isAdmin) refuse(codes.NoPermissionError, 'that is another user');
}
const strict = { strict: true };

const rows: readonly FrameRow[] = [
  // Until there are messages, nobody has a conversation: the answers are right, and empty.
  row(frames.getMaxSeq, (_, session, { userID }) => {
    own(session, userID);
    return { maxSeqs: {}, minSeqs: {} };
  }),
  row(
    frames.pullMessages,
    (_, session, { userID }) => {
      own(session, userID);
      return { msgs: {}, notificationMsgs: {} };
    },
    strict,
  ),
  row(frames.sendMessage, () => refuse(codes.ArgsError, 'this server does not carry messages yet')),
  row(frames.sendSignal, () => refuse(codes.ArgsError, '')),
  row(
    frames.getMessagesBySeqs,
    (_, session, { userID, conversations }) => {
      own(session, userID);
      const reply = { msgs: new Map<string, object>(), notificationMsgs: new Map<string, object>() };
      for (const { conversationID } of conversations) {
        reply[isNotificationID(conversationID) ? 'notificationMsgs' : 'msgs'].set(conversationID, {
          Msgs: [],
          isEnd: true,
          endSeq: 0,
        });
      }
      // Entries through a Map: the keys come from the wire.
      return {
        msgs: Object.fromEntries(reply.msgs),
        notificationMsgs: Object.fromEntries(reply.notificationMsgs),
      } as Infer<typeof frames.getMessagesBySeqs.response>;
    },
    strict,
  ),
  row(
    frames.getReadSeqs,
    (_, session, { userID, conversationIDs }) => {
      own(session, userID);
      const zero = { maxSeq: 0, hasReadSeq: 0, maxSeqTime: 0 };
      return { seqs: Object.fromEntries(conversationIDs.map(id => [id, zero])), pinnedConversationIDs: [] };
    },
    strict,
  ),
  row(frames.getLastMessage, (_, session, { userID }) => {
    own(session, userID);
    return { msgs: {} };
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
  row(frames.onlineStatus, (presence, session, request) => {
    const { subscribeUserID: add, unsubscribeUserID: remove } = request as unknown as Record<string, string[]>;
    if (!presence.watch(session, add!, remove!))
      refuse(codes.ArgsError, 'too many users are subscribed on one connection');
    return { subscribers: add!.map(userID => ({ userID, onlinePlatformIDs: presence.platforms(userID) })) };
  }),
];

/** By reqIdentifier. */
export const frameRows: ReadonlyMap<number, FrameRow> = new Map(rows.map(one => [one.frame.id, one]));
