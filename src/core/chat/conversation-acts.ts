/** What users do with single conversations: find, list, set, read, hide (features N1, N2, N6–N9). Loaded with the first of these acts. */
import { setConversations } from '../../protocol/chat-endpoints.js';
import { sessionTypes } from '../../protocol/chat-model.js';
import { groupChatID, singleChatID, systemChatID } from '../../protocol/ids.js';
import type { ChatActions } from './api.js';
import { listed } from './order.js';
import type { ChatParts } from './parts.js';
import type { Reading } from './reading.js';
import type { Threads } from './threads.js';

/**
 * @param sync - loads what changed of the conversations.
 * @param loaded - resolves when the conversations are known.
 */
export function conversationActs(
  { scope }: ChatParts,
  threads: Threads,
  { actions: { markConversationMessageAsRead } }: Reading,
  sync: () => Promise<unknown>,
  loaded: () => Promise<unknown>,
) {
  const userID = scope.userID;
  const idOf = (sourceID: string, sessionType: number) =>
    sessionType === sessionTypes.group
      ? groupChatID(sourceID)
      : (sessionType === sessionTypes.notification ? systemChatID : singleChatID)(userID, sourceID);
  const setConversation: ChatActions['setConversation'] = async ({ conversationID, ...patch }) => {
    const { conversationType, userID: other, groupID } = threads.ensure(conversationID).item;
    await scope.call(setConversations, {
      userIDs: [userID],
      conversation: { conversationID, conversationType, userID: other, groupID, ...patch },
    });
    await sync();
  };

  const list = async () => {
    if (scope.state.conversationList.status === 'loading') await loaded();
    return listed(scope.state.conversations);
  };

  return {
    getAllConversationList: list,
    getConversationListSplit: async ({ offset, count }) => (await list()).slice(offset, offset + count),
    async getTotalUnreadMsgCount() {
      await list();
      return scope.state.unread;
    },
    async markAllConversationMessageAsRead() {
      await Promise.all([...threads.threads.keys()].map(markConversationMessageAsRead));
    },
    getOneConversation: async ({ sourceID, sessionType }) => threads.ensure(idOf(sourceID, sessionType), sourceID).item,
    getMultipleConversation: async ids => ids.flatMap(id => threads.get(id)?.item ?? []),
    getConversationIDBySessionType: async ({ sourceID, sessionType }) => idOf(sourceID, sessionType),
    setConversation,
    pinConversation: setConversation,
    setConversationRecvMessageOpt: ({ conversationID, opt }) => setConversation({ conversationID, recvMsgOpt: opt }),
    setConversationPrivateChat: ({ conversationID, isPrivate }) =>
      setConversation({ conversationID, isPrivateChat: isPrivate }),
    setConversationBurnDuration: setConversation,
    setConversationEx: setConversation,
    async hideConversation(id) {
      threads.patch(id, { latestMsgSendTime: 0 });
    },
    async hideAllConversations() {
      for (const id of threads.threads.keys()) threads.patch(id, { latestMsgSendTime: 0 });
    },
  } satisfies Partial<ChatActions>;
}
