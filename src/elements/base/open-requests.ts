/** How many friend requests wait for an answer. */
import type { State } from '../../core/state.js';
import { handleResult } from '../../protocol/model.js';

export function openRequests({ requests, session }: Readonly<State>): number {
  let n = 0;
  for (const { toUserID, handleResult: result } of requests.values())
    if (result === handleResult.open && toUserID === session.userID) n++;
  return n;
}
