/** Conversations as the server keeps them, and what users do with them (protocol §8.6, §8.10; features N1, N6–N9). */
import { getConversationChanges, getConversationPage, setConversations } from '../../protocol/chat-endpoints.js';
import { sessionTypes, type Conversation } from '../../protocol/chat-model.js';
import { groupChatID, singleChatID, systemChatID } from '../../protocol/ids.js';
import { allPages, oneAtATime } from '../slice.js';
import type { ChatActions } from './api.js';
import { listed } from './order.js';
import type { ChatParts } from './parts.js';
import type { Threads } from './threads.js';

/** What the server says of a conversation, but `minSeq`. */
const SETTINGS = [
  'recvMsgOpt',
  'isPinned',
  'isPrivateChat',
  'attachedInfo',
  'groupAtType',
  'ex',
  'burnDuration',
  'msgDestructTime',
  'isMsgDestruct',
] as const;

/**
 * @param loaded - resolves when the conversations are known.
 * @param cleared - is told how far a conversation was cleared.
 */
export function openConversations(
  { scope, options: { clock } }: ChatParts,
  threads: Threads,
  loaded: () => Promise<unknown>,
  cleared: (id: string, minSeq: number) => void,
) {
  const userID = scope.userID;
  let known: { versionID: string; version: number } | undefined;

  const fold = (conversation: Conversation) => {
    const { conversationID: id, conversationType, groupID, minSeq } = conversation;
    threads.ensure(id, conversation.userID);
    threads.patch(id, {
      conversationType,
      userID: conversation.userID,
      groupID,
      ...Object.fromEntries(SETTINGS.map(name => [name, conversation[name]])),
    });
    cleared(id, minSeq);
  };
  const sync = oneAtATime(async () => {
    const now = known ?? { versionID: '', version: 0 };
    const answer = await scope.call(getConversationChanges, { userID, ...now });
    if (answer.full)
      await allPages(500, async pagination => {
        const { conversations, total } = await scope.call(getConversationPage, { userID, pagination });
        for (const conversation of conversations ?? []) fold(conversation);
        return { items: conversations ?? [], total };
      });
    for (const conversation of [...(answer.insert ?? []), ...(answer.update ?? [])]) fold(conversation);
    for (const id of answer.delete ?? []) threads.patch(id, { latestMsgSendTime: 0 });
    known = { versionID: answer.versionID, version: answer.version };
    scope.put(['meta', 'conversations'], known);
  });

  const list = async () => {
    if (scope.state.conversationList.status === 'loading') await loaded();
    return listed(scope.state.conversations);
  };
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
    sync,
    actions: {
      getAllConversationList: list,
      getConversationListSplit: async ({ offset, count }) => (await list()).slice(offset, offset + count),
      getOneConversation: async ({ sourceID, sessionType }) =>
        threads.ensure(idOf(sourceID, sessionType), sourceID).item,
      getMultipleConversation: async ids => ids.flatMap(id => threads.get(id)?.item ?? []),
      getConversationIDBySessionType: async ({ sourceID, sessionType }) => idOf(sourceID, sessionType),
      async getTotalUnreadMsgCount() {
        await list();
        return scope.state.unread;
      },
      setConversation,
      pinConversation: setConversation,
      setConversationRecvMessageOpt: ({ conversationID, opt }) => setConversation({ conversationID, recvMsgOpt: opt }),
      setConversationPrivateChat: ({ conversationID, isPrivate }) =>
        setConversation({ conversationID, isPrivateChat: isPrivate }),
      setConversationBurnDuration: setConversation,
      setConversationEx: setConversation,
      async setConversationDraft({ conversationID, draftText }) {
        threads.patch(conversationID, { draftText, draftTextTime: draftText ? clock.now() : 0 });
      },
      async hideConversation(id) {
        threads.patch(id, { latestMsgSendTime: 0 });
      },
      async hideAllConversations() {
        for (const id of threads.threads.keys()) threads.patch(id, { latestMsgSendTime: 0 });
      },
    } satisfies Partial<ChatActions>,
    async restore() {
      known = (await scope.get(['meta', 'conversations'])) as typeof known;
    },
  };
}
