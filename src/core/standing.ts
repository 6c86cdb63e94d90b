/** Where one stands with somebody, read from the state: what to offer on a row or a card. */
import { handleResult } from '../protocol/model.js';
import { requestKey, type State } from './state.js';

/** add: nothing between the two yet; requested: I asked; accept: they asked me. */
export type Standing = 'you' | 'blocked' | 'isFriend' | 'requested' | 'accept' | 'add';

/** The first that fits, in the order of the type: a blocked friend counts as blocked. */
export function standing({ session, blacks, friends, requests }: Readonly<State>, userID: string): Standing {
  const asked = (from: string, to: string) => requests.get(requestKey(from, to))?.handleResult === handleResult.open;
  if (userID === session.userID) return 'you';
  if (blacks.has(userID)) return 'blocked';
  if (friends.has(userID)) return 'isFriend';
  if (asked(session.userID, userID)) return 'requested';
  return asked(userID, session.userID) ? 'accept' : 'add';
}
