/** What can be done without a network: what each act is about, and when it is done already. */
import { handleResult, type FriendApplicationItem, type FriendItem } from '../protocol/model.js';
import { requestKey, type PendingAct, type State } from './state.js';

/** Only the first of what a function is given says what it is about: an ID, or one of these. */
export type Argument =
  | string
  | {
      fromUserID?: string;
      toUserID?: string;
      toUserIDs?: readonly string[];
      friendUserIDs?: readonly string[];
      remark?: string | undefined;
      isPinned?: boolean | undefined;
      ex?: string | undefined;
    };
export type Act = Pick<PendingAct, 'name' | 'args' | 'seen'>;

/** What the state has of the person whom an act is about. */
interface Found {
  friend: FriendItem | undefined;
  blocked: boolean;
  request: FriendApplicationItem | undefined;
  /** The request was made anew since it was seen: who answered or removed the old one hasn't seen this one. */
  renewed: boolean;
  /** createTime of the request that was known then; undefined = nobody looked. */
  seen: number | undefined;
  argument: Argument;
}

const { open, agreed, refused } = handleResult;
/** A friend has all that was set. */
const patched = ({ friend, argument }: Found) =>
  (['remark', 'isPinned', 'ex'] as const).every(field => {
    const wanted = (argument as FriendItem)[field] as unknown;
    return wanted === undefined || friend?.[field] === wanted;
  });

/** By function: acts of one kind about the same person replace each other; `true` = the state is as wanted. */
export const rows: Readonly<Record<string, readonly [kind: string, done: (found: Found) => boolean]>> = {
  deleteFriend: ['friend', ({ friend }) => !friend],
  setFriendRemark: ['remark', patched],
  pinFriends: ['pin', patched],
  setFriendsEx: ['ex', patched],
  addBlack: ['block', ({ blocked }) => blocked],
  removeBlack: ['block', ({ blocked }) => !blocked],
  addFriend: [
    'apply',
    // It is this one when it is newer, or unknown before: it may be answered already.
    ({ friend, request, renewed, seen, argument }) =>
      !!friend ||
      (request?.reqMsg === ((argument as { reqMsg?: string }).reqMsg ?? '') &&
        (renewed || (seen === undefined && request.handleResult === open))),
  ],
  acceptFriendApplication: [
    'answer',
    ({ friend, request }) => request?.handleResult === agreed || (!!friend && request?.handleResult !== open),
  ],
  refuseFriendApplication: ['answer', ({ request, renewed }) => request?.handleResult === refused || renewed],
  deleteFriendApplication: ['hidden', ({ request, renewed }) => !request || renewed],
  restoreFriendApplication: ['hidden', ({ request }) => !!request],
};

/** The other's ID, or the key of the request. */
const about = (argument: Argument): string =>
  typeof argument === 'string'
    ? argument
    : argument.fromUserID
      ? requestKey(argument.fromUserID, argument.toUserID!)
      : (argument.toUserID ?? argument.toUserIDs![0]!);

/** The key in `State.pending`. */
export const keyOf = ({ name, args }: Act) => `${rows[name]![0]}:${about(args[0] as Argument)}`;

/** The request that an act is about. */
export function requestOf({ session, requests }: Readonly<State>, { name, args }: Act) {
  const id = about(args[0] as Argument);
  const me = session.userID;
  const [kind] = rows[name]!;
  return requests.get(kind === 'apply' ? requestKey(me, id) : kind === 'answer' ? requestKey(id, me) : id);
}

/** Nothing has to be sent. */
export const isDone = (state: Readonly<State>, act: Act): boolean => {
  const argument = act.args[0] as Argument;
  const request = requestOf(state, act);
  const id = about(argument);
  return rows[act.name]![1]({
    friend: state.friends.get(id),
    blocked: state.blacks.has(id),
    request,
    renewed: !!request && request.createTime > (act.seen ?? Infinity),
    seen: act.seen,
    argument,
  });
};

/** An act for several people, or of several changes, as single ones. */
export function split(name: string, argument: Argument): Act[] {
  const {
    friendUserIDs,
    toUserIDs = friendUserIDs,
    remark,
    isPinned,
    ex,
  } = typeof argument === 'string' ? ({} as Exclude<Argument, string>) : argument;
  if (!toUserIDs) return [{ name, args: [argument] }];
  return toUserIDs.flatMap(id => [
    ...(remark === undefined ? [] : [{ name: 'setFriendRemark', args: [{ toUserID: id, remark }] }]),
    ...(isPinned === undefined ? [] : [{ name: 'pinFriends', args: [{ toUserIDs: [id], isPinned }] }]),
    ...(ex === undefined ? [] : [{ name: 'setFriendsEx', args: [{ toUserIDs: [id], ex }] }]),
  ]);
}
