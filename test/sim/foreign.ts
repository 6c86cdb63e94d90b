/** Whether a state holds what belongs to somebody else than who is signed in. */
import type { State } from '../../src/core/state.js';
import { isChatOf } from './chats.js';

/** The name of the first slice that does; undefined = none. */
export function foreign({ session, ...state }: Readonly<State>): string | undefined {
  const me = session.userID;
  for (const { ownerUserID } of state.friends.values()) if (ownerUserID !== me) return 'friends';
  for (const { fromUserID, toUserID } of state.requests.values())
    if (fromUserID !== me && toUserID !== me) return 'requests';
  for (const { ownerUserID } of state.blacks.values()) if (ownerUserID !== me) return 'blacks';
  for (const id of state.conversations.keys()) if (!isChatOf(id, me)) return 'conversations';
  for (const [id, { items }] of state.messages) {
    if (!isChatOf(id, me)) return 'messages';
    for (const { sendID, recvID } of items) if (sendID !== me && recvID !== me) return 'messages';
  }
  if (state.profile && state.profile.userID !== me) return 'profile';
  return undefined;
}
