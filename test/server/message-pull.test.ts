/** Reading messages back: who may, what is in bounds, and what stands where nothing is (protocol §5.6, §8.3). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as api from '../../src/protocol/chat-endpoints.js';
import * as frames from '../../src/protocol/frames.js';
import { setUserMinSeq } from '../../src/server/repo-messages.js';
import { AB, bytes, contentOf, detailOf, pair, textOf, type Chats } from './chats.js';
import type { Peer } from './world.js';

async function talk(count: number) {
  const { world, a, b } = await pair();
  for (let i = 1; i <= count; i++) {
    world.clock.time += 10;
    await world.say(i % 2 ? a : b, i % 2 ? 'b' : 'a', String(i), { clientMsgID: `m${i}` });
  }
  return { world, a, b, start: world.clock.time - 10 * count };
}
const range = async (peer: Peer, conversationID: string, begin: number, end: number, num: number, order = 0) => {
  const userID = peer.args.userID;
  const { body } = await peer.request(frames.pullMessages, {
    userID,
    seqRanges: [{ conversationID, begin, end, num }],
    order,
  });
  return body.msgs[conversationID] ?? body.notificationMsgs[conversationID];
};
const bySeqs = async (peer: Peer, conversationID: string, seqs: number[], order = 0) => {
  const userID = peer.args.userID;
  const { body } = await peer.request(frames.getMessagesBySeqs, {
    userID,
    conversations: [{ conversationID, seqs }],
    order,
  });
  return (body.msgs[conversationID] ?? body.notificationMsgs[conversationID])!;
};
const seqsIn = (list: { Msgs: { seq: number }[] } | undefined) => list?.Msgs.map(({ seq }) => seq);
const revoke = (world: Chats, who: string, seq: number) =>
  world.ok(api.revokeMsg, who, { conversationID: AB, seq, userID: who });

describe('1001', () => {
  it("has the user's chats and their notifications; nothing without a message", async () => {
    const { world, a, b } = await talk(3);
    await world.ok(api.markConversationAsRead, 'b', { conversationID: AB, userID: 'b', hasReadSeq: 3, seqs: [1] });
    await world.ok(api.deleteMsgs, 'a', {
      conversationID: AB,
      seqs: [1],
      userID: 'a',
      deleteSyncOpt: { IsSyncSelf: true },
    });
    const seqs = async (peer: Peer) =>
      (await peer.request(frames.getMaxSeq, { userID: peer.args.userID })).body.maxSeqs;
    assert.deepEqual(await seqs(a), { [AB]: 3, n_a_b: 1, n_a_a: 1 });
    assert.deepEqual(await seqs(b), { [AB]: 3, n_a_b: 1 });
    assert.deepEqual(await seqs(await world.listen('c')), {});
  });
});

describe('1002', () => {
  it('gives the last num of a range, ascending, within the bounds', async () => {
    const { a } = await talk(10);
    assert.deepEqual(seqsIn(await range(a, AB, 2, 9, 3)), [7, 8, 9]);
    assert.deepEqual(seqsIn(await range(a, AB, 0, 99, 100)), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    assert.deepEqual(seqsIn(await range(a, AB, -5, 2, 10)), [1, 2]);
    for (const [begin, end, num] of [
      [1, 10, 0],
      [1, 10, -1],
      [11, 20, 5],
      [-9, 0, 5],
      [5, 4, 5],
    ] as const)
      assert.equal(await range(a, AB, begin, end, num), undefined, `${begin} ${end} ${num}`);
  });

  it('isEnd follows the order and the requested bounds; endSeq stays 0', async () => {
    const { world, a } = await talk(10);
    for (const [begin, end, order, isEnd] of [
      [1, 10, 0, true],
      [1, 9, 0, false],
      [1, 5, 1, true],
      [2, 10, 1, false],
    ] as const)
      assert.deepEqual((({ isEnd, endSeq }) => [isEnd, endSeq])((await range(a, AB, begin, end, 100, order))!), [
        isEnd,
        0,
      ]);
    setUserMinSeq(world, 'a', AB, 4);
    assert.deepEqual(seqsIn(await range(a, AB, 1, 5, 100)), [4, 5]);
    assert.equal((await range(a, AB, 4, 5, 100, 1))!.isEnd, true);
  });

  it('[O10] says what was deleted, hidden, revoked', async () => {
    const { world, a, b, start } = await talk(6);
    await world.ok(api.deleteMsgs, 'a', {
      conversationID: AB,
      seqs: [3, 5],
      userID: 'a',
      deleteSyncOpt: { IsSyncOther: true },
    });
    await world.ok(api.deleteMsgs, 'b', { conversationID: AB, seqs: [1], userID: 'b' });
    await revoke(world, 'b', 4);
    const read = (await range(b, AB, 1, 6, 10))!.Msgs;
    assert.deepEqual(
      read.map(({ seq, status, contentType, content }) => [seq, status, contentType, content.length > 0]),
      [
        [1, 4, 101, false],
        [2, 2, 101, true],
        [3, 4, 0, false],
        [4, 2, 2101, true],
        [5, 4, 0, false],
        [6, 2, 101, true],
      ],
    );
    const { seq, status, sendTime, ...rest } = read[2]!;
    assert.deepEqual([seq, status, sendTime], [3, 4, start + 20]);
    assert.ok(Object.values(rest).every(value => !value || Object.keys(value).length === 0));
    assert.deepEqual(detailOf(read[3]), {
      revokerID: 'b',
      revokerRole: 0,
      clientMsgID: 'm4',
      revokerNickname: 'b',
      revokeTime: world.clock.time,
      sourceMessageSendTime: start + 40,
      sourceMessageSendID: 'b',
      sourceMessageSenderNickname: 'b',
      sessionType: 1,
      seq: 4,
      ex: '',
      isAdminRevoke: false,
    });
    // The other one still has what b hid.
    assert.equal(textOf((await range(a, AB, 1, 1, 1))!.Msgs[0]), '1');
    // Of a revoked or deleted message nothing is kept that could come out again.
    for (const seq of [3, 4]) assert.equal(world.store.get('messages', [AB, seq])!.content, '');
  });

  it('[O8, O10] a quote of what was revoked, deleted or cannot be found says so, and its text is gone', async () => {
    const { world, a, b } = await talk(2);
    const quote = (seq: number) => ({
      contentType: 114,
      content: bytes({
        text: 'look',
        quoteMessage: { seq, contentType: 101, content: '', clientMsgID: 'm1', textElem: { content: 'secret' } },
      }),
    });
    for (const seq of [1, 2, 0]) await world.say(a, 'b', '', quote(seq));
    const quotes = async () =>
      (await range(b, AB, 3, 5, 3))!.Msgs.map(one => contentOf(one)['quoteMessage'] as Record<string, unknown>);
    assert.deepEqual(
      (await quotes()).map(one => [one['contentType'], 'textElem' in one, one['content']]),
      [
        [101, true, ''],
        [101, true, ''],
        [2101, false, '{}'],
      ],
    );
    await revoke(world, 'a', 1);
    const [first, second] = await quotes();
    assert.deepEqual([first!['contentType'], 'textElem' in first!, first!['clientMsgID']], [2101, false, 'm1']);
    const { detail } = JSON.parse(String(first!['content'])) as { detail: string };
    assert.equal((JSON.parse(detail) as { seq: number }).seq, 1);
    assert.equal(second!['contentType'], 101);
    assert.equal(contentOf((await bySeqs(b, AB, [3])).Msgs[0])['text'], 'look');
    // What is no quote's content is passed on as it is.
    await world.say(a, 'b', '', { contentType: 114, content: bytes('no object') });
    assert.equal(contentOf((await range(b, AB, 6, 6, 1))!.Msgs[0]) as unknown, 'no object');
  });

  it('n_ conversations come whole, as notifications', async () => {
    const { world, a, b } = await talk(3);
    await revoke(world, 'a', 1);
    await revoke(world, 'b', 2);
    const { body } = await b.request(frames.pullMessages, {
      userID: 'b',
      seqRanges: [
        { conversationID: 'n_a_b', begin: 1, end: 9, num: 1 },
        { conversationID: AB, begin: 1, end: 9, num: 1 },
      ],
      order: 0,
    });
    assert.deepEqual([Object.keys(body.msgs), Object.keys(body.notificationMsgs)], [[AB], ['n_a_b']]);
    assert.deepEqual(
      body.notificationMsgs['n_a_b']!.Msgs.map(one => [one.seq, one.contentType, one.sendID, one.recvID, one.status]),
      [
        [1, 2101, 'a', 'b', 0],
        [2, 2101, 'b', 'a', 0],
      ],
    );
    assert.equal((await range(a, 'n_a_b', 2, 2, 0))!.Msgs.length, 1);
  });

  it('a reply stays below the 1 MiB that official clients take; the newest are kept', async () => {
    const { world, a } = await pair();
    for (let i = 0; i < 40; i++) await world.say(a, 'b', 'x'.repeat(30_000));
    const { body, data } = await a.request(frames.pullMessages, {
      userID: 'a',
      seqRanges: [{ conversationID: AB, begin: 1, end: 40, num: 40 }],
      order: 0,
    });
    assert.ok(data!.length < 2 ** 20);
    const seqs = seqsIn(body.msgs[AB])!;
    assert.deepEqual([seqs.at(-1), seqs.length > 20, seqs[0]], [40, true, 41 - seqs.length]);
  });
});

describe('1005', () => {
  it('gives the seqs asked for, in their order, and says where the bounds are', async () => {
    const { world, a } = await talk(5);
    assert.deepEqual(await bySeqs(a, AB, [4, 2, 0, -1]).then(list => [seqsIn(list), list.isEnd, list.endSeq]), [
      [4, 2],
      false,
      0,
    ]);
    assert.deepEqual(await bySeqs(a, AB, [5, 6]).then(list => [seqsIn(list), list.isEnd, list.endSeq]), [[5], true, 5]);
    setUserMinSeq(world, 'a', AB, 3);
    assert.deepEqual(await bySeqs(a, AB, [4, 3, 2], 1).then(list => [seqsIn(list), list.isEnd, list.endSeq]), [
      [4, 3],
      true,
      3,
    ]);
    assert.deepEqual(await bySeqs(a, AB, [2, 9], 1).then(list => [seqsIn(list), list.isEnd, list.endSeq]), [
      [],
      true,
      3,
    ]);
  });
});

describe('1006 and 1007', () => {
  it('1006: read and newest seqs of all chats or of some; pins when asked for', async () => {
    const { world, a, b } = await talk(4);
    const ask = async (peer: Peer, conversationIDs: string[], returnPinned = false) =>
      (await peer.request(frames.getReadSeqs, { userID: peer.args.userID, conversationIDs, returnPinned })).body;
    const maxSeqTime = world.clock.time;
    assert.deepEqual((await ask(a, [])).seqs, { [AB]: { maxSeq: 4, hasReadSeq: 3, maxSeqTime } });
    assert.deepEqual((await ask(b, [AB, 'x'])).seqs, {
      [AB]: { maxSeq: 4, hasReadSeq: 4, maxSeqTime },
      x: { maxSeq: 0, hasReadSeq: 0, maxSeqTime: 0 },
    });
    const chat = world.store.get('conversations', ['a', AB])!;
    world.store.put('conversations', { ...chat, isPinned: 1 });
    assert.deepEqual((await ask(a, [], true)).pinnedConversationIDs, [AB]);
    assert.deepEqual((await ask(a, [])).pinnedConversationIDs, []);
  });

  it('1007: the newest that is not deleted for everybody', async () => {
    const { world, a, b } = await talk(4);
    const last = async (peer: Peer) =>
      (await peer.request(frames.getLastMessage, { userID: peer.args.userID, conversationIDs: [AB, 'si_a_c'] })).body
        .msgs;
    assert.deepEqual(Object.keys(await last(a)), [AB]);
    assert.equal(textOf((await last(a))[AB]), '4');
    const sync = { deleteSyncOpt: { IsSyncOther: true } };
    await world.ok(api.deleteMsgs, 'b', { conversationID: AB, seqs: [4], userID: 'b', ...sync });
    assert.equal(textOf((await last(a))[AB]), '3');
    await world.ok(api.deleteMsgs, 'b', { conversationID: AB, seqs: [3], userID: 'b' });
    const hidden = (await last(b))[AB]!;
    assert.deepEqual([hidden.seq, hidden.status, hidden.content.length], [3, 4, 0]);
    await revoke(world, 'a', 3);
    assert.equal((await last(a))[AB]!.contentType, 2101);
    setUserMinSeq(world, 'a', AB, 5);
    assert.deepEqual(await last(a), {});
  });

  it('1007 goes back over many deleted ones', async () => {
    const { world, a } = await pair();
    for (let i = 1; i <= 50; i++) await world.say(a, 'b', String(i));
    const seqs = Array.from({ length: 48 }, (_, i) => i + 3);
    await world.ok(api.deleteMsgs, 'a', {
      conversationID: AB,
      seqs,
      userID: 'a',
      deleteSyncOpt: { IsSyncOther: true },
    });
    const { body } = await a.request(frames.getLastMessage, { userID: 'a', conversationIDs: [AB] });
    assert.equal(textOf(body.msgs[AB]), '2');
  });
});

it("nobody reads another's conversation, by any frame, chat or notification", async () => {
  const { world } = await talk(3);
  await revoke(world, 'a', 1);
  await world.ok(api.deleteMsgs, 'a', {
    conversationID: AB,
    seqs: [1],
    userID: 'a',
    deleteSyncOpt: { IsSyncSelf: true },
  });
  const c = await world.listen('c');
  for (const conversationID of [AB, 'n_a_b', 'n_a_a']) {
    assert.equal(await range(c, conversationID, 1, 9, 9), undefined);
    assert.deepEqual(await bySeqs(c, conversationID, [1, 2]), { Msgs: [], isEnd: true, endSeq: 0 });
    const state = await c.request(frames.getReadSeqs, { userID: 'c', conversationIDs: [conversationID] });
    assert.deepEqual(state.body.seqs[conversationID], { maxSeq: 0, hasReadSeq: 0, maxSeqTime: 0 });
    const last = await c.request(frames.getLastMessage, { userID: 'c', conversationIDs: [conversationID] });
    assert.deepEqual(last.body.msgs, {});
  }
});
