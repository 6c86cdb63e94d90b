/** A message has come, in its turn: kept, shown, counted, told (features N2–N4, O16). */
import { messageStatus, type MessageItem } from '../../protocol/chat-model.js';
import { contentTypes } from '../../protocol/content.js';
import type { MsgData } from '../../protocol/messages.js';
import type { Scope } from '../scope.js';
import { toItem, visible } from './item.js';
import type { Messages } from './messages.js';
import { latestOf, type Threads } from './threads.js';
import type { Windows } from './windows.js';

export type Arrivals = ReturnType<typeof openArrivals>;

/** @param sent - is told of each message of one's own; gives whether it was sent from here. */
export function openArrivals(
  scope: Scope,
  threads: Threads,
  messages: Messages,
  windows: Windows,
  sent: (id: string, item: MessageItem) => boolean,
  beat: () => void,
) {
  const me = scope.userID;
  let news: MessageItem[] = [];
  let online: MessageItem[] = [];
  /** The newest message of each conversation that a tab told which led before: of the rows it may have left older ones. One being sent has no seq. */
  const told = new Map(
    [...scope.state.conversations].map(([id, item]) => {
      const { clientMsgID, seq } = latestOf(item);
      return [id, clientMsgID && !seq ? item.maxSeq : seq];
    }),
  );

  /** What one message means for its conversation; `quiet`: of a first sync, where the counts are known. */
  function hold(id: string, message: MsgData): MessageItem {
    const item = toItem(message);
    const mine = item.sendID === me;
    const { item: before } = threads.ensure(id, mine ? item.recvID : item.sendID);
    messages.put(id, item);
    if (message.options['unreadCount'] === false && !mine) threads.uncount(id, item.seq);
    const raises =
      visible(item) &&
      item.contentType !== contentTypes.customSilent &&
      message.options[mine ? 'senderConversationUpdate' : 'conversationUpdate'] !== false;
    threads.patch(id, {
      maxSeq: Math.max(before.maxSeq, item.seq),
      hasReadSeq: mine ? Math.max(before.hasReadSeq, item.seq) : before.hasReadSeq,
      ...(raises && { latestMsg: JSON.stringify(item), latestMsgSendTime: item.sendTime }),
    });
    return item;
  }
  return {
    /** Of a first sync: one's own may have been sent meanwhile, or by the last page. */
    keep(id: string, message: MsgData) {
      const item = hold(id, message);
      if (item.sendID === me) sent(id, item);
    },
    apply(id: string, message: MsgData) {
      const item = hold(id, message);
      const own = item.sendID === me && sent(id, item);
      windows.arrived(id, item);
      if (own || !visible(item) || item.contentType === contentTypes.revoked || item.seq <= told.get(id)!) return;
      news.push(item);
      beat();
    },
    /** Not stored: for whoever is online. */
    once(message: MsgData) {
      online.push({ ...toItem(message), status: messageStatus.sent });
      beat();
    },
    flush() {
      const [stored, passing] = [news, online];
      news = [];
      online = [];
      if (stored.length) scope.emit('recvNewMessages', stored);
      if (passing.length) scope.emit('recvOnlineOnlyMessages', passing);
    },
  };
}
