/** What becomes of messages that are taken away: revoked for everybody, deleted for oneself (features O10, O11). */
import { deleteMsgs } from '../../protocol/chat-endpoints.js';
import type { MessageItem } from '../../protocol/chat-model.js';
import type { RevokeMsgTips } from '../../protocol/chat-notifications.js';
import { contentTypes } from '../../protocol/content.js';
import { placeholder, revoked } from './item.js';
import type { Messages } from './messages.js';
import type { ChatParts } from './parts.js';
import type { Windows } from './windows.js';

export type Removing = ReturnType<typeof openRemoving>;

export function openRemoving({ scope }: ChatParts, messages: Messages, windows: Windows) {
  const userID = scope.userID;
  const take = async (id: string, seqs: readonly number[]) => {
    for (const [item] of await messages.edit(id, seqs, ({ seq }) => placeholder(seq))) scope.emit('msgDeleted', item);
  };
  const remove = async (conversationID: string, seqs: number[]) => {
    const server = scope.call(deleteMsgs, { conversationID, seqs, userID, deleteSyncOpt: { IsSyncSelf: true } });
    await Promise.all([server, server.then(() => take(conversationID, seqs))]);
  };
  async function revoke(tips: RevokeMsgTips): Promise<void> {
    const { conversationID, seq, revokerUserID, revokeTime, sesstionType, isAdminRevoke } = tips;
    const info = (item: MessageItem) => ({
      revokerID: revokerUserID,
      revokerRole: 0,
      clientMsgID: item.clientMsgID,
      revokerNickname: revokerUserID === item.sendID ? item.senderNickname : '',
      revokeTime,
      sourceMessageSendTime: item.sendTime,
      sourceMessageSendID: item.sendID,
      sourceMessageSenderNickname: item.senderNickname,
      sessionType: sesstionType,
      seq,
      ex: item.ex,
      isAdminRevoke,
    });
    const [edited] = await messages.edit(conversationID, [seq], item =>
      item.contentType === contentTypes.revoked ? item : revoked(item, info(item)),
    );
    if (!edited) return;
    const told = info(edited[0]);
    scope.emit('newRecvMessageRevoked', told);
    const quotes = windows.items(conversationID).filter(item => item.quoteElem?.quoteMessage?.seq === seq);
    await messages.edit(
      conversationID,
      quotes.map(item => item.seq),
      item =>
        item.quoteElem
          ? { ...item, quoteElem: { ...item.quoteElem, quoteMessage: revoked(item.quoteElem.quoteMessage, told) } }
          : item,
    );
  }
  return {
    take,
    remove,
    revoke,
  };
}
