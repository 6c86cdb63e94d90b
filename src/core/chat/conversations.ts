/** Conversations as the server keeps them (protocol §8.6, §8.10; feature N1). */
import { getConversationChanges, getConversationPage } from '../../protocol/chat-endpoints.js';
import type { Conversation } from '../../protocol/chat-model.js';
import { allPages, oneAtATime } from '../slice.js';
import type { ChatActions } from './api.js';
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

/** @param cleared - is told how far a conversation was cleared. */
export function openConversations(
  { scope, options: { clock } }: ChatParts,
  threads: Threads,
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

  return {
    sync,
    actions: {
      async setConversationDraft({ conversationID, draftText }) {
        threads.patch(conversationID, { draftText, draftTextTime: draftText ? clock.now() : 0 });
      },
    } satisfies Partial<ChatActions>,
    async restore() {
      known = (await scope.get(['meta', 'conversations'])) as typeof known;
    },
  };
}
