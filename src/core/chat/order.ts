/** In which order conversations stand, and which are shown at all. */
import type { ConversationItem } from '../../protocol/chat-model.js';

const order = (a: ConversationItem, b: ConversationItem) =>
  +b.isPinned - +a.isPinned ||
  Math.max(b.latestMsgSendTime, b.draftTextTime) - Math.max(a.latestMsgSendTime, a.draftTextTime);

/** Pinned first, then by the newer of last message and draft; hidden ones left out. */
export const listed = (conversations: ReadonlyMap<string, ConversationItem>): ConversationItem[] =>
  [...conversations.values()].filter(item => item.latestMsgSendTime).sort(order);
