/** Timed deletion: once a day the messages that an owner wanted kept for so long only are taken out of their sight (protocol §8.8). */
import { randomID } from '../protocol/ids.js';
import { whereabouts } from './answers.js';
import type { Call, ServerContext } from './context.js';
import type { Notices } from './notify.js';
import { changeConversation } from './repo-conversations.js';
import { seqsOf, setUserMinSeq } from './repo-messages.js';
import type { Timer } from './runtime.js';
import type { Row } from './store/tables.js';
import { write } from './write.js';

const DAY = 86_400_000;
/** After a start: a server that is started every day must get to it, too. */
const FIRST_MS = 60_000;

/** The first seq from `begin` on that was sent after `before` ms, at most `end`. Times grow with seqs. */
export function firstAfter(
  { store }: Pick<ServerContext, 'store'>,
  conversationID: string,
  begin: number,
  end: number,
  before: number,
): number {
  let [low, high] = [begin, end];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [next] = store.range('messages', { prefix: [conversationID], after: middle - 1, upTo: end - 1, limit: 1 });
    if (next && next.sendTime <= before) low = next.seq + 1;
    else high = middle;
  }
  return low;
}

/** Raises the owner's minSeq over what is too old; the peer keeps it. */
function clear(context: ServerContext, call: Call, row: Row<'conversations'>): void {
  const { ownerUserID, conversationID, msgDestructTime } = row;
  const now = context.runtime.now();
  const { minSeq, maxSeq } = seqsOf(context, ownerUserID, conversationID);
  const first = firstAfter(context, conversationID, minSeq, maxSeq + 1, now - msgDestructTime * 1000);
  if (first <= minSeq) return;
  write(context, call, tell => {
    setUserMinSeq(context, ownerUserID, conversationID, first);
    changeConversation(context, ownerUserID, conversationID, { minSeq: first, latestMsgDestructTime: now });
    const detail = { userID: ownerUserID, conversationIDList: [conversationID] };
    tell('conversationChanged', ownerUserID, ownerUserID, detail);
  });
}

export interface Destruct {
  /** What the timer does. */
  sweep(): void;
  close(): void;
}

export function createDestruct(context: ServerContext, notices: Pick<Notices, 'release'>): Destruct {
  const { store, runtime } = context;
  let timer: Timer;
  function sweep(): void {
    const operationID = randomID(bytes => runtime.random(bytes));
    const call: Call = { userID: '', platformID: 0, isAdmin: true, operationID, ip: '', token: '' };
    for (const row of store.range('conversations', { index: 'byDestruct', prefix: [1] }))
      if (row.msgDestructTime > 0) clear(context, call, row);
    notices.release(call);
  }
  function schedule(ms: number): void {
    timer = runtime.after(ms, () => {
      try {
        sweep();
      } catch (error) {
        runtime.log('error', 'timed deletion failed', whereabouts(error));
      }
      schedule(DAY);
    });
  }
  schedule(FIRST_MS);
  return {
    sweep,
    close() {
      timer.cancel();
    },
  };
}
