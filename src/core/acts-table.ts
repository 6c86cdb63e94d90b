/** What can be done without a network: what each act is about, and when it is done already. */
import { handleResult, type FromToUserID } from '../protocol/model.js';
import type { Client } from './api.js';
import type { ListName } from './scope.js';
import { requestKey, type PendingAct, type State } from './state.js';

interface Row<A> {
  /** Acts of one kind for the same person replace each other. */
  kind: string;
  /** Who, or which request. */
  about(argument: A): string;
  /** Loaded before it is decided what is to be sent. */
  list: ListName;
  /** The state is as wanted. @param seen - createTime of the request that was known then. */
  done(state: Readonly<State>, argument: A, seen: number | undefined): boolean;
  /** The request that it is about. */
  request?(argument: A, me: string): string;
}
type Argument<K extends keyof Client> = Client[K] extends (argument: infer A) => unknown ? A : never;

const { open, agreed, refused } = handleResult;
const person = ({ toUserID }: { toUserID: string }) => toUserID;
const itself = (userID: string) => userID;
const first = ({ toUserIDs }: { toUserIDs: readonly string[] }) => toUserIDs[0]!;
const pair = ({ fromUserID, toUserID }: FromToUserID) => requestKey(fromUserID, toUserID);
const received = ({ toUserID }: { toUserID: string }, me: string) => requestKey(toUserID, me);
/** The request was made again since it was seen: who answered or removed the old one hasn't seen this one. */
const renewed = ({ requests }: Readonly<State>, key: string, seen = Infinity) => requests.get(key)!.createTime > seen;

const table = {
  deleteFriend: {
    kind: 'friend',
    about: itself,
    list: 'friends',
    done: ({ friends }, userID) => !friends.has(userID),
  } satisfies Row<string>,
  setFriendRemark: {
    kind: 'remark',
    about: person,
    list: 'friends',
    done: ({ friends }, { toUserID, remark }) => friends.get(toUserID)?.remark === remark,
  } satisfies Row<Argument<'setFriendRemark'>>,
  pinFriends: {
    kind: 'pin',
    about: first,
    list: 'friends',
    done: ({ friends }, { toUserIDs: [id], isPinned }) => friends.get(id!)?.isPinned === isPinned,
  } satisfies Row<Argument<'pinFriends'>>,
  setFriendsEx: {
    kind: 'ex',
    about: first,
    list: 'friends',
    done: ({ friends }, { toUserIDs: [id], ex }) => friends.get(id!)?.ex === ex,
  } satisfies Row<Argument<'setFriendsEx'>>,
  addBlack: {
    kind: 'block',
    about: person,
    list: 'blacks',
    done: ({ blacks }, { toUserID }) => blacks.has(toUserID),
  } satisfies Row<Argument<'addBlack'>>,
  removeBlack: {
    kind: 'block',
    about: itself,
    list: 'blacks',
    done: ({ blacks }, userID) => !blacks.has(userID),
  } satisfies Row<string>,
  addFriend: {
    kind: 'apply',
    about: person,
    list: 'sent',
    request: ({ toUserID }, me) => requestKey(me, toUserID),
    done(state, { toUserID }, seen) {
      const request = state.requests.get(requestKey(state.session.userID, toUserID));
      return (
        state.friends.has(toUserID) ||
        // One that nobody knew of counts while it is open, one that is newer in any case: it may be answered already.
        (!!request && (seen === undefined ? request.handleResult === open : request.createTime > seen))
      );
    },
  } satisfies Row<Argument<'addFriend'>>,
  acceptFriendApplication: {
    kind: 'answer',
    about: person,
    list: 'received',
    request: received,
    done({ requests, friends, session }, { toUserID }) {
      const result = requests.get(requestKey(toUserID, session.userID))?.handleResult;
      return result === agreed || (result !== open && friends.has(toUserID));
    },
  } satisfies Row<Argument<'acceptFriendApplication'>>,
  refuseFriendApplication: {
    kind: 'answer',
    about: person,
    list: 'received',
    request: received,
    done(state, argument, seen) {
      const key = received(argument, state.session.userID);
      const request = state.requests.get(key);
      return !!request && (request.handleResult === refused || renewed(state, key, seen));
    },
  } satisfies Row<Argument<'refuseFriendApplication'>>,
  deleteFriendApplication: {
    kind: 'hidden',
    about: pair,
    list: 'received',
    request: pair,
    done: (state, which, seen) => !state.requests.has(pair(which)) || renewed(state, pair(which), seen),
  } satisfies Row<FromToUserID>,
  restoreFriendApplication: {
    kind: 'hidden',
    about: pair,
    list: 'received',
    done: ({ requests }, which) => requests.has(pair(which)),
  } satisfies Row<FromToUserID>,
};
/** The rows as they are read: each with its own act's argument. */
export const rows = table as unknown as Record<string, Row<unknown>>;

/** An act for several people, or of several changes, as single ones. */
export function split(name: string, argument: unknown): readonly (readonly [name: string, argument: unknown])[] {
  if (name === 'updateFriends') {
    const { friendUserIDs, remark, ...rest } = argument as Argument<'updateFriends'>;
    return friendUserIDs.flatMap(id => [
      ...(remark === undefined ? [] : [['setFriendRemark', { toUserID: id, remark }] as const]),
      ...(rest.isPinned === undefined ? [] : [['pinFriends', { toUserIDs: [id], isPinned: rest.isPinned }] as const]),
      ...(rest.ex === undefined ? [] : [['setFriendsEx', { toUserIDs: [id], ex: rest.ex }] as const]),
    ]);
  }
  const { toUserIDs, ...rest } = argument as Partial<Argument<'pinFriends'>>;
  return toUserIDs ? toUserIDs.map(id => [name, { ...rest, toUserIDs: [id] }]) : [[name, argument]];
}

/** The key in `State.pending`. */
export const keyOf = ({ name, args }: Pick<PendingAct, 'name' | 'args'>) =>
  `${rows[name]!.kind}:${rows[name]!.about(args[0])}`;
