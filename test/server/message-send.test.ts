/** Sending: stored once, answered, told to both (protocol §8.1). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as endpoints from '../../src/protocol/endpoints.js';
import * as frames from '../../src/protocol/frames.js';
import { SqliteStore } from '../../src/server/store/sqlite.js';
import { AB, bytes, chats, Chats, pair, textOf } from './chats.js';
import { adapters } from './store/stores.js';

const online = {
  history: false,
  persistent: false,
  offlinePush: false,
  unreadCount: false,
  conversationUpdate: false,
  senderConversationUpdate: false,
  senderSync: false,
};

describe('1003', () => {
  it('[O1] is answered, then pushed to both with its seq, status 2 and the operationID', async () => {
    const { world, a, b } = await pair();
    const sent = await world.say(a, 'b', 'hello', {
      senderNickname: 'Somebody else',
      sendTime: 5,
      seq: 9,
      msgFrom: 200,
    });
    assert.match(sent.serverMsgID, /^[0-9a-f]{32}$/);
    assert.equal(sent.sendTime, world.clock.time);
    assert.deepEqual(
      a.frames.map(({ reqIdentifier }) => reqIdentifier),
      [1003, 2001],
    );
    for (const peer of [a, b]) {
      const [one, ...more] = await world.pushed(peer);
      assert.equal(more.length, 0);
      assert.deepEqual([one!.conversationID, one!.operationID], [AB, 'op']);
      const { message } = one!;
      assert.equal(textOf(message), 'hello');
      const { clientMsgID, serverMsgID, sendTime } = message;
      assert.deepEqual([clientMsgID, serverMsgID, sendTime], [sent.clientMsgID, sent.serverMsgID, sent.sendTime]);
      const { seq, status, senderNickname, msgFrom, options } = message;
      assert.deepEqual([seq, status, senderNickname, msgFrom, options], [1, 2, 'a', 100, {}]);
    }
  });

  it('reaches all devices of both, and nobody else', async () => {
    const { world, a, b } = await pair();
    const phone = await world.connect({ userID: 'a', token: await world.token('a', 1), platformID: 1 });
    const c = await world.listen('c');
    await world.say(a, 'b', 'x');
    assert.equal((await world.pushed(phone)).length, 1);
    assert.equal((await world.pushed(b)).length, 1);
    assert.equal((await world.pushed(a)).length, 1);
    assert.equal((await world.pushed(c)).length, 0);
    await world.say(a, 'a', 'to myself');
    assert.equal((await world.pushed(a)).length, 1);
    assert.equal((await world.pushed(b)).length, 0);
  });

  it("the first message makes both documents and the sender's read mark; a removed document does not come back", async () => {
    const { world, a, b } = await pair();
    await world.say(a, 'b', '1');
    for (const [owner, peer] of [
      ['a', 'b'],
      ['b', 'a'],
    ] as const) {
      assert.equal(world.store.get('conversations', [owner, AB])!.userID, peer);
      assert.equal(world.store.get('versions', ['conversations', owner])!.version, 1);
    }
    assert.equal(world.store.get('userSeqs', ['a', AB])!.hasReadSeq, 1);
    assert.equal(world.store.get('userSeqs', ['b', AB])!.hasReadSeq, 0);
    world.store.delete('conversations', ['b', AB]);
    await world.say(a, 'b', '2');
    await world.say(b, 'a', '3');
    assert.equal(world.store.get('conversations', ['b', AB]), undefined);
    assert.equal(world.store.get('userSeqs', ['b', AB])!.hasReadSeq, 3);
    assert.equal(world.store.get('versions', ['conversations', 'a'])!.version, 1);
  });

  it('[O16] 50 senders at once: seqs 1 to 50 without gap or repeat, pushed in their order', async () => {
    const { world, b } = await pair();
    const senders = await Promise.all(
      Array.from({ length: 50 }, async (_, i) =>
        i % 2 ? world.listen('a') : world.connect({ userID: 'b', token: await world.tokenOf('b', 'im') }),
      ),
    ).catch(() => []);
    assert.equal(senders.length, 50);
    b.frames.length = 0;
    await Promise.all(
      senders.map((peer, i) => world.say(peer, peer.args.userID === 'a' ? 'b' : 'a', 'x', { clientMsgID: `n${i}` })),
    );
    const seqs = (await world.pushed(b)).map(({ message }) => message.seq);
    assert.deepEqual(
      seqs,
      Array.from({ length: 50 }, (_, i) => i + 1),
    );
    assert.equal(world.store.count('messages', { prefix: [AB] }), 50);
  });

  it('[O18] sent again it gets the first answer and is neither stored nor pushed again', async () => {
    const { world, a, b } = await pair();
    const first = await world.say(a, 'b', 'once', { clientMsgID: 'same' });
    world.clock.time += 5000;
    const again = await world.say(a, 'b', 'once', { clientMsgID: 'same' });
    assert.deepEqual(again, first);
    assert.equal((await world.pushed(b)).length, 1);
    assert.equal((await world.pull(a, AB)).length, 1);
    // Of another sender it is another message; to another receiver it is a mistake.
    await world.say(b, 'a', 'mine', { clientMsgID: 'same' });
    assert.equal((await world.pull(a, AB)).length, 2);
    assert.equal((await world.send(a, 'c', 'once', { clientMsgID: 'same' })).errCode, 1003);
    // Also when it would not be taken any more.
    await world.ok(endpoints.addBlack, 'b', { ownerUserID: 'b', blackUserID: 'a' });
    assert.deepEqual(await world.say(a, 'b', 'once', { clientMsgID: 'same' }), first);
  });

  it('[O18] sent again after a restart on SQLite', async () => {
    const { store, end } = await adapters['sqlite']!();
    try {
      assert.ok(store instanceof SqliteStore);
      const { world, a } = await pair({}, store);
      const first = await world.say(a, 'b', 'once', { clientMsgID: 'same' });
      world.restart();
      const a2 = await world.listen('a');
      const b2 = await world.listen('b');
      assert.deepEqual(await world.say(a2, 'b', 'once', { clientMsgID: 'same' }), first);
      assert.equal((await world.pushed(b2)).length, 0);
      await world.say(a2, 'b', 'twice');
      assert.deepEqual(
        (await world.pull(b2, AB)).map(({ seq }) => seq),
        [1, 2],
      );
      world.core.close();
    } finally {
      end();
    }
  });

  it('[O13] typing and what is for those online is pushed, not stored, and makes no conversation', async () => {
    const { world, a, b } = await pair();
    await world.say(a, 'b', '', { contentType: 113, content: bytes({ msgTips: 'yes' }), sendTime: 7 });
    await world.say(a, 'b', 'now', { options: online });
    const seen = await world.pushed(b);
    assert.deepEqual(
      seen.map(({ message }) => [message.contentType, message.seq, message.options['senderSync']]),
      [
        [113, 0, false],
        [101, 0, false],
      ],
    );
    assert.equal((await world.pushed(a)).length, 0);
    for (const table of ['messages', 'seqs', 'userSeqs', 'conversations'] as const)
      assert.equal(world.store.count(table), 0);
    assert.equal((await world.pull(b, AB)).length, 0);
  });

  it('who comes new to a conversation with a past does not see it', async () => {
    const { world, a } = await pair();
    await world.say(a, 'b', 'for the old b');
    world.store.delete('userSeqs', ['b', AB]);
    world.store.delete('conversations', ['b', AB]);
    await world.say(a, 'b', 'for the new b');
    const b = await world.listen('b');
    assert.deepEqual((await world.pull(b, AB)).map(textOf), ['for the new b']);
    assert.deepEqual((await b.request(frames.getReadSeqs, { userID: 'b', conversationIDs: [AB] })).body.seqs[AB], {
      maxSeq: 2,
      hasReadSeq: 1,
      maxSeqTime: world.clock.time,
    });
  });

  it('senders are limited: 429 with words, and others are not', async () => {
    const world = new Chats({ limitFactor: 1 });
    for (const id of ['a', 'b']) world.user(id);
    const [a, b] = [await world.listen('a'), await world.listen('b')];
    const typing = { contentType: 113, content: bytes({ msgTips: 'yes' }) };
    for (let i = 0; i < 1200; i++) world.core.context.limits.take('messages', 'a', 1200, 60_000);
    const refused = await world.send(a, 'b', '', typing);
    assert.equal(refused.errCode, 429);
    assert.match(refused.errMsg, /try again in \d+ s/);
    assert.equal((await world.send(b, 'a', '', typing)).errCode, 0);
  });

  it('two pairs of one conversation ID do not read each other', async () => {
    const world = chats('a', 'b_c', 'a_b', 'c');
    const peers = await Promise.all(['a', 'b_c', 'a_b', 'c'].map(id => world.listen(id)));
    await world.say(peers[0]!, 'b_c', 'secret');
    await world.say(peers[2]!, 'c', 'other');
    const read = await Promise.all(peers.map(peer => world.pull(peer, 'si_a_b_c')));
    assert.deepEqual(
      read.map(list => list.filter(({ status }) => status !== 4).map(textOf)),
      [['secret'], ['secret'], ['other'], ['other']],
    );
  });
});
