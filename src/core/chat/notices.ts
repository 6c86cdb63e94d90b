/** What the notifications of conversations and messages change, one after the other (protocol §4.6, §5.4). */
import { chatNotifications, type ChatNoticeDetail, type ChatNoticeName } from '../../protocol/chat-notifications.js';
import type { MsgData } from '../../protocol/messages.js';
import { unpackDetail } from '../../protocol/notifications.js';
import type { Reading } from './reading.js';
import type { Removing } from './removing.js';

/**
 * @param sync - loads what changed of the conversations.
 * @param idle - resolves when no message is on its way that a notification could speak of.
 */
export function openNotices(
  userID: string,
  sync: () => Promise<unknown>,
  idle: () => Promise<unknown>,
  { revoke, take, cleared }: Removing,
  { told }: Reading,
) {
  const acts: { [K in ChatNoticeName]: (detail: ChatNoticeDetail<K>, time: number) => unknown } = {
    conversationChanged: sync,
    conversationPrivate: sync,
    conversationCleared(by) {
      // One's own come with the conversations, to the seq.
      if (by.userID === userID) return sync();
      for (const id of by.conversationIDs) cleared(id);
    },
    messageRevoked: revoke,
    messagesDeleted: ({ conversationID, seqs }) => take(conversationID, seqs),
    read: told,
  };
  const names = new Map(Object.entries(chatNotifications).map(([name, type]) => [type as number, name]));
  let last: Promise<unknown> = Promise.resolve();
  return ({ contentType, content, sendTime }: MsgData) => {
    const act = acts[names.get(contentType) as ChatNoticeName] as
      ((detail: unknown, time: number) => unknown) | undefined;
    if (act)
      last = last
        .then(idle)
        .catch(() => undefined)
        .then(() => act(unpackDetail(content), sendTime))
        // One that can't be read, or comes too late, changes nothing.
        .catch(() => undefined);
  };
}
