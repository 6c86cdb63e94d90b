/** What a new device loads of all conversations (protocol §5.8; features N11, N12). Loaded by it alone. */
import type { FrameResp } from '../../protocol/frame.js';
import { getLastMessage, pullMessages, type getReadSeqs } from '../../protocol/message-frames.js';
import type { Scope } from '../scope.js';
import type { Arrivals } from './arrivals.js';
import { PAGE } from './messages.js';
import type { Threads } from './threads.js';

/** Conversations whose newest page a new device loads at once, and how many pages one request asks for. */
const PAGES = 20;
const PAGES_AT_ONCE = 4;
/** Last messages asked for in one request. */
const LAST = 100;
type ReadSeqs = FrameResp<typeof getReadSeqs>['seqs'];

/** The newest page of the newest conversations, the last message of all others; older ones come when they are looked at. */
export async function loadAll(scope: Scope, threads: Threads, arrivals: Arrivals, standing: ReadSeqs): Promise<void> {
  const { userID } = scope;
  const all = Object.entries(standing)
    .filter(([id, { maxSeq }]) => maxSeq >= (threads.get(id)?.item.minSeq || 1))
    .sort(([, a], [, b]) => b.maxSeqTime - a.maxSeqTime);
  const rest = all.splice(PAGES);
  const asks: Promise<unknown>[] = [];
  let answered = 0;
  const ask = (asked: Promise<unknown>) =>
    asks.push(
      asked.then(() => {
        const progress = Math.round((++answered / asks.length) * 99) + 1;
        scope.set('sync', { ...scope.state.sync, progress });
        scope.emit('syncServerProgress', progress);
      }),
    );
  /** A reply that would get too long leaves some out: they are asked for again. */
  const last = async (ids: string[]): Promise<void> => {
    const { msgs } = await scope.frame(getLastMessage, { userID, conversationIDs: ids });
    for (const [id, message] of Object.entries(msgs)) arrivals.keep(id, message);
    const left = ids.filter(id => !msgs[id]);
    if (left.length && left.length < ids.length) await last(left);
  };
  while (all.length) {
    const seqRanges = all.splice(0, PAGES_AT_ONCE).map(([conversationID, { maxSeq }]) => {
      const begin = Math.max(1, threads.get(conversationID)?.item.minSeq ?? 1, maxSeq - PAGE + 1);
      return { conversationID, begin, end: maxSeq, num: PAGE };
    });
    ask(
      scope.frame(pullMessages, { userID, seqRanges }).then(({ msgs }) => {
        for (const [id, { Msgs }] of Object.entries(msgs)) for (const message of Msgs) arrivals.keep(id, message);
        const left = seqRanges.map(range => range.conversationID).filter(id => !msgs[id]);
        return left.length ? last(left) : undefined;
      }),
    );
  }
  while (rest.length) ask(last(rest.splice(0, LAST).map(([id]) => id)));
  await Promise.all(asks);
  // One whose last message was deleted stays in the list.
  for (const [id, { maxSeq, maxSeqTime }] of Object.entries(standing))
    if (maxSeq >= (threads.ensure(id).item.minSeq || 1) && !threads.ensure(id).item.latestMsgSendTime)
      threads.patch(id, { latestMsgSendTime: maxSeqTime });
}
