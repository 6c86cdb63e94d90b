/** How many friend requests wait for an answer: not those whose answer waits for the network. */
import type { State } from '../../core/state.js';
import { handleResult } from '../../protocol/model.js';

export function openRequests({ requests, session, pending }: Readonly<State>): number {
  let n = 0;
  for (const { fromUserID, toUserID, handleResult: result } of requests.values())
    if (result === handleResult.open && toUserID === session.userID && !pending.has(`answer:${fromUserID}`)) n++;
  return n;
}
