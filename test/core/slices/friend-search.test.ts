import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { searchFriends } from '../../../src/core/slices/friend-search.js';
import type { FriendItem } from '../../../src/protocol/model.js';

const friend = (userID: string, nickname: string, remark: string, createTime: number) =>
  ({ userID, nickname, remark, createTime }) as FriendItem;
const all = [friend('u1', 'Anna', '', 1), friend('u2', 'Boris', 'Annas brother', 2), friend('u3', 'Chen', '', 3)];
const search = (params: Parameters<typeof searchFriends>[2]) =>
  searchFriends(
    async () => [...all],
    () => new Map([['u2', 1]]),
    params,
  );

describe('searchFriends', () => {
  it('finds any word in any chosen field, the newest first [D5, G6]', async () => {
    const found = await search({ keywordList: ['ANNA'], isSearchNickname: true, isSearchRemark: true });
    assert.deepEqual(
      found.map(({ userID, relationship }) => [userID, relationship]),
      [
        ['u2', 0],
        ['u1', 1],
      ],
    );
    assert.deepEqual((await search({ keywordList: ['u3', 'x'], isSearchUserID: true }))[0]?.nickname, 'Chen');
  });
  it('wants words and fields', async () => {
    await assert.rejects(search({ keywordList: [''], isSearchUserID: true }), { errCode: 10002 });
    await assert.rejects(search({ keywordList: ['a'] }), { errCode: 10002 });
  });
});
