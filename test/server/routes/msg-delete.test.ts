/** Deleting and clearing: for oneself, for one's devices, for everybody (protocol §8.5). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as api from '../../../src/protocol/chat-endpoints.js';
import * as codes from '../../../src/protocol/codes.js';
import { AB, detailOf, pair, textOf, type Chats } from '../chats.js';
import type { Peer } from '../world.js';

async function three() {
  const { world, a, b } = await pair();
  await world.say(a, 'b', '1');
  await world.say(b, 'a', '2');
  await world.say(a, 'b', '3');
  for (const peer of [a, b]) await world.pushed(peer);
  return { world, a, b };
}
const heardBy = async (world: Chats, peer: Peer) =>
  (await world.pushed(peer)).map(({ conversationID, message }) => [
    message.contentType,
    conversationID,
    message.seq,
    detailOf(message),
  ]);
const texts = async (world: Chats, peer: Peer) =>
  (await world.pull(peer, AB)).map(one => (one.status === 4 ? '' : textOf(one)));
const some = (userID: string, seqs: number[], deleteSyncOpt?: api.DeleteSyncOpt) => ({
  conversationID: AB,
  userID,
  seqs,
  ...(deleteSyncOpt && { deleteSyncOpt }),
});

describe('/msg/delete_msgs', () => {
  it('[O11] for oneself: in silence, and only there', async () => {
    const { world, a, b } = await three();
    await world.ok(api.deleteMsgs, 'a', some('a', [2, 3, 99]));
    assert.deepEqual([await heardBy(world, a), await heardBy(world, b)], [[], []]);
    assert.deepEqual(
      [await texts(world, a), await texts(world, b)],
      [
        ['1', '', ''],
        ['1', '2', '3'],
      ],
    );
    assert.equal(world.store.count('hiddenMessages'), 2);
  });

  it('for the own devices: the same, and a stored 2102 to oneself', async () => {
    const { world, a, b } = await three();
    await world.ok(api.deleteMsgs, 'a', some('a', [2], { IsSyncSelf: true }));
    const detail = { userID: 'a', conversationID: AB, seqs: [2] };
    assert.deepEqual(await heardBy(world, a), [[2102, 'n_a_a', 1, detail]]);
    assert.deepEqual(await heardBy(world, b), []);
    assert.deepEqual(await texts(world, b), ['1', '2', '3']);
  });

  it("for everybody: one's own only, told to both", async () => {
    const { world, a, b } = await three();
    const sync = { IsSyncSelf: true, IsSyncOther: true };
    assert.equal(await world.code(api.deleteMsgs, 'a', some('a', [1, 2], sync)), codes.NoPermissionError);
    assert.deepEqual(await texts(world, b), ['1', '2', '3']);
    await world.ok(api.deleteMsgs, 'a', some('a', [1, 3, 1], sync));
    const detail = { userID: 'a', conversationID: AB, seqs: [1, 3, 1] };
    for (const peer of [a, b]) {
      assert.deepEqual(await heardBy(world, peer), [[2102, 'n_a_b', 1, detail]]);
      assert.deepEqual(await texts(world, peer), ['', '2', '']);
    }
  });

  it("refuses empty lists, others' conversations and others' names", async () => {
    const { world } = await three();
    assert.equal(await world.code(api.deleteMsgs, 'a', some('a', [])), codes.ArgsError);
    assert.equal(await world.code(api.deleteMsgs, 'a', some('a', [0])), codes.ArgsError);
    assert.equal(await world.code(api.deleteMsgs, 'c', some('a', [1])), codes.NoPermissionError);
    for (const sync of [undefined, { IsSyncOther: true }])
      assert.equal(await world.code(api.deleteMsgs, 'c', some('c', [1], sync)), codes.RecordNotFoundError);
  });
});

describe('/msg/clear_conversation_msg', () => {
  const clear = (deleteSyncOpt?: api.DeleteSyncOpt) => ({
    conversationIDs: [AB, 'si_a_c'],
    userID: 'a',
    ...(deleteSyncOpt && { deleteSyncOpt }),
  });

  it('[N9] for oneself: out of sight, read, one 1300; the conversation stays, and new messages come', async () => {
    const { world, a, b } = await three();
    await world.ok(api.clearConversationMsg, 'a', clear());
    assert.deepEqual(await heardBy(world, a), [[1300, 'n_a_a', 0, { userID: 'a', conversationIDList: [AB] }]]);
    assert.deepEqual(await heardBy(world, b), []);
    assert.deepEqual([await texts(world, a), await texts(world, b)], [[], ['1', '2', '3']]);
    const chat = world.store.get('conversations', ['a', AB])!;
    assert.equal(chat.minSeq, 4);
    assert.equal(world.store.get('userSeqs', ['a', AB])!.hasReadSeq, 3);
    assert.equal(world.store.get('versions', ['conversations', 'a'])!.version, 2);
    await world.say(b, 'a', '4');
    assert.deepEqual(await texts(world, a), ['4']);
  });

  it('for the own devices 1703 as well, for everybody 1703 alone', async () => {
    const { world, a, b } = await three();
    await world.ok(api.clearConversationMsg, 'a', clear({ IsSyncSelf: true }));
    assert.deepEqual(
      (await heardBy(world, a)).map(([type, id]) => [type, id]),
      [
        [1300, 'n_a_a'],
        [1703, 'n_a_a'],
      ],
    );
    await world.ok(api.clearConversationMsg, 'a', clear({ IsSyncSelf: true, IsSyncOther: true }));
    const detail = { userID: 'a', conversationIDs: [AB] };
    for (const peer of [a, b]) assert.deepEqual(await heardBy(world, peer), [[1703, 'n_a_b', 0, detail]]);
    assert.deepEqual(await texts(world, b), []);
    // Who was away learns it with the conversations, and has nothing unread that nobody can read.
    assert.equal(world.store.get('conversations', ['b', AB])!.minSeq, 4);
    assert.equal(world.store.get('userSeqs', ['b', AB])!.hasReadSeq, 3);
  });

  it("of others' conversations nothing happens; others' names are refused", async () => {
    const { world, a } = await three();
    await world.ok(api.clearConversationMsg, 'c', { ...clear({ IsSyncOther: true }), userID: 'c' });
    assert.equal((await texts(world, a)).length, 3);
    assert.equal(await world.code(api.clearConversationMsg, 'c', clear()), codes.NoPermissionError);
    assert.equal(await world.code(api.clearConversationMsg, 'a', { ...clear(), conversationIDs: [] }), codes.ArgsError);
  });
});

describe('/msg/user_clear_all_msg', () => {
  it('clears every conversation of the user', async () => {
    const { world, a } = await three();
    await world.say(a, 'c', 'x');
    await world.pushed(a);
    await world.ok(api.userClearAllMsg, 'a', { userID: 'a', deleteSyncOpt: { IsSyncSelf: true } });
    assert.deepEqual(
      (await heardBy(world, a)).map(([type]) => type),
      [1300, 1300, 1703],
    );
    assert.deepEqual([await texts(world, a), await world.pull(a, 'si_a_c')], [[], []]);
    assert.equal(await world.code(api.userClearAllMsg, 'c', { userID: 'a' }), codes.NoPermissionError);
  });
});
