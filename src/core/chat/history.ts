/** Messages beside what is on screen: history page by page, found by ID, searched on this device (features O14, O23). Loaded when one is asked for. */
import type { MessageItem } from '../../protocol/chat-model.js';
import { ClientArgsError } from '../../protocol/codes.js';
import { ImError } from '../../protocol/errors.js';
import type { ChatActions, HistoryParams, SearchResult } from './api.js';
import { textOf, visible } from './item.js';
import { PAGE, type Messages } from './messages.js';
import type { ChatParts, Found, Timeline } from './parts.js';
import type { Seqs } from './seqs.js';
import type { Threads } from './threads.js';

/** Rows looked at before others get their turn. */
const TURN = 500;
/** Messages that a search of all conversations gives of one, and together. */
const OF_ONE = 100;
const OF_ALL = 1000;

export function history(
  { scope, options: { clock } }: ChatParts,
  threads: Threads,
  messages: Messages,
  seqs: Seqs,
  timeline: Timeline,
  found: Found,
) {
  /** @param step - -1 towards the past, 1 towards now. */
  const walk = async ({ conversationID: id, startClientMsgID, count }: HistoryParams, step: 1 | -1) => {
    const start = startClientMsgID && (await found(id, startClientMsgID)).seq;
    const [low, high] = [messages.floor(id), seqs.synced(id)];
    let at = (start || (step < 0 ? high + 1 : low - 1)) + step;
    const list: MessageItem[] = [];
    while (list.length < count && at >= low && at <= high) {
      const [from, to] = step < 0 ? [Math.max(low, at - PAGE + 1), at] : [at, Math.min(high, at + PAGE - 1)];
      const items = await messages.page(id, from, to, (rows, error) => {
        if (error) throw error;
        return [...rows.values()].filter(visible).sort((a, b) => step * (a.seq - b.seq));
      });
      const fit = items.slice(0, count - list.length);
      list.push(...fit);
      at = fit.length < items.length ? fit.at(-1)!.seq + step : step < 0 ? from - 1 : to + 1;
    }
    return { messageList: step < 0 ? list.reverse() : list, isEnd: step < 0 ? at < low : at > high };
  };

  return {
    getAdvancedHistoryMessageList: params => walk(params, -1),
    getAdvancedHistoryMessageListReverse: params => walk(params, 1),
    async findMessageList(params) {
      const items: MessageItem[] = [];
      for (const { conversationID, clientMsgIDList } of params)
        for (const clientMsgID of clientMsgIDList) {
          const item = await timeline.find(conversationID, clientMsgID);
          if (item) items.push(item);
        }
      return items;
    },
    async setMessageLocalEx({ conversationID, clientMsgID, localEx }) {
      const item = await found(conversationID, clientMsgID);
      if (item.seq) await messages.edit(conversationID, [item.seq], old => ({ ...old, localEx }));
      else timeline.show(conversationID, { ...item, localEx });
    },
    async searchLocalMessages({
      conversationID,
      keywordList,
      keywordListMatchType = 0,
      senderUserIDList = [],
      messageTypeList = [],
      searchTimePosition = 0,
      searchTimePeriod = 0,
      pageIndex = 1,
      count = 20,
    }) {
      const keywords = keywordList.filter(Boolean).map(word => word.toLowerCase());
      if (!keywords.length && !messageTypeList.length) throw new ImError(ClientArgsError, 'no keyword and no type');
      const end = searchTimePosition * 1000 || clock.now();
      const begin = searchTimePeriod && end - searchTimePeriod * 1000;
      const fits = (item: MessageItem) => {
        const text = textOf(item).toLowerCase();
        return (
          item.sendTime >= begin &&
          item.sendTime <= end &&
          (!senderUserIDList.length || senderUserIDList.includes(item.sendID)) &&
          (!messageTypeList.length || messageTypeList.includes(item.contentType)) &&
          (!keywords.length || keywords[keywordListMatchType ? 'every' : 'some'](keyword => text.includes(keyword)))
        );
      };
      const searchResultItems: SearchResult['searchResultItems'] = [];
      const newest = [...threads.threads].sort(([, a], [, b]) => b.item.latestMsgSendTime - a.item.latestMsgSendTime);
      let left = OF_ALL;
      for (const id of conversationID ? [conversationID] : newest.map(([each]) => each)) {
        const matches: MessageItem[] = [];
        const most = conversationID ? pageIndex * count : Math.min(OF_ONE, left);
        if (!most) break;
        for (let top = seqs.synced(id); top >= messages.floor(id); top -= TURN) {
          await scope.sleep(0);
          for (const item of [...(await messages.rows(id, Math.max(1, top - TURN + 1), top)).values()].reverse())
            if (visible(item) && item.seq >= messages.floor(id) && fits(item)) matches.push(item);
          if (matches.length >= most) break;
        }
        const messageList = matches.slice(conversationID ? (pageIndex - 1) * count : 0, most);
        left -= messageList.length;
        if (!messageList.length) continue;
        const { conversationType, showName, faceURL, latestMsgSendTime } = threads.ensure(id).item;
        const about = { conversationID: id, conversationType, showName, faceURL, latestMsgSendTime };
        searchResultItems.push({ ...about, messageCount: messageList.length, messageList });
      }
      return {
        totalCount: searchResultItems.reduce((sum, { messageCount }) => sum + messageCount, 0),
        searchResultItems,
      };
    },
  } satisfies Partial<ChatActions>;
}
