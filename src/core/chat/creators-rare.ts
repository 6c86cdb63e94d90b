/** Creators of the messages that few send, by content type (protocol §8.3, §8.4). Loaded with the first of them. */
import type { ElemName, MessageElems, MessageItem } from '../../protocol/chat-model.js';
import { contentTypes, elemOf, isNotice } from '../../protocol/content.js';
import type { ChatActions } from './api.js';
import { carried, refuse, type Create, type Creators } from './creators.js';

export type RareCreators = Pick<ChatActions, Exclude<Extract<keyof ChatActions, `create${string}`>, keyof Creators>>;

/** OpenIM's most for one message (§8.3). */
const MAX_AT = 10;

export function rareCreators(create: Create): RareCreators {
  /** Whose parameters are the body. */
  const plain =
    (contentType: number) =>
    async (params: MessageElems[ElemName]): Promise<MessageItem> =>
      create(contentType, { ...params });

  return {
    async createTextAtMessage({ text, atUserIDList, atUsersInfo, message }) {
      if (atUserIDList.length > MAX_AT) refuse(`at most ${MAX_AT} people can be mentioned`);
      return create(contentTypes.atText, {
        text,
        atUserList: [...atUserIDList],
        atUsersInfo: [...(atUsersInfo ?? [])],
        quoteMessage: message && carried(message),
        isAtSelf: false,
      });
    },
    createAdvancedTextMessage: async ({ text, messageEntityList }) =>
      create(contentTypes.advancedText, { text, messageEntityList: [...messageEntityList] }),
    createMarkdownMessage: async content => create(contentTypes.markdown, { content }),
    createImageMessageByURL: plain(contentTypes.picture),
    createSoundMessageByURL: plain(contentTypes.sound),
    createVideoMessageByURL: async params =>
      create(contentTypes.video, { snapshotSize: 0, snapshotWidth: 0, snapshotHeight: 0, ...params }),
    createFileMessageByURL: plain(contentTypes.file),
    createLocationMessage: plain(contentTypes.location),
    createCardMessage: plain(contentTypes.card),
    createMergerMessage: async ({ messageList, title, summaryList }) =>
      create(contentTypes.merge, { title, abstractList: [...summaryList], multiMessage: messageList.map(carried) }),
    async createForwardMessage(message) {
      // A quote speaks of its own conversation: elsewhere the server would look up another message.
      const { contentType, ex, ...item } = carried(message);
      const elem = item[elemOf(contentType)];
      if (isNotice(contentType) || !elem) return refuse('such a message cannot be forwarded');
      return create(contentType, structuredClone(elem), ex);
    },
    createFaceMessage: plain(contentTypes.face),
    createCustomMessage: plain(contentTypes.custom),
  };
}
