/** What people send most: texts and answers (protocol §8.3). The other creators are in creators-rare.ts; nothing is sent here. */
import type { ElemName, MessageElems, MessageItem } from '../../protocol/chat-model.js';
import { ClientArgsError } from '../../protocol/codes.js';
import { contentTypes, elemOf } from '../../protocol/content.js';
import { ImError } from '../../protocol/errors.js';
import { randomID } from '../../protocol/ids.js';
import type { ChatActions } from './api.js';
import type { ChatParts } from './parts.js';

/** Makes a message with this body. */
export type Create = (contentType: number, elem: MessageElems[ElemName], ex?: string) => MessageItem;
export type Creators = Pick<ChatActions, 'createTextMessage' | 'createQuoteMessage'>;

export const refuse = (words: string): never => {
  throw new ImError(ClientArgsError, words);
};

/** A message as another one carries it: without what is of this device only, and a quote without its own quote. */
export function carried({ localEx, attachedInfo, attachedInfoElem, failure, ...item }: MessageItem): MessageItem {
  const { quoteElem, atTextElem, ...rest } = item;
  const whole = { ...rest, localEx: '', attachedInfo: '' };
  if (quoteElem) return { ...whole, contentType: contentTypes.text, textElem: { content: quoteElem.text ?? '' } };
  return atTextElem ? { ...whole, atTextElem: { ...atTextElem, quoteMessage: undefined } } : whole;
}

export function creators(parts: ChatParts): { create: Create; actions: Creators } {
  const { scope, options } = parts;
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
  const actions: Creators = {
    createTextMessage: async content => create(contentTypes.text, { content }),
    async createQuoteMessage({ text, message }) {
      if (!(message.seq > 0)) refuse('the message has no number yet: quote it once it is sent');
      return create(contentTypes.quote, { text, quoteMessage: carried(message) });
    },
  };
  return { create, actions };
}
