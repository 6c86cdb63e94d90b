/** What the notifications of conversations and messages change (protocol §4.6, §5.4). */
import { chatNotifications, type ChatNoticeDetail, type ChatNoticeName } from '../../protocol/chat-notifications.js';
import type { MsgData } from '../../protocol/messages.js';
import { unpackDetail } from '../../protocol/notifications.js';
import type { Messages } from './messages.js';
import type { receipts } from './receipts.js';
import type { Removing } from './removing.js';

/**
 * @param sync - loads what changed of the conversations.
 * @param idle - resolves when no message is on its way that a notification could speak of.
 * @param read - takes what was read.
 * @returns what takes one notification, the `nth`, of all that were `told` so far, after the one before; rejects for one that can't be read, or comes too late.
 */
export function openNotices(
  userID: string,
  sync: () => Promise<unknown>,
  idle: () => Promise<unknown>,
  { floor, cleared }: Messages,
  { revoke, take }: Removing,
  read: ReturnType<typeof receipts>,
) {
  /** How many notifications had come when changes were last asked for: what they tell is known. */
  let asked = 0;
  let [place, count] = [0, () => 0];
  const changed = () => {
    if (place <= asked) return undefined;
    asked = count();
    return sync();
  };
  const acts: { [K in ChatNoticeName]: (detail: ChatNoticeDetail<K>, time: number) => unknown } = {
    conversationChanged: changed,
    conversationPrivate: changed,
    async conversationCleared(by) {
      const before = by.conversationIDs.map(floor);
      // To which seq come the conversations; of what the other cleared OpenIM tells no seq: all so far.
      await sync();
      if (by.userID !== userID) by.conversationIDs.forEach((id, i) => floor(id) === before[i] && cleared(id));
    },
    messageRevoked: revoke,
    messagesDeleted: ({ conversationID, seqs }) => take(conversationID, seqs),
    read,
  };
  const names = new Map(Object.entries(chatNotifications).map(([name, type]) => [type as number, name]));
  return async ({ contentType, content, sendTime }: MsgData, nth: number, told: () => number): Promise<void> => {
    const act = acts[names.get(contentType) as ChatNoticeName] as
      ((detail: unknown, time: number) => unknown) | undefined;
    if (!act) return;
    await idle().catch(() => undefined);
    [place, count] = [nth, told];
    await act(unpackDetail(content), sendTime);
  };
}
