/** What users do with single conversations: find, set, hide (features N6–N9). Loaded with the first of these acts. */
import { setConversations } from '../../protocol/chat-endpoints.js';
import { sessionTypes } from '../../protocol/chat-model.js';
import { groupChatID, singleChatID, systemChatID } from '../../protocol/ids.js';
import type { ChatActions } from './api.js';
import type { ChatParts } from './parts.js';
import type { Threads } from './threads.js';

/** @param sync - loads what changed of the conversations. */
export function conversationActs({ scope }: ChatParts, threads: Threads, sync: () => Promise<unknown>) {
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

  return {
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
