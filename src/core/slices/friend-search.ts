/** Finds friends by words, loaded with the first search (features D5). */
import { ClientArgsError } from '../../protocol/codes.js';
import { ImError } from '../../protocol/errors.js';
import type { FriendItem } from '../../protocol/model.js';
import type { Client } from '../api.js';

/** Those with one of the words in one of the fields, the newest first. @throws ImError 10002 without words or fields. */
export async function searchFriends(
  whole: () => Promise<FriendItem[]>,
  blacks: () => ReadonlyMap<string, unknown>,
  { keywordList, isSearchUserID, isSearchNickname, isSearchRemark }: Parameters<Client['searchFriends']>[0],
): ReturnType<Client['searchFriends']> {
  const words = keywordList.filter(Boolean).map(word => word.toLowerCase());
  if (!words.length || !(isSearchUserID || isSearchNickname || isSearchRemark))
    throw new ImError(ClientArgsError, 'no keyword or no field');
  return (await whole())
    .filter(({ userID, nickname, remark }) => {
      const text = [isSearchUserID && userID, isSearchNickname && nickname, isSearchRemark && remark]
        .join('\n')
        .toLowerCase();
      return words.some(word => text.includes(word));
    })
    .sort((a, b) => b.createTime - a.createTime)
    .map(friend => ({ ...friend, relationship: +!blacks().has(friend.userID) }));
}
