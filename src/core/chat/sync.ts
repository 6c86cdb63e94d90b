/** After each connecting: what happened meanwhile, and on a new device all there is (protocol §5.8; features N11, N12). */
import type { ImError } from '../../protocol/errors.js';
import type { FrameResp } from '../../protocol/frame.js';
import { isNotificationID } from '../../protocol/ids.js';
import { getLastMessage, getMaxSeq, getReadSeqs, pullMessages } from '../../protocol/message-frames.js';
import type { Scope } from '../scope.js';
import { oneAtATime } from '../slice.js';
import type { Arrivals } from './arrivals.js';
import { PAGE } from './messages.js';
import type { Reading } from './reading.js';
import type { Seqs } from './seqs.js';
import type { Threads } from './threads.js';

/** Conversations whose newest page a new device loads at once, and how many pages one request asks for. */
const PAGES = 20;
const PAGES_AT_ONCE = 4;
/** Last messages asked for in one request. */
const LAST = 100;
/** ms until a failed sync is tried again, up to twice as long by chance. */
const AGAIN = 4000;

type ReadSeqs = FrameResp<typeof getReadSeqs>['seqs'];

export function openSync(
  scope: Scope,
  parts: { threads: Threads; seqs: Seqs; arrivals: Arrivals; reading: Reading; conversations: () => Promise<unknown> },
  done: () => void,
) {
  const { threads, seqs, arrivals, reading, conversations } = parts;
  const { userID } = scope;
  let first = true;
  let cancel: (() => void) | undefined;

  /** The newest page of the newest conversations, the last message of all others; older ones come when they are looked at. */
  async function loadAll(standing: ReadSeqs) {
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

  const load = oneAtATime(async () => {
    cancel?.();
    scope.emit('syncServerStart', first);
    scope.set('sync', { status: 'syncing', progress: 0, first });
    try {
      const [{ maxSeqs }, { seqs: standing }] = await Promise.all([
        scope.frame(getMaxSeq, { userID }),
        scope.frame(getReadSeqs, { userID }),
        conversations(),
      ]);
      reading.standing(standing, !first);
      if (first) {
        await loadAll(standing);
        for (const [id, { maxSeq }] of Object.entries(standing)) seqs.reach(id, maxSeq);
        for (const [id, maxSeq] of Object.entries(maxSeqs)) if (isNotificationID(id)) seqs.reach(id, maxSeq);
        seqs.open();
        scope.put(['meta', 'chat'], true);
      } else {
        for (const [id, maxSeq] of Object.entries(maxSeqs)) seqs.known(id, maxSeq);
        for (const [id, { maxSeq }] of Object.entries(standing)) seqs.known(id, maxSeq);
        await seqs.pull();
      }
      const was = first;
      first = false;
      scope.set('conversationList', { status: 'ready' });
      scope.set('sync', { status: 'done', progress: 100, first: was });
      done();
      scope.emit('syncServerFinish', was);
    } catch (error) {
      scope.set('conversationList', { status: 'error', error: error as ImError });
      scope.set('sync', { ...scope.state.sync, status: 'failed' });
      scope.emit('syncServerFailed', first);
      if ((error as ImError).retryable && scope.state.connection.status === 'connected')
        cancel = scope.after(AGAIN * (1 + scope.chance()), () => {
          load().catch(() => undefined);
        });
      throw error;
    }
  });
  return {
    load,
    /** Gives whether this device has completed a sync before. */
    async restore(): Promise<boolean> {
      first = !(await scope.get(['meta', 'chat']));
      if (!first) scope.set('conversationList', { status: 'cached' });
      return !first;
    },
  };
}
