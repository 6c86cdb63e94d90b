/** Messages and what they are shown with, for tests of templates. */
import type { MessageItem } from '../../src/protocol/chat-model.js';
import type { MessageAct, MessageView } from '../../src/ui/content/view.js';
import { english } from './translate.js';

/** Noon of a day in the middle of a year, here. */
export const NOON = new Date(2024, 4, 17, 12).getTime();

/** A message of Ada's to Robin, one second after the one before. */
export const message = (seq: number, more: Partial<MessageItem> = {}) =>
  ({
    clientMsgID: `m${seq}`,
    seq,
    contentType: 101,
    status: 2,
    sendID: 'ada',
    recvID: 'robin',
    senderNickname: 'Ada',
    sendTime: NOON + seq * 1000,
    createTime: NOON + seq * 1000,
    ...(more.contentType ? {} : { textElem: { content: `Message ${seq}` } }),
    ...more,
  }) as MessageItem;

export type Asked = [act: MessageAct, item: MessageItem];

/** As Robin sees them; `asked` collects what was asked for. */
export const view = (more: Partial<MessageView> = {}, asked: Asked[] = []): MessageView => ({
  t: english,
  lang: 'en',
  me: 'robin',
  name: 'Ada',
  hosts: [],
  offline: false,
  uploads: new Map(),
  local: new Map(),
  taken: new Map(),
  act: (act, item) => void asked.push([act, item]),
  ...more,
});
