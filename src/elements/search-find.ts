/** What a search finds: friends, conversations and messages, as rows that look alike. */
import { listed } from '../core/chat/order.js';
import type { Client } from '../core/api.js';
import type { Key, Translate } from '../ui/localize.js';
import { summary } from '../ui/summary.js';
import { nameOf } from './conversation-row.js';

/** Messages shown at most. */
const MOST = 100;

export interface Found {
  id: string;
  name: string;
  below: string;
  userID: string;
  groupID: string;
  faceURL: string;
  /** ms; 0 = none. */
  time: number;
  /** "" for a friend. */
  conversationID: string;
  /** Of a message, else 0. */
  seq: number;
}
export type Group = readonly [title: Key, found: readonly Found[]];

/** @param query - lower case; "" finds all friends. */
export async function findAll(client: Client, query: string, t: Translate): Promise<Group[]> {
  const keywordList = [query];
  const people = query
    ? await client.searchFriends({ keywordList, isSearchUserID: true, isSearchNickname: true, isSearchRemark: true })
    : [...client.state.friends.values()];
  const found = people.map(({ userID, remark, nickname, faceURL }): Found => {
    const name = remark || nickname || userID;
    // Found by what the name does not say.
    const below = name.toLowerCase().includes(query) ? '' : nickname.toLowerCase().includes(query) ? nickname : userID;
    return { id: userID, name, below, userID, groupID: '', faceURL, time: 0, conversationID: '', seq: 0 };
  });
  if (!query) return [['friends', found]];
  const { searchResultItems } = await client.searchLocalMessages({ keywordList });
  const chats = listed(client.state.conversations)
    .filter(item => nameOf(item).toLowerCase().includes(query))
    .map((item): Found => {
      const { conversationID, userID, groupID, faceURL, latestMsgSendTime } = item;
      return {
        id: conversationID,
        name: nameOf(item),
        below: '',
        userID,
        groupID,
        faceURL,
        time: latestMsgSendTime,
        conversationID,
        seq: 0,
      };
    });
  const me = client.getLoginUser();
  const messages = searchResultItems
    .flatMap(({ conversationID, showName, faceURL, messageList }) => {
      const { userID = '', groupID = '' } = client.state.conversations.get(conversationID) ?? {};
      return messageList.map((item): Found => {
        const below = `${item.sendID === me ? `${t('youSaid')} ` : ''}${summary(item, t, me)}`;
        return {
          id: item.clientMsgID,
          name: showName || userID,
          below,
          userID,
          groupID,
          faceURL,
          time: item.sendTime,
          conversationID,
          seq: item.seq,
        };
      });
    })
    .sort((a, b) => b.time - a.time);
  return [
    ['friends', found],
    ['conversations', chats],
    ['messages', messages.slice(0, MOST)],
  ];
}
