/** What was read elsewhere: by oneself on another device, or by the other (notification 2200; features N2, O12). */
import { sessionTypes } from '../../protocol/chat-model.js';
import type { MarkAsReadTips } from '../../protocol/chat-notifications.js';
import type { Scope } from '../scope.js';
import { upTo, type Reading } from './reading.js';
import type { Threads } from './threads.js';

/** @returns what takes the notification, and when it came, ms. */
export const receipts =
  (scope: Scope, threads: Threads, { see }: Reading) =>
  async ({ markAsReadUserID, conversationID, seqs, hasReadSeq }: MarkAsReadTips, time: number) => {
    const thread = threads.get(conversationID);
    if (!thread) return;
    if (markAsReadUserID === scope.userID) {
      const before = thread.item.hasReadSeq;
      if (hasReadSeq <= before) return;
      threads.patch(conversationID, { hasReadSeq });
      await see(conversationID, upTo(before, hasReadSeq), false, time);
      return;
    }
    const read = await see(conversationID, seqs ?? [], true, time);
    if (read.length)
      scope.emit('recvC2CReadReceipt', [
        {
          userID: markAsReadUserID,
          groupID: '',
          msgIDList: read.map(item => item.clientMsgID),
          readTime: time,
          sessionType: sessionTypes.single,
        },
      ]);
  };
