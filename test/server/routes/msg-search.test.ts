/** Searching stored messages, for administrators. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as api from '../../../src/protocol/chat-endpoints.js';
import * as codes from '../../../src/protocol/codes.js';
import { ADMIN, page } from '../people.js';
import { T } from '../world.js';
import { AB, bytes, pair } from '../chats.js';

it('by sender, receiver, type and day, oldest first; no notifications, nothing deleted', async () => {
  const { world, a, b } = await pair();
  await world.say(a, 'b', 'one');
  await world.say(b, 'a', 'two');
  await world.say(a, 'c', 'three', { contentType: 110, content: bytes({ data: 'd' }) });
  await world.clock.advance(10_000);
  world.clock.time += 86_400_000;
  const later = await world.listen('a');
  await world.say(later, 'b', 'four');
  await world.ok(api.revokeMsg, 'a', { conversationID: AB, seq: 1, userID: 'a' });
  const seqs = async (more: object) => {
    const found = await world.ok(api.searchMsg, ADMIN, { pagination: page, ...more });
    const logs = (found.chatLogs ?? []) as { chatLog: Record<string, unknown>; isRevoked: boolean }[];
    assert.equal(found.chatLogsNum, logs.length);
    return logs.map(
      ({ chatLog, isRevoked }) => `${String(chatLog['sendID'])}${String(chatLog['seq'])}${isRevoked ? '!' : ''}`,
    );
  };
  assert.deepEqual(await seqs({}), ['a1!', 'b2', 'a1', 'a3']);
  assert.deepEqual(await seqs({ sendID: 'a' }), ['a1!', 'a1', 'a3']);
  assert.deepEqual(await seqs({ recvID: 'b' }), ['a1!', 'a3']);
  assert.deepEqual(await seqs({ contentType: 110 }), ['a1']);
  assert.deepEqual(await seqs({ sessionType: 4 }), []);
  assert.deepEqual(await seqs({ sendTime: '2026-01-02' }), ['a3']);
  assert.deepEqual(await seqs({ sendTime: '2026-01-01', sendID: 'b' }), ['b2']);
  const second = await world.ok(api.searchMsg, ADMIN, { pagination: { pageNumber: 2, showNumber: 3 } });
  assert.deepEqual([second.chatLogs!.length, second.chatLogsNum], [1, 4]);
  const { chatLog } = (await world.ok(api.searchMsg, ADMIN, { sendID: 'b', pagination: page })).chatLogs![0]!;
  assert.deepEqual([chatLog['content'], chatLog['recvNickname']], ['{"content":"two"}', 'a']);
  await world.ok(api.deleteMsgs, 'b', {
    conversationID: AB,
    seqs: [2],
    userID: 'b',
    deleteSyncOpt: { IsSyncOther: true },
  });
  assert.deepEqual(await seqs({ sendID: 'b' }), []);
});

it('refuses others, and days that are none', async () => {
  const { world } = await pair();
  assert.equal(await world.code(api.searchMsg, 'a', { pagination: page }), codes.NoPermissionError);
  for (const sendTime of ['yesterday', '2026-13-01', '2026-1-1'])
    assert.equal(await world.code(api.searchMsg, ADMIN, { sendTime, pagination: page }), codes.ArgsError);
});

it('looks at many messages in steps, between which others have their turn; each one once, also of one time', async () => {
  const { world, a } = await pair();
  await world.say(a, 'b', 'first');
  const row = world.store.get('messages', [AB, 1])!;
  // More than two steps, the greater part of one and the same time.
  for (let seq = 2; seq <= 2500; seq++)
    world.store.put('messages', {
      ...row,
      seq,
      clientMsgID: String(seq),
      sendTime: T + (seq > 100 && seq < 2300 ? 100 : seq),
    });
  let turns = 0;
  world.clock.after = (ms, run) => {
    turns++;
    queueMicrotask(run);
    return { cancel: () => undefined };
  };
  const found = await world.ok(api.searchMsg, ADMIN, { pagination: { pageNumber: 1, showNumber: 1000 } });
  assert.equal(found.chatLogsNum, 2500);
  assert.ok(turns >= 2);
  const day = await world.ok(api.searchMsg, ADMIN, {
    sendTime: '2026-01-01',
    pagination: { pageNumber: 3, showNumber: 1000 },
  });
  assert.equal(day.chatLogsNum, 2500);
  assert.equal((day.chatLogs!.at(-1)!.chatLog as { seq: number }).seq, 2500);
});
