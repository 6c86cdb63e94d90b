/** After each connecting: what happened meanwhile, and on a new device all there is (protocol §5.8; features N11, N12). */
import type { ImError } from '../../protocol/errors.js';
import { isNotificationID } from '../../protocol/ids.js';
import { getMaxSeq, getReadSeqs } from '../../protocol/message-frames.js';
import type { Scope } from '../scope.js';
import { oneAtATime } from '../slice.js';
import type { Arrivals } from './arrivals.js';
import type { Reading } from './reading.js';
import type { Seqs } from './seqs.js';
import type { Threads } from './threads.js';

/** ms until a failed sync is tried again, up to twice as long by chance. */
const AGAIN = 4000;

export function openSync(
  scope: Scope,
  parts: { threads: Threads; seqs: Seqs; arrivals: Arrivals; reading: Reading; conversations: () => Promise<unknown> },
  done: () => void,
) {
  const { threads, seqs, arrivals, reading, conversations } = parts;
  const { userID } = scope;
  let first = true;
  let cancel: (() => void) | undefined;

  /** What failed in passing is made up for by a whole sync. */
  const again = (error: unknown) => {
    if (!(error as ImError).retryable || scope.state.connection.status !== 'connected') return;
    cancel?.();
    cancel = scope.after(AGAIN * (1 + scope.chance()), () => {
      load().catch(() => undefined);
    });
  };
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
        await (await import('./first-sync.js')).loadAll(scope, threads, arrivals, standing);
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
      again(error);
      throw error;
    }
  });
  return {
    load,
    again,
    /** Gives whether this device has completed a sync before. */
    async restore(): Promise<boolean> {
      first = !(await scope.get(['meta', 'chat']));
      if (!first) scope.set('conversationList', { status: 'cached' });
      return !first;
    },
  };
}
