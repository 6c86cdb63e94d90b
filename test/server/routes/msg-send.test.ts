/** What administrators send in somebody's name (protocol §8.5). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as api from '../../../src/protocol/chat-endpoints.js';
import * as codes from '../../../src/protocol/codes.js';
import { ADMIN } from '../people.js';
import { AB, contentOf, detailOf, pair, textOf, type Chats } from '../chats.js';

const none = { conversationID: '', message: undefined };
const text = (more: Partial<api.AdminMessage> = {}): api.AdminMessage => ({
  sendID: 'a',
  recvID: 'b',
  content: { content: 'hello', more: 1 },
  contentType: 101,
  sessionType: 1,
  ...more,
});

describe('/msg/send_msg', () => {
  it("an ordinary stored message of the sender's, with msgFrom 200; its status by operationID", async () => {
    const { world, a, b } = await pair();
    const sent = await world.ok(api.sendMsg, ADMIN, text());
    for (const peer of [a, b]) {
      const [{ conversationID, message } = none] = await world.pushed(peer);
      assert.equal(conversationID, AB);
      const { msgFrom, seq, status, senderNickname, serverMsgID, options } = message!;
      assert.deepEqual([msgFrom, seq, status, senderNickname, serverMsgID], [200, 1, 2, 'a', sent.serverMsgID]);
      assert.deepEqual([options, contentOf(message)], [{}, { content: 'hello', more: 1 }]);
    }
    assert.equal((await world.ok(api.checkMsgIsSendSuccess, ADMIN, {})).status, 2);
    const token = await world.tokenOf(ADMIN, 'im');
    const other = await world.call(api.checkMsgIsSendSuccess.path, {}, token, 'another');
    assert.deepEqual(other.data, { status: 0 });
  });

  it('online only, without a notification, as a system notice', async () => {
    const { world, b } = await pair();
    await world.ok(api.sendMsg, ADMIN, text({ isOnlineOnly: true }));
    await world.ok(api.sendMsg, ADMIN, text({ notOfflinePush: true, senderNickname: 'Support', ex: 'e' }));
    await world.ok(
      api.sendMsg,
      ADMIN,
      text({ contentType: 1400, content: { notificationName: 'N', text: 'T', url: 'u' } }),
    );
    const [online, quiet, notice] = await world.pushed(b);
    assert.deepEqual([online!.message.seq, online!.message.options['history']], [0, false]);
    assert.deepEqual(
      [quiet!.message.seq, quiet!.message.options, quiet!.message.senderNickname, quiet!.message.ex],
      [1, { offlinePush: false }, 'Support', 'e'],
    );
    assert.deepEqual(
      [notice!.conversationID, notice!.message.sessionType, detailOf(notice!.message)],
      ['sn_a_b', 4, { notificationName: 'N', text: 'T', url: 'u' }],
    );
    assert.equal(world.store.get('conversations', ['b', 'sn_a_b'])!.conversationType, 4);
    assert.equal(world.store.get('conversations', ['a', 'sn_a_b']), undefined);
    // Read marks of such a chat stay with the reader.
    await world.ok(api.markConversationAsRead, 'b', { conversationID: 'sn_a_b', userID: 'b', hasReadSeq: 1 });
    const [read] = await world.pushed(b);
    assert.deepEqual([read!.conversationID, read!.message.seq, detailOf(read!.message)['hasReadSeq']], ['n_b_b', 0, 1]);
    assert.equal(
      await world.code(api.revokeMsg, ADMIN, { conversationID: 'sn_a_b', seq: 1, userID: ADMIN }),
      codes.ServerInternalError,
    );
  });

  it('only by administrators; what lacks its content, or a receiver who can get it, is refused', async () => {
    const { world } = await pair();
    assert.equal(await world.code(api.sendMsg, 'a', text()), codes.NoPermissionError);
    for (const [more, code] of [
      [{ contentType: 107 }, codes.ArgsError],
      [{ contentType: 2200 }, codes.ArgsError],
      [{ content: {} }, codes.ArgsError],
      [{ contentType: 102, content: { sourcePicture: { url: 'u' } } }, codes.ArgsError],
      [{ contentType: 105, content: { fileName: 'f' } }, codes.ArgsError],
      [{ content: { content: 'x\0' } }, 0],
      [{ sessionType: 2 }, codes.ArgsError],
      [{ sessionType: 3, groupID: 'g' }, codes.NotInGroupYetError],
      [{ sendID: 'nobody' }, codes.RecordNotFoundError],
      [{ recvID: 'nobody' }, codes.RecordNotFoundError],
      [{ recvID: 'nobody', contentType: 1400 }, codes.RecordNotFoundError],
    ] as const)
      assert.equal(await world.code(api.sendMsg, ADMIN, text(more)), code, JSON.stringify(more));
    const b = world.store.get('users', ['b'])!;
    world.store.put('users', { ...b, globalRecvMsgOpt: 1 });
    assert.equal(await world.code(api.sendMsg, ADMIN, text()), codes.ArgsError);
  });
});

/** The call waits for a timer between two transactions, which the test's clock has to bring. */
async function batch(world: Chats, message: Parameters<typeof ask>[1]) {
  const answer = ask(world, message);
  let done = false;
  void answer.finally(() => (done = true));
  while (!done) await world.clock.advance(0);
  return answer;
}
const ask = (world: Chats, message: Omit<api.AdminMessage, 'recvID'> & { recvIDs?: string[]; isSendAll?: boolean }) =>
  world.ok(api.batchSendMsg, ADMIN, message);

