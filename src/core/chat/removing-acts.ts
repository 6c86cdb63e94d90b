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
    await scope.call(clearConversationMsg, { conversationIDs: [id], userID });
    cleared(id);
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
      await scope.call(userClearAllMsg, { userID, deleteSyncOpt: { IsSyncSelf: true } });
      for (const id of threads.threads.keys()) cleared(id);
    },
  } satisfies Partial<ChatActions>;
}
