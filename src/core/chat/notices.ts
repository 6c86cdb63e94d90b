/** What the notifications of conversations and messages change, one after the other (protocol §4.6, §5.4). */
import { chatNotifications, type ChatNoticeDetail, type ChatNoticeName } from '../../protocol/chat-notifications.js';
import type { MsgData } from '../../protocol/messages.js';
import { unpackDetail } from '../../protocol/notifications.js';
import type { Reading } from './reading.js';
import type { Removing } from './removing.js';

/**
 * @param sync - loads what changed of the conversations.
 * @param idle - resolves when no message is on its way that a notification could speak of.
 * @param floor - the lowest seq of a conversation that is to be seen.
 * @param failed - is told why a notification changed nothing.
 */
export function openNotices(
  userID: string,
  sync: () => Promise<unknown>,
  idle: () => Promise<unknown>,
  floor: (conversationID: string) => number,
  { revoke, take, cleared }: Removing,
  { told }: Reading,
  failed: (error: unknown) => void,
) {
  const acts: { [K in ChatNoticeName]: (detail: ChatNoticeDetail<K>, time: number) => unknown } = {
    conversationChanged: sync,
    conversationPrivate: sync,
    async conversationCleared(by) {
      const before = by.conversationIDs.map(floor);
      // To which seq come the conversations; of what the other cleared OpenIM tells no seq: all so far.
      await sync();
      if (by.userID !== userID) by.conversationIDs.forEach((id, i) => floor(id) === before[i] && cleared(id));
    },
    messageRevoked: revoke,
    messagesDeleted: ({ conversationID, seqs }) => take(conversationID, seqs),
    read: told,
  };
  const names = new Map(Object.entries(chatNotifications).map(([name, type]) => [type as number, name]));
  const none = () => undefined;
  let last: Promise<unknown> = Promise.resolve();
  /** The last that waits for its turn is a sync: it sees what others tell of before it begins. */
  let syncs = false;
  /** Resolves when what the notification says is done. */
  return ({ contentType, content, sendTime }: MsgData): Promise<unknown> => {
    const act = acts[names.get(contentType) as ChatNoticeName] as
      ((detail: unknown, time: number) => unknown) | undefined;
    if (!act || (syncs && act === sync)) return last;
    syncs = act === sync;
    last = last
      .then(idle)
      .catch(none)
      .then(() => {
        if (act === sync) syncs = false;
        return act(unpackDetail(content), sendTime);
      })
      // One that can't be read, or comes too late, changes nothing.
      .catch(failed);
    return last;
  };
}
