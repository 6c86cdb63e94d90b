/** Read marks and receipts (protocol §8.5, *Read*). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as api from '../../../src/protocol/chat-endpoints.js';
import * as codes from '../../../src/protocol/codes.js';
import { AB, detailOf, pair, type Chats } from '../chats.js';
import type { Peer } from '../world.js';

async function unread(count = 3) {
  const { world, a, b } = await pair();
  for (let i = 0; i < count; i++) await world.say(a, 'b', String(i));
  await world.pushed(a);
  await world.pushed(b);
  return { world, a, b };
}
const receipts = async (world: Chats, peer: Peer) =>
  (await world.pushed(peer)).map(({ conversationID, message }) => [conversationID, message.seq, detailOf(message)]);
const marks = async (world: Chats, peer: Peer) => (await world.pull(peer, AB)).map(({ isRead }) => isRead);
const mark = (hasReadSeq: number, seqs?: number[]) => ({
  conversationID: AB,
  userID: 'b',
  hasReadSeq,
  ...(seqs && { seqs }),
});
const told = (hasReadSeq: number, seqs: number[] | null) => ({
  markAsReadUserID: 'b',
  conversationID: AB,
  seqs,
  hasReadSeq,
});

describe('/msg/mark_conversation_as_read', () => {
  it('[N10, O12] marks, and tells the peer and the own devices by a stored 2200', async () => {
    const { world, a, b } = await unread();
    await world.ok(api.markConversationAsRead, 'b', mark(2));
    for (const peer of [a, b]) assert.deepEqual(await receipts(world, peer), [['n_a_b', 1, told(2, [1, 2])]]);
    assert.deepEqual(await marks(world, a), [true, true, false]);
    await world.ok(api.markConversationAsRead, 'b', mark(99, [1]));
    assert.deepEqual(await receipts(world, a), [['n_a_b', 2, told(3, [1, 3])]]);
    assert.deepEqual(await marks(world, b), [true, true, true]);
  });

  it('nothing new: nobody is told, least of all with seqs null; the mark does not go back', async () => {
    const { world, a } = await unread();
    await world.ok(api.markConversationAsRead, 'b', mark(3));
    await world.pushed(a);
    for (const request of [mark(3), mark(1), mark(3, [1, 2]), mark(50, [])])
      await world.ok(api.markConversationAsRead, 'b', request);
    assert.deepEqual(await receipts(world, a), []);
    assert.equal(world.store.get('userSeqs', ['b', AB])!.hasReadSeq, 3);
  });

  it('listed seqs below the mark are marked: those passed by an answer', async () => {
    const { world, a, b } = await unread();
    await world.say(b, 'a', 'answer');
    await world.pushed(a);
    await world.ok(api.markConversationAsRead, 'b', mark(4, [1, 2, 3]));
    assert.deepEqual(await receipts(world, a), [['n_a_b', 1, told(4, [1, 2, 3])]]);
    // Own messages bear no mark of one's own.
    assert.deepEqual(await marks(world, a), [true, true, true, false]);
  });

  it("refuses what is not there or not the caller's", async () => {
    const { world } = await unread();
    assert.equal(await world.code(api.markConversationAsRead, 'a', mark(1)), codes.NoPermissionError);
    assert.equal(
      await world.code(api.markConversationAsRead, 'c', { ...mark(1), userID: 'c' }),
      codes.RecordNotFoundError,
    );
    assert.equal(await world.code(api.markConversationAsRead, 'b', mark(0)), codes.ArgsError);
    assert.equal(await world.code(api.markConversationAsRead, 'b', mark(1, [0])), codes.ArgsError);
  });
});

describe('/msg/mark_msgs_as_read', () => {
  it('marks the listed ones, and raises the mark to the last of them', async () => {
    const { world, a } = await unread();
    await world.ok(api.markMsgsAsRead, 'b', { conversationID: AB, userID: 'b', seqs: [1, 3, 2] });
    assert.deepEqual(await receipts(world, a), [['n_a_b', 1, told(2, [1, 2, 3])]]);
    assert.deepEqual(await marks(world, a), [true, true, true]);
  });

  it('refuses none, 0, and seqs that do not exist yet', async () => {
    const { world } = await unread();
    for (const seqs of [undefined, [], [0], [4], [4, 1]])
      assert.equal(
        await world.code(api.markMsgsAsRead, 'b', { conversationID: AB, userID: 'b', seqs }),
        codes.ArgsError,
        JSON.stringify(seqs),
      );
  });
});

describe('/msg/set_conversation_has_read_seq', () => {
  it('raises the mark and tells the own devices only; not stored', async () => {
    const { world, a, b } = await unread();
    const set = (hasReadSeq: number) =>
      world.code(api.setConversationHasReadSeq, 'b', { conversationID: AB, userID: 'b', hasReadSeq });
    assert.equal(await set(2), 0);
    assert.deepEqual(await receipts(world, b), [['n_b_b', 0, told(2, null)]]);
    assert.deepEqual(await receipts(world, a), []);
    assert.equal(await set(1), 0);
    assert.deepEqual(await receipts(world, b), [['n_b_b', 0, told(2, null)]]);
    assert.equal(await set(4), codes.ArgsError);
    assert.deepEqual(await marks(world, a), [false, false, false]);
  });
});
