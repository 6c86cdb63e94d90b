/** What people send most: texts, answers and files (protocol §8.3). The other creators are in creators-rare.ts; nothing is sent here. */
import type { ElemName, MessageElems, MessageItem, PictureBase } from '../../protocol/chat-model.js';
import { ClientArgsError } from '../../protocol/codes.js';
import { contentTypes, elemOf } from '../../protocol/content.js';
import { ImError } from '../../protocol/errors.js';
import { randomID } from '../../protocol/ids.js';
import type { ChatActions, FileParam } from './api.js';
import { attachments, type Attachment } from './attachments.js';
import type { ChatParts } from './parts.js';

/** Makes a message with this body. */
export type Create = (contentType: number, elem: MessageElems[ElemName], ex?: string) => MessageItem;
export type Creators = Pick<
  ChatActions,
  'createTextMessage' | 'createQuoteMessage' | Extract<keyof ChatActions, `create${string}ByFile`>
>;

export const refuse = (words: string): never => {
  throw new ImError(ClientArgsError, words);
};
const nameOf = ({ file, name }: FileParam) => name || (file as Partial<File>).name || 'file';

/** A message as another one carries it: without what is of this device only, and a quote without its own quote. */
export function carried({ localEx, attachedInfo, attachedInfoElem, failure, ...item }: MessageItem): MessageItem {
  const { quoteElem, atTextElem, ...rest } = item;
  const whole = { ...rest, localEx: '', attachedInfo: '' };
  if (quoteElem) return { ...whole, contentType: contentTypes.text, textElem: { content: quoteElem.text ?? '' } };
  return atTextElem ? { ...whole, atTextElem: { ...atTextElem, quoteMessage: undefined } } : whole;
}

export function creators(parts: ChatParts): { create: Create; actions: Creators } {
  const { scope, options } = parts;
  const files = attachments(parts);
  let last = 0;

  const create: Create = (contentType, elem, ex = '') => {
    const { nickname = '', faceURL = '' } = scope.state.profile ?? {};
    // Each later than the one before: their order is told by it after a reload.
    const now = (last = Math.max(options.clock.now(), last + 1));
    return {
      clientMsgID: randomID(options.random),
      serverMsgID: '',
      createTime: now,
      sendTime: now,
      sessionType: 0,
      sendID: scope.userID,
      recvID: '',
      msgFrom: 100,
      contentType,
      senderPlatformID: options.platformID,
      senderNickname: nickname,
      senderFaceUrl: faceURL,
      groupID: '',
      seq: 0,
      isRead: false,
      status: 1,
      attachedInfo: '',
      ex,
      localEx: '',
      [elemOf(contentType)]: elem,
    };
  };
  /** @throws ImError 10002 when a file is empty or too large. */
  const holding = (item: MessageItem, ...held: Attachment[]) => {
    files.hold(item.clientMsgID, held);
    return item;
  };

  const actions: Creators = {
    createTextMessage: async content => create(contentTypes.text, { content }),
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
    async createQuoteMessage({ text, message }) {
      if (!(message.seq > 0)) refuse('the message has no number yet: quote it once it is sent');
      return create(contentTypes.quote, { text, quoteMessage: carried(message) });
    },
  };
  return { create, actions };
}
