/** A message as clients speak of it, from what the wire brought: any content, also a hostile or unknown one (protocol §8.3, §8.4). */
import {
  messageStatus,
  type AttachedInfoElem,
  type ElemName,
  type MessageItem,
  type RevokedInfo,
} from '../../protocol/chat-model.js';
import { contentTypes, elemOf, isTooDeep } from '../../protocol/content.js';
import type { MsgData } from '../../protocol/messages.js';

/** The words of a body, where it has some. */
const words: Readonly<Partial<Record<ElemName, string>>> = {
  textElem: 'content',
  markdownTextElem: 'content',
  atTextElem: 'text',
  quoteElem: 'text',
  advancedTextElem: 'text',
  fileElem: 'fileName',
  notificationElem: 'detail',
};
type Body = Record<string, unknown>;

/** An object, whatever is in the text: one that could not be stored again counts as empty. */
export const readObject = (text: string): Body => {
  try {
    const value: unknown = JSON.parse(text);
    if (value && typeof value === 'object' && !isTooDeep(text)) return value as Body;
  } catch {
    // As if it were empty.
  }
  return {};
};

const utf8 = /* @__PURE__ */ new TextDecoder();

/** Never throws: a body that can't be read is empty, words that are none are taken for none. */
export function toItem({
  content,
  options: _,
  offlinePushInfo: __,
  atUserIDList: ___,
  ...message
}: MsgData): MessageItem {
  const { senderFaceURL, status, ...rest } = message;
  const name = elemOf(rest.contentType);
  const body = readObject(utf8.decode(content));
  const text = words[name];
  if (text && typeof body[text] !== 'string') body[text] = '';
  const attached = readObject(rest.attachedInfo) as AttachedInfoElem;
  return {
    ...rest,
    senderFaceUrl: senderFaceURL,
    // Pulled ones may still have the sender's 1; notifications have 0.
    status: status === messageStatus.deleted ? status : messageStatus.sent,
    localEx: '',
    [name]: body,
    ...(attached.isPrivateChat && { attachedInfoElem: attached }),
  };
}

/** What stands for a seq without a message, so that it is not asked for again. */
export const placeholder = (seq: number) => ({ seq, status: messageStatus.deleted }) as MessageItem;

/** It is there to be seen. */
export const visible = ({ status }: MessageItem) => status !== messageStatus.deleted;

/** What a search looks into. */
export function textOf(item: MessageItem): string {
  const name = elemOf(item.contentType);
  const text = (item[name] as unknown as Body | undefined)?.[words[name]!];
  return name === 'notificationElem' || typeof text !== 'string' ? '' : text;
}

/** The message as it is once revoked: its place and sender, nothing of what it said. */
export function revoked(item: MessageItem, info: RevokedInfo): MessageItem {
  const { [elemOf(item.contentType)]: _, ...rest } = item;
  return { ...rest, contentType: contentTypes.revoked, notificationElem: { detail: JSON.stringify(info) } };
}
