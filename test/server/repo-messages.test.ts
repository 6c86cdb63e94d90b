/** Seqs, read marks and what is forgotten with an account. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as api from '../../src/protocol/endpoints.js';
import { rowState } from '../../src/server/message-rows.js';
import {
  forgetMessages,
  lastMessage,
  lastMessageTime,
  messagesOf,
  seqsOf,
  setHasRead,
  setUserMinSeq,
} from '../../src/server/repo-messages.js';
import { AB, pair, textOf } from './chats.js';

describe('seqs', () => {
  it('before the first message everything is 0, and the first seq to see is 1', async () => {
    const { world } = await pair();
    assert.deepEqual(seqsOf(world, 'a', AB), { maxSeq: 0, minSeq: 1, hasReadSeq: 0, maxSeqTime: 0 });
    assert.equal(lastMessageTime(world, AB), 0);
    assert.equal(lastMessage(world, 'a', AB), undefined);
  });

  it('the read mark never goes back; the first visible seq is the higher of the two', async () => {
    const { world, a } = await pair();
    for (const text of ['1', '2', '3', '4']) await world.say(a, 'b', text);
    assert.deepEqual(
      [3, 2, 4, 0].map(seq => setHasRead(world, 'b', AB, seq)),
      [3, 3, 4, 4],
    );
    setUserMinSeq(world, 'b', AB, 2);
    assert.equal(seqsOf(world, 'b', AB).minSeq, 2);
    world.store.put('seqs', { ...world.store.get('seqs', [AB])!, minSeq: 3 });
    assert.deepEqual([seqsOf(world, 'b', AB).minSeq, seqsOf(world, 'a', AB).minSeq], [3, 3]);
    assert.deepEqual([seqsOf(world, 'b', AB).hasReadSeq, lastMessageTime(world, AB)], [4, world.clock.time]);
    assert.equal(textOf(lastMessage(world, 'b', AB)), '4');
  });
});

describe('an account that ends', () => {
  it('what it wrote is emptied for everybody, what others wrote stays theirs', async () => {
    const { world, a, b } = await pair();
    await world.say(a, 'b', 'mine', { ex: 'mine, too' });
    await world.say(b, 'a', 'yours');
    assert.deepEqual(
      messagesOf(world, 'a').map(({ content }) => content),
      ['{"content":"mine"}'],
    );
    forgetMessages(world, 'a');
    assert.deepEqual(messagesOf(world, 'a'), []);
    assert.equal(world.store.count('userSeqs', { prefix: ['a'] }), 0);
    const [first, second] = await world.pull(b, AB);
    assert.deepEqual([first!.status, first!.content.length, textOf(second)], [4, 0, 'yours']);
    const row = world.store.get('messages', [AB, 1])!;
    assert.deepEqual([row.state, row.sendID, row.content, row.senderNickname, row.ex], [rowState.gone, '', '', '', '']);
  });

  it('has its own messages in the export', async () => {
    const { world, a, b } = await pair();
    const session = await world.register('anna');
    const anna = await world.listen(session.userID);
    await world.say(anna, 'b', 'hello');
    await world.say(b, session.userID, 'not hers');
    await world.say(a, 'b', 'nor this');
    const data = await world.ok(api.exportAccount, session.userID, { userID: session.userID });
    const { messages } = data as unknown as { messages: { content: string }[] };
    assert.deepEqual(
      messages.map(({ content }) => content),
      ['{"content":"hello"}'],
    );
  });
});
