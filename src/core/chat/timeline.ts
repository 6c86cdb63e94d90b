/** Messages of one's own that have no seq yet, and finding messages by their clientMsgID. */
import type { MessageItem } from '../../protocol/chat-model.js';
import { getReadSeqs } from '../../protocol/message-frames.js';
import type { Scope } from '../scope.js';
import type { Messages } from './messages.js';
import type { Timeline } from './parts.js';
import type { Seqs } from './seqs.js';
import { latestOf, type Threads } from './threads.js';
import type { Windows } from './windows.js';

type Row = [conversationID: string, item: MessageItem, turn: number];
type Unsent = Map<string, Map<string, MessageItem>>;
/** By conversation and clientMsgID, in the order they were sent first. */
export const openUnsent = (): Unsent => new Map();

export function openTimeline(
  scope: Scope,
  unsent: Unsent,
  threads: Threads,
  messages: Messages,
  windows: Windows,
  seqs: Seqs,
): Timeline & { restore(): Promise<void>; took(id: string, item: MessageItem): boolean } {
  /** Their order, over reloads: two can be made in one ms. */
  const turns = new Map<string, number>();
  let turn = 0;
  const stored = (id: string, clientMsgID: string, item?: MessageItem) => {
    if (!item) turns.delete(clientMsgID);
    else if (!turns.has(clientMsgID)) turns.set(clientMsgID, ++turn);
    scope.put(['outbox', id, clientMsgID], item && ([id, item, turns.get(clientMsgID)] as Row));
    windows.touch(id);
  };
  const remove = (id: string, clientMsgID: string) => {
    if (!unsent.get(id)?.delete(clientMsgID)) return false;
    stored(id, clientMsgID);
    return true;
  };
  return {
    show(id, item) {
      const { maxSeq } = threads.ensure(id, item.recvID).item;
      let rows = unsent.get(id);
      if (!rows) unsent.set(id, (rows = new Map<string, MessageItem>()));
      rows.set(item.clientMsgID, item);
      stored(id, item.clientMsgID, item);
      const latest = latestOf(threads.ensure(id).item);
      // Not above what came after it.
      if (!maxSeq || latest.clientMsgID === item.clientMsgID || item.createTime >= (latest.sendTime ?? 0))
        threads.patch(id, { latestMsg: JSON.stringify(item), latestMsgSendTime: item.sendTime || item.createTime });
    },
    drop(id, clientMsgID) {
      if (!remove(id, clientMsgID) || latestOf(threads.ensure(id).item).clientMsgID !== clientMsgID) return;
      const left = [...unsent.get(id)!.values()].at(-1);
      if (left) threads.patch(id, { latestMsg: JSON.stringify(left) });
      else messages.lock(() => messages.settle(id)).catch(() => undefined);
    },
    /** It came back with a seq. */
    took: (id, item) => remove(id, item.clientMsgID),
    async find(id, clientMsgID) {
      const is = (item: MessageItem) => item.clientMsgID === clientMsgID;
      let found = unsent.get(id)?.get(clientMsgID) ?? windows.items(id).find(is);
      if (!found)
        await messages.down(id, seqs.synced(id), item => {
          if (is(item)) found = item;
          return !!found;
        });
      return found;
    },
    unsent: async () =>
      [...unsent].flatMap(([conversationID, items]) => [...items.values()].map(item => ({ conversationID, item }))),
    async catchUp(id) {
      const answer = await scope.frame(getReadSeqs, { userID: scope.userID, conversationIDs: [id] });
      seqs.known(id, answer.seqs[id]?.maxSeq ?? 0);
      await seqs.pull();
    },
    async restore() {
      const rows = (await scope.range('outbox')) as Row[];
      for (const [id, item, at] of rows.sort(([, , a], [, , b]) => a - b)) {
        turns.set(item.clientMsgID, (turn = at));
        if (!unsent.has(id)) unsent.set(id, new Map());
        unsent.get(id)!.set(item.clientMsgID, item);
      }
    },
  };
}
