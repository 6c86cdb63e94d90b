/** What takes messages away: revoked for everybody, deleted for oneself, cleared (features O10, O11, N9). */
import { clearConversationMsg, deleteMsgs, revokeMsg, userClearAllMsg } from '../../protocol/chat-endpoints.js';
import type { MessageItem } from '../../protocol/chat-model.js';
import type { RevokeMsgTips } from '../../protocol/chat-notifications.js';
import { RecordNotFoundError } from '../../protocol/codes.js';
import { contentTypes } from '../../protocol/content.js';
import { ImError } from '../../protocol/errors.js';
import type { ChatActions } from './api.js';
import { placeholder, revoked } from './item.js';
import type { Messages } from './messages.js';
import type { ChatParts, Timeline } from './parts.js';
import { latestOf, type Threads } from './threads.js';
import type { Windows } from './windows.js';

export type Removing = ReturnType<typeof openRemoving>;

export function openRemoving(
  { scope, options: { clock } }: ChatParts,
  threads: Threads,
  messages: Messages,
  windows: Windows,
  timeline: Timeline,
) {
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
  /** Nothing below `minSeq` is to be seen any more. */
  const cleared = (id: string, minSeq = threads.ensure(id).item.maxSeq + 1) => {
    const { item } = threads.ensure(id);
    if (minSeq <= item.minSeq) return;
    threads.patch(id, { minSeq, ...((latestOf(item).seq || Infinity) < minSeq && { latestMsg: '' }) });
    windows.cut(id, minSeq);
    messages.forget(id, minSeq - 1).catch(() => undefined);
  };
  const found = async (conversationID: string, clientMsgID: string) => {
    const item = await timeline.find(conversationID, clientMsgID);
    if (!item) throw new ImError(RecordNotFoundError, clientMsgID);
    return item;
  };
  const clearConversationAndDeleteAllMsg = async (id: string) => {
    await scope.call(clearConversationMsg, { conversationIDs: [id], userID });
    cleared(id);
  };

  return {
    take,
    remove,
    revoke,
    cleared,
    found,
    actions: {
      async revokeMessage({ conversationID, clientMsgID }) {
        const { seq, sessionType } = await found(conversationID, clientMsgID);
        await scope.call(revokeMsg, { conversationID, seq, userID });
        const tips = { revokerUserID: userID, clientMsgID, revokeTime: clock.now(), sesstionType: sessionType };
        await revoke({ ...tips, seq, conversationID, isAdminRevoke: false });
      },
      async deleteMessage({ conversationID, clientMsgID }) {
        const { seq } = await found(conversationID, clientMsgID);
        if (seq) await remove(conversationID, [seq]);
        else timeline.drop(conversationID, clientMsgID);
      },
      async deleteMessageFromLocalStorage({ conversationID, clientMsgID }) {
        const { seq } = await found(conversationID, clientMsgID);
        if (seq) await take(conversationID, [seq]);
        else timeline.drop(conversationID, clientMsgID);
      },
      clearConversationAndDeleteAllMsg,
      async deleteConversationAndDeleteAllMsg(id) {
        await clearConversationAndDeleteAllMsg(id);
        threads.patch(id, { latestMsgSendTime: 0 });
      },
      async deleteAllMsgFromLocalAndSvr() {
        await scope.call(userClearAllMsg, { userID, deleteSyncOpt: { IsSyncSelf: true } });
        for (const id of threads.threads.keys()) cleared(id);
      },
    } satisfies Partial<ChatActions>,
  };
}
