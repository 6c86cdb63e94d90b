/** What of a chat is a member's, and visible. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { mustChat, visibleRow } from '../../src/server/message-chat.js';
import { setUserMinSeq } from '../../src/server/repo-messages.js';
import { AB, pair } from './chats.js';

it('a chat is its members', async () => {
  const { world, a } = await pair();
  await world.say(a, 'b', 'x');
  assert.equal(mustChat(world, 'b', AB).userID, 'a');
  for (const [userID, conversationID] of [
    ['c', AB],
    ['a', 'n_a_b'],
    ['a', 'si_a_c'],
  ] as const)
    assert.throws(() => mustChat(world, userID, conversationID), { errCode: 1004 });
});

it('visible is what is there, not cleared and not hidden', async () => {
  const { world, a } = await pair();
  for (const text of ['1', '2', '3']) await world.say(a, 'b', text);
  setUserMinSeq(world, 'b', AB, 2);
  world.store.put('hiddenMessages', { userID: 'b', conversationID: AB, seq: 3 });
  assert.deepEqual(
    [1, 2, 3, 4].map(seq => visibleRow(world, 'b', AB, seq)?.seq),
    [undefined, 2, undefined, undefined],
  );
  assert.equal(visibleRow(world, 'c', AB, 2), undefined);
});
