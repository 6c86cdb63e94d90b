/** Who may take a message back, and for how long (protocol §8.5, *Revoke*). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as api from '../../../src/protocol/chat-endpoints.js';
import * as codes from '../../../src/protocol/codes.js';
import { ADMIN } from '../people.js';
import { AB, detailOf, pair } from '../chats.js';

const one = (userID: string, seq = 1) => ({ conversationID: AB, seq, userID });

describe('/msg/revoke_msg', () => {
  it('[O10] by the sender: both hear a stored 2101; seqs and read marks stay', async () => {
    const { world, a, b } = await pair();
    const { clientMsgID } = await world.say(a, 'b', 'oops');
    for (const peer of [a, b]) await world.pushed(peer);
    await world.ok(api.revokeMsg, 'a', one('a'));
    for (const peer of [a, b]) {
      const [{ conversationID, message } = { conversationID: '', message: undefined }] = await world.pushed(peer);
      assert.deepEqual([conversationID, message!.seq, message!.contentType], ['n_a_b', 1, 2101]);
      assert.deepEqual(detailOf(message), {
        revokerUserID: 'a',
        clientMsgID,
        revokeTime: world.clock.time,
        sesstionType: 1,
        seq: 1,
        conversationID: AB,
        isAdminRevoke: false,
      });
    }
    assert.equal(world.store.get('userSeqs', ['b', AB])!.hasReadSeq, 0);
    assert.equal(world.store.get('seqs', [AB])!.maxSeq, 1);
    assert.equal(await world.code(api.revokeMsg, 'a', one('a')), codes.MsgAlreadyRevoke);
  });

  it('by nobody else, and nothing that is not there', async () => {
    const { world, a } = await pair();
    await world.say(a, 'b', '1');
    await world.say(a, 'b', '2');
    await world.say(a, 'b', '3');
    assert.equal(await world.code(api.revokeMsg, 'b', one('b')), codes.NoPermissionError);
    assert.equal(await world.code(api.revokeMsg, 'b', one('a')), codes.NoPermissionError);
    assert.equal(await world.code(api.revokeMsg, 'c', one('c')), codes.RecordNotFoundError);
    assert.equal(await world.code(api.revokeMsg, 'a', one('a', 4)), codes.RecordNotFoundError);
    assert.equal(await world.code(api.revokeMsg, 'a', one('a', 0)), codes.ArgsError);
    await world.ok(api.deleteMsgs, 'a', { conversationID: AB, seqs: [1], userID: 'a' });
    assert.equal(await world.code(api.revokeMsg, 'a', one('a')), codes.RecordNotFoundError);
    const deleteSyncOpt = { IsSyncOther: true };
    await world.ok(api.deleteMsgs, 'a', { conversationID: AB, seqs: [2], userID: 'a', deleteSyncOpt });
    assert.equal(await world.code(api.revokeMsg, 'a', one('a', 2)), codes.ServerInternalError);
    // Notifications are not messages, nor are their copies.
    const notice = { ...one('a'), conversationID: 'n_a_b' };
    assert.equal(await world.code(api.revokeMsg, 'a', notice), codes.RecordNotFoundError);
    assert.equal(await world.code(api.revokeMsg, ADMIN, notice), codes.RecordNotFoundError);
    await world.befriend('b', 'a');
    assert.equal(await world.code(api.revokeMsg, 'a', one('a', 4)), codes.ArgsError);
  });

  it('within the time the operator set; administrators always, in the name of the two', async () => {
    const { world, a } = await pair({ revokeMinutes: 2 });
    await world.say(a, 'b', '1');
    await world.say(a, 'b', '2');
    world.clock.time += 120_000;
    await world.ok(api.revokeMsg, 'a', one('a', 1));
    world.clock.time += 1;
    const { errCode, errDlt } = await world.ask(api.revokeMsg, 'a', one('a', 2));
    assert.equal(errCode, codes.NoPermissionError);
    assert.match(errDlt, /2 min/);
    const b = await world.listen('b');
    await world.ok(api.revokeMsg, ADMIN, one(ADMIN, 2));
    const [pushed] = await world.pushed(b);
    assert.deepEqual([pushed!.conversationID, pushed!.message.sendID], ['n_a_b', 'a']);
    const { revokerUserID, isAdminRevoke } = detailOf(pushed!.message);
    assert.deepEqual([revokerUserID, isAdminRevoke], [ADMIN, true]);
  });
});
