import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as chat from '../../../src/protocol/chat-endpoints.js';
import * as codes from '../../../src/protocol/codes.js';
import { changeConversation } from '../../../src/server/repo-conversations.js';
import { writeMessage } from '../stored-messages.js';
import { page, people } from '../people.js';

it('pinned first, then by the last message, page by page, with what is unread [N1]', async () => {
  const world = people('a', 'b', 'c', 'd');
  for (const peer of ['b', 'c', 'd']) {
    writeMessage(world, peer, 'a', peer);
    await world.clock.advance(1000);
  }
  writeMessage(world, 'b', 'a', 'again');
  changeConversation(world.core.context, 'a', 'si_a_c', { isPinned: true });
  const all = await world.ok(chat.getSortedConversations, 'a', { userID: 'a', pagination: page });
  assert.deepEqual([all.conversationTotal, all.unreadTotal], [3, 4]);
  assert.deepEqual(
    all.conversationElems?.map(one => [one['conversationID'], one['unreadCount'], one['IsPinned']]),
    [
      ['si_a_c', 1, true],
      ['si_a_b', 2, false],
      ['si_a_d', 1, false],
    ],
  );
  const { content, senderName, LatestMsgRecvTime } = all.conversationElems![1]!['msgInfo'] as Record<string, unknown>;
  assert.deepEqual([content, senderName, LatestMsgRecvTime], ['{"content":"again"}', 'b', world.clock.time]);
  const some = await world.ok(chat.getSortedConversations, 'a', {
    userID: 'a',
    conversationIDs: ['si_a_b', 'si_a_d'],
    pagination: { pageNumber: 2, showNumber: 1 },
  });
  assert.deepEqual(
    [some.conversationTotal, some.conversationElems?.map(one => one['conversationID'])],
    [2, ['si_a_d']],
  );
});

it('none is an error, and strangers see nothing', async () => {
  const world = people('a', 'b');
  const request = { userID: 'a', pagination: page };
  assert.equal(await world.code(chat.getSortedConversations, 'a', request), codes.RecordNotFoundError);
  assert.equal(await world.code(chat.getSortedConversations, 'b', request), codes.NoPermissionError);
});
