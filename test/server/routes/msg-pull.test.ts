/** The gateway's reads by REST. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as api from '../../../src/protocol/chat-endpoints.js';
import * as codes from '../../../src/protocol/codes.js';
import { AB, pair } from '../chats.js';

it('newest seqs, messages with content in base64, read states, the time', async () => {
  const { world, a } = await pair();
  const { clientMsgID, serverMsgID } = await world.say(a, 'b', 'hi');
  await world.ok(api.revokeMsg, 'a', { conversationID: AB, seq: 1, userID: 'a' });
  await world.say(a, 'b', 'ho');
  assert.deepEqual(await world.ok(api.newestSeq, 'b', { userID: 'b' }), {
    maxSeqs: { [AB]: 2, n_a_b: 1 },
    minSeqs: null,
  });
  const seqRanges = [
    { conversationID: AB, begin: 1, end: 2, num: 9 },
    { conversationID: 'n_a_b', begin: 1, end: 1, num: 9 },
  ];
  const { msgs, notificationMsgs } = await world.ok(api.pullMsgBySeq, 'b', { userID: 'b', seqRanges });
  const [revoked, plain] = msgs[AB]!.Msgs!;
  assert.deepEqual(
    [revoked!.contentType, revoked!.clientMsgID, revoked!.serverMsgID],
    [2101, clientMsgID, serverMsgID],
  );
  assert.equal(atob(plain!.content), '{"content":"ho"}');
  assert.deepEqual([plain!.options, plain!.atUserIDList, plain!.offlinePushInfo], [null, null, null]);
  assert.equal(notificationMsgs['n_a_b']!.Msgs![0]!.options!['isNotNotification'], false);
  assert.deepEqual(await world.ok(api.getReadAndMaxSeqs, 'b', { userID: 'b', returnPinned: true }), {
    seqs: { [AB]: { maxSeq: 2, hasReadSeq: 0, maxSeqTime: world.clock.time } },
    pinnedConversationIDs: null,
  });
  assert.deepEqual(await world.ok(api.getServerTime, 'b', {}), { serverTime: world.clock.time });
});

it("only one's own", async () => {
  const { world } = await pair();
  for (const endpoint of [api.newestSeq, api.pullMsgBySeq, api.getReadAndMaxSeqs])
    assert.equal(await world.code(endpoint, 'c', { userID: 'b' }), codes.NoPermissionError, endpoint.path);
});
