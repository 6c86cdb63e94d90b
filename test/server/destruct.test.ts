import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as chat from '../../src/protocol/chat-endpoints.js';
import { firstAfter } from '../../src/server/destruct.js';
import { conversationOf } from '../../src/server/repo-conversations.js';
import { seqsOf } from '../../src/server/repo-messages.js';
import { people } from './people.js';
import { writeMessage } from './stored-messages.js';

const HOUR = 3_600_000;
const key = { conversationID: 'si_a_b', conversationType: 1, userID: 'b' };

describe('timed deletion', () => {
  it('once a day takes what is too old out of the sight of its owner, not of the peer, and tells [N9]', async () => {
    const world = people('a', 'b');
    for (let i = 0; i < 30; i++) {
      writeMessage(world, i % 2 ? 'a' : 'b', i % 2 ? 'b' : 'a', `${i}`);
      world.clock.time += HOUR;
    }
    await world.ok(chat.setConversations, 'a', {
      userIDs: ['a'],
      conversation: { ...key, isMsgDestruct: true, msgDestructTime: 10 * 3600 },
    });
    world.restart();
    const { context } = world.core;
    await world.clock.advance(59_000);
    const mine = await world.listen('a');
    await world.clock.advance(1_000);
    const told = { type: 1300, from: 'a', to: 'a', detail: { userID: 'a', conversationIDList: ['si_a_b'] } };
    assert.deepEqual(await world.heard(mine), [told]);
    // The message of seq n was sent n - 1 hours after the first; 30 hours and a minute have passed since then.
    assert.equal(seqsOf(context, 'a', 'si_a_b').minSeq, 22);
    assert.equal(seqsOf(context, 'b', 'si_a_b').minSeq, 1);
    const row = conversationOf(context, 'a', 'si_a_b')!;
    assert.deepEqual([row.minSeq, row.latestMsgDestructTime > 0], [22, true]);
    mine.server.closed();
    await world.clock.advance(23 * HOUR);
    assert.equal(seqsOf(context, 'a', 'si_a_b').minSeq, 22);
    await world.clock.advance(HOUR);
    assert.equal(seqsOf(context, 'a', 'si_a_b').minSeq, 31);
  });

  it('does nothing for others, for a time of 0, and when nothing is old enough', async () => {
    const world = people('a', 'b');
    writeMessage(world, 'b', 'a');
    const version = () => world.store.get('versions', ['conversations', 'a'])?.version;
    for (const change of [{ isMsgDestruct: true }, { isMsgDestruct: false, msgDestructTime: 1 }]) {
      await world.ok(chat.setConversations, 'a', { userIDs: ['a'], conversation: { ...key, ...change } });
    }
    const before = version();
    await world.clock.advance(61_000);
    assert.deepEqual([version(), seqsOf(world.core.context, 'a', 'si_a_b').minSeq], [before, 1]);
  });

  it('finds the place also where messages are missing', () => {
    const world = people('a', 'b');
    for (let i = 0; i < 20; i++) {
      writeMessage(world, 'a', 'b');
      world.clock.time += 10;
    }
    const start = world.store.get('messages', ['si_a_b', 1])!.sendTime;
    for (const gone of [1, 2, 8, 9, 10, 20]) world.store.delete('messages', ['si_a_b', gone]);
    const first = (before: number) => firstAfter(world.core.context, 'si_a_b', 1, 21, start + before);
    assert.deepEqual([first(-1), first(20), first(60), first(65), first(110), first(1000)], [1, 4, 8, 8, 13, 20]);
  });
});
