/** Creators of the messages that few send, by content type (protocol §8.3, §8.4). Loaded with the first of them. */
import type { ElemName, MessageElems, MessageItem, PictureBase } from '../../protocol/chat-model.js';
import { contentTypes, elemOf, isNotice } from '../../protocol/content.js';
import type { ChatActions, FileParam } from './api.js';
import { attachments, type Attachment } from './attachments.js';
import { carried, refuse, type Create, type Creators } from './creators.js';
import type { ChatParts } from './parts.js';

export type RareCreators = Pick<ChatActions, Exclude<Extract<keyof ChatActions, `create${string}`>, keyof Creators>>;

const nameOf = ({ file, name }: FileParam) => name || (file as Partial<File>).name || 'file';

/** OpenIM's most for one message (§8.3). */
const MAX_AT = 10;

export function rareCreators(parts: ChatParts, create: Create): RareCreators {
  const files = attachments(parts);
  /** Whose parameters are the body. */
  const plain =
    (contentType: number) =>
    async (params: MessageElems[ElemName]): Promise<MessageItem> =>
      create(contentType, { ...params });

  /** @throws ImError 10002 when a file is empty or too large. */
  const holding = (item: MessageItem, ...held: Attachment[]) => {
    files.hold(item.clientMsgID, held);
    return item;
  };

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
    async createImageMessageByFile(params) {
      const { file, width, height } = params;
      const picture: PictureBase = { type: file.type, size: file.size, width, height };
      return holding(
        create(contentTypes.picture, { sourcePicture: picture, bigPicture: picture, snapshotPicture: picture }),
        { kind: 'picture', file, name: nameOf(params) },
      );
    },
    async createSoundMessageByFile(params) {
      const { file, duration, waveform } = params;
      return holding(
        create(
          contentTypes.sound,
          { dataSize: file.size, duration, soundType: file.type },
          waveform && JSON.stringify({ waveform: waveform.map(loudness => Math.round(loudness * 100) / 100) }),
        ),
        { kind: 'voice', file, name: nameOf(params) },
      );
    },
    async createVideoMessageByFile(params) {
      const { file, duration, snapshot, snapshotWidth = 0, snapshotHeight = 0 } = params;
      return holding(
        create(contentTypes.video, {
          videoType: file.type,
          videoSize: file.size,
          duration,
          snapshotSize: snapshot?.size ?? 0,
          snapshotWidth,
          snapshotHeight,
          snapshotType: snapshot?.type,
        }),
        // The video last: with its address the message is complete.
        ...(snapshot ? [{ kind: 'videoSnapshot', file: snapshot, name: nameOf({ file: snapshot }) } as const] : []),
        { kind: 'video', file, name: nameOf(params) },
      );
    },
    async createFileMessageByFile(params) {
      const { file } = params;
      const fileName = nameOf(params);
      return holding(create(contentTypes.file, { fileName, fileSize: file.size, fileType: file.type }), {
        kind: 'file',
        file,
        name: fileName,
      });
    },
    createFaceMessage: plain(contentTypes.face),
    createCustomMessage: plain(contentTypes.custom),
  };
}