describe('/msg/batch_send_msg', () => {
  it('to each, and says who could not get it', async () => {
    const { world, b } = await pair();
    const { recvID: _, ...message } = text();
    const { results, failedUserIDs } = await batch(world, { ...message, recvIDs: ['b', 'nobody', 'c', 'b'] });
    assert.deepEqual([results!.map(one => one.recvID), failedUserIDs], [['b', 'c'], ['nobody']]);
    assert.equal(new Set(results!.map(one => one.clientMsgID)).size, 2);
    assert.deepEqual(
      (await world.pushed(b)).map(one => textOf(one.message)),
      ['hello'],
    );
    const all = await batch(world, { ...message, isSendAll: true });
    assert.deepEqual(all.results!.map(one => one.recvID).sort(), ['a', 'b', 'c']);
    assert.equal(await world.code(api.batchSendMsg, ADMIN, message), codes.ArgsError);
    assert.equal(await world.code(api.batchSendMsg, 'a', { ...message, recvIDs: ['b'] }), codes.NoPermissionError);
  });
});

describe('/msg/send_business_notification', () => {
  const business = { key: 'order', data: '{"id":5}', sendUserID: 'a', recvUserID: 'b' };
  it('as 2001, not stored; with sendMsg also into the chat', async () => {
    const { world, b } = await pair();
    await world.ok(api.sendBusinessNotification, ADMIN, business);
    const [one, ...more] = await world.pushed(b);
    assert.deepEqual([one!.conversationID, one!.message.seq, more.length], ['n_a_b', 0, 0]);
    assert.deepEqual([one!.message.contentType, detailOf(one!.message)], [2001, { key: 'order', data: '{"id":5}' }]);
    await world.ok(api.sendBusinessNotification, ADMIN, { ...business, sendMsg: true });
    assert.deepEqual(
      (await world.pushed(b)).map(({ conversationID, message }) => [conversationID, message.seq]),
      [
        [AB, 1],
        ['n_a_b', 0],
      ],
    );
  });

  it('is refused to others, to groups and to nobody', async () => {
    const { world } = await pair();
    assert.equal(await world.code(api.sendBusinessNotification, 'a', business), codes.NoPermissionError);
    for (const more of [{ recvUserID: '' }, { recvGroupID: 'g' }, { key: '' }])
      assert.equal(await world.code(api.sendBusinessNotification, ADMIN, { ...business, ...more }), codes.ArgsError);
    for (const more of [{ recvUserID: 'x' }, { sendUserID: 'x' }])
      assert.equal(
        await world.code(api.sendBusinessNotification, ADMIN, { ...business, ...more }),
        codes.RecordNotFoundError,
      );
  });
});

it('/msg/send_simple_msg says why it does not work', async () => {
  const { world } = await pair();
  const { errCode, errDlt } = await world.call('/msg/send_simple_msg', {}, await world.tokenOf('a', 'im'));
  assert.equal(errCode, codes.ArgsError);
  assert.match(errDlt, /webhooks/);
});
