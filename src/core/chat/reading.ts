/** Read marks, one's own and the other's, and messages that burn after reading (features N2, N10, O12, O27). */
import { markConversationAsRead } from '../../protocol/chat-endpoints.js';
import type { MessageItem } from '../../protocol/chat-model.js';
import type { ImError } from '../../protocol/errors.js';
import type { FrameResp } from '../../protocol/frame.js';
import type { getReadSeqs } from '../../protocol/message-frames.js';
import type { ChatActions } from './api.js';
import type { Burning } from './burning.js';
import { later } from './later.js';
import type { ChatParts } from './parts.js';
import type { Messages } from './messages.js';
import type { Threads } from './threads.js';

export type Reading = ReturnType<typeof openReading>;

/** Of more unread messages than this only the newest are marked one by one here; the server marks all. */
const MARKED = 500;
export const upTo = (after: number, last: number) =>
  Array.from({ length: Math.min(MARKED, Math.max(0, last - after)) }, (_, i) => last - i);

/**
 * @param remove - deletes messages, here and on the server.
 * @param again - is told of what failed, and has it made up for.
 */
export function openReading(
  { scope, options: { clock } }: ChatParts,
  threads: Threads,
  messages: Messages,
  remove: (conversationID: string, seqs: number[]) => Promise<unknown>,
  again: (error: unknown) => void,
) {
  const me = scope.userID;
  const burning = later(async () => (await import('./burning.js')).openBurning({ scope, clock }, remove));
  const burn = async (rows: Burning[]) => {
    // What could not be loaded burns at the next start.
    if (rows.length)
      await burning().then(
        add => add(rows),
        () => undefined,
      );
  };

  /** Marks messages that are here; private ones begin to burn. */
  const see = async (id: string, seqs: readonly number[], own: boolean, time: number) => {
    const rows: Burning[] = [];
    const edited = await messages.edit(id, seqs, (item): MessageItem => {
      if ((item.sendID === me) !== own || item.isRead) return item;
      const { attachedInfoElem } = item;
      const { isPrivateChat, burnDuration } = attachedInfoElem ?? {};
      if (isPrivateChat && burnDuration) {
        const row: Burning = [id, item.seq, time + burnDuration * 1000];
        scope.put(['burn', id, item.seq], row);
        rows.push(row);
      }
      return {
        ...item,
        isRead: true,
        ...(isPrivateChat && { attachedInfoElem: { ...attachedInfoElem, hasReadTime: time } }),
      };
    });
    void burn(rows);
    return edited.map(([, item]) => item);
  };
  const send = (conversationID: string, hasReadSeq: number, seqs: number[]) =>
    scope.call(markConversationAsRead, { conversationID, userID: me, hasReadSeq, seqs });
  async function markConversationMessageAsRead(id: string) {
    const { unreadCount, maxSeq, hasReadSeq } = threads.ensure(id).item;
    if (!unreadCount) return;
    threads.patch(id, { hasReadSeq: maxSeq });
    const seen = await see(id, upTo(hasReadSeq, maxSeq), false, clock.now());
    try {
      await send(
        id,
        maxSeq,
        seen.map(({ seq }) => seq),
      );
    } catch (error) {
      // Said again with a sync.
      if ((error as ImError).retryable) return again(error);
      threads.patch(id, { hasReadSeq });
      throw error;
    }
  }

  return {
    actions: {
      markConversationMessageAsRead,
    } satisfies Partial<ChatActions>,
    /** How far the server has each conversation, and how far it was read there; gives those that are read further here. */
    standing(seqs: FrameResp<typeof getReadSeqs>['seqs'], resend: boolean) {
      for (const [id, { maxSeq, hasReadSeq }] of Object.entries(seqs)) {
        const { item } = threads.ensure(id);
        const here = Math.min(item.hasReadSeq, maxSeq);
        threads.patch(id, { maxSeq: Math.max(item.maxSeq, maxSeq), hasReadSeq: Math.max(item.hasReadSeq, hasReadSeq) });
        if (resend && here > hasReadSeq) send(id, here, []).catch(again);
      }
    },
    see,
    async restore() {
      void burn((await scope.range('burn')) as Burning[]);
    },
  };
}
