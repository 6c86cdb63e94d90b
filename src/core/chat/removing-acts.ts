/** What users do to take messages away: revoke, delete, clear (features O10, O11, N9). Loaded with the first of these acts. */
import { clearConversationMsg, revokeMsg, userClearAllMsg } from '../../protocol/chat-endpoints.js';
import type { ChatActions } from './api.js';
import type { Messages } from './messages.js';
import type { ChatParts, Found, Timeline } from './parts.js';
import type { Removing } from './removing.js';
import type { Threads } from './threads.js';

export function removingActs(
  { scope, options: { clock } }: ChatParts,
  threads: Threads,
  { cleared }: Messages,
  timeline: Timeline,
  { remove, take, revoke }: Removing,
  found: Found,
) {
  const userID = scope.userID;
  const clearConversationAndDeleteAllMsg = async (id: string) => {
    // What comes meanwhile stays; how far the server went comes with its notification.
    const { maxSeq } = threads.ensure(id).item;
    await scope.call(clearConversationMsg, { conversationIDs: [id], userID });
    cleared(id, maxSeq + 1);
  };

  return {
    async revokeMessage({ conversationID, clientMsgID }) {
      const { seq, sessionType } = await found(conversationID, clientMsgID);
      await scope.call(revokeMsg, { conversationID, seq, userID });
      const tips = { revokerUserID: userID, clientMsgID, revokeTime: clock.now(), sesstionType: sessionType };
      await revoke({ ...tips, seq, conversationID, isAdminRevoke: false });
    },
    async deleteMessage({ conversationID, clientMsgID }) {
      const { seq } = await found(conversationID, clientMsgID);
      if (seq) await remove(conversationID, [seq]);
      else timeline.drop(conversationID, clientMsgID);
    },
    async deleteMessageFromLocalStorage({ conversationID, clientMsgID }) {
      const { seq } = await found(conversationID, clientMsgID);
      if (seq) await take(conversationID, [seq]);
      else timeline.drop(conversationID, clientMsgID);
    },
    clearConversationAndDeleteAllMsg,
    async deleteConversationAndDeleteAllMsg(id) {
      await clearConversationAndDeleteAllMsg(id);
      threads.patch(id, { latestMsgSendTime: 0 });
    },
    async deleteAllMsgFromLocalAndSvr() {
      const before = [...threads.threads].map(([id, { item }]) => [id, item.maxSeq + 1] as const);
      await scope.call(userClearAllMsg, { userID, deleteSyncOpt: { IsSyncSelf: true } });
      for (const [id, minSeq] of before) cleared(id, minSeq);
    },
  } satisfies Partial<ChatActions>;
}
