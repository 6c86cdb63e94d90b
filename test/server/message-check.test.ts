/** What a client may send, and to whom: every refusal of 1003, in its order (protocol §8.1, §7). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as chatApi from '../../src/protocol/chat-endpoints.js';
import * as codes from '../../src/protocol/codes.js';
import * as api from '../../src/protocol/endpoints.js';
import type { MsgData } from '../../src/protocol/messages.js';
import { checkContent, MAX_CONTENT } from '../../src/server/message-check.js';
import { AB, pair } from './chats.js';

const nested = `{"a":${'['.repeat(8000)}${']'.repeat(8000)}}`;

/** Codes of messages from a; nothing of them may be stored or pushed. */
async function refused(cases: readonly [name: string, recvID: string, more: Partial<MsgData>, code: number][]) {
  const { world, a, b } = await pair();
  for (const [name, recvID, more, code] of cases) {
    const { errCode, errMsg } = await world.send(a, recvID, 'x', more);
    assert.equal(errCode, code, name);
    assert.ok(errMsg, name);
  }
  assert.equal(world.store.count('messages'), 0);
  assert.equal((await world.pushed(b)).length, 0);
  assert.equal(a.ended, false);
}

describe('a message is refused', () => {
  it('when its form is wrong', () =>
    refused([
      ['another sender', 'b', { sendID: 'c' }, codes.NoPermissionError],
      ['no sender', 'b', { sendID: '' }, codes.ArgsError],
      ['no content', 'b', { content: new Uint8Array() }, codes.ArgsError],
      ['content that is no UTF-8', 'b', { content: Uint8Array.from([0x7b, 0xff, 0x7d]) }, codes.ArgsError],
      ['half a surrogate pair', 'b', { content: Uint8Array.from([0xed, 0xa0, 0x80]) }, codes.ArgsError],
      ['a NUL', 'b', { content: Uint8Array.from([0x7b, 0, 0x7d]) }, codes.ArgsError],
      ['content nested too deep', 'b', { content: new TextEncoder().encode(nested) }, codes.ArgsError],
      ['attachedInfo nested too deep', 'b', { attachedInfo: nested }, codes.ArgsError],
      ['no clientMsgID', 'b', { clientMsgID: '' }, codes.ArgsError],
      ['a long clientMsgID', 'b', { clientMsgID: 'x'.repeat(65) }, codes.ArgsError],
      ['a clientMsgID with a line break', 'b', { clientMsgID: 'x\n' }, codes.ArgsError],
      ['a long ex', 'b', { ex: 'x'.repeat(8193) }, codes.ArgsError],
      ['a long attachedInfo', 'b', { attachedInfo: 'x'.repeat(16_385) }, codes.ArgsError],
      ['many mentions', 'b', { atUserIDList: Array<string>(101).fill('b') }, codes.ArgsError],
      [
        'a long push text',
        'b',
        {
          offlinePushInfo: {
            title: 'x'.repeat(1025),
            desc: '',
            ex: '',
            iOSPushSound: '',
            iOSBadgeCount: false,
            signalInfo: '',
          },
        },
        codes.ArgsError,
      ],
      ['session type 0', 'b', { sessionType: 0 }, codes.ArgsError],
      ['session type 2', 'b', { sessionType: 2 }, codes.ArgsError],
      ['session type 4', 'b', { sessionType: 4 }, codes.ArgsError],
      ['a group', '', { sessionType: 3, groupID: 'g' }, codes.NotInGroupYetError],
    ]));

  it('when only the server may send it', () =>
    refused([
      ...[1201, 1400, 1701, 2001, 2101, 2102, 2200, 5000].map(
        contentType => [String(contentType), 'b', { contentType }, codes.NoPermissionError] as const,
      ),
      ...[111, 200, 203, 0, -1].map(
        contentType => [String(contentType), 'b', { contentType }, codes.ArgsError] as const,
      ),
      ['as notification', 'b', { options: { isNotNotification: false } }, codes.NoPermissionError],
    ] as [string, string, Partial<MsgData>, number][]));

  it('when there is nobody to get it', () =>
    refused([
      ['no receiver', '', {}, codes.ArgsError],
      ['an unknown one', 'nobody', {}, codes.RecordNotFoundError],
    ]));

  it('content is taken up to its limit, and options nobody knows are left out', async () => {
    checkContent(new Uint8Array(MAX_CONTENT).fill(0x20));
    assert.throws(() => checkContent(new Uint8Array(MAX_CONTENT + 1).fill(0x20)), { errCode: codes.ArgsError });
    const { world, a, b } = await pair();
    await world.say(a, 'b', 'x', { options: { unreadCount: false, constructor: true, foo: false } });
    assert.deepEqual((await world.pushed(b))[0]!.message.options, { unreadCount: false });
  });
});

describe('a message is refused by its receiver', () => {
  it('[F3] who blocked the sender: 1302; the other way it goes', async () => {
    const { world, a, b } = await pair();
    await world.ok(api.addBlack, 'b', { ownerUserID: 'b', blackUserID: 'a' });
    assert.equal((await world.send(a, 'b', 'x')).errCode, codes.BlockedByPeer);
    assert.equal((await world.send(b, 'a', 'x')).errCode, 0);
    await world.ok(api.removeBlack, 'b', { ownerUserID: 'b', blackUserID: 'a' });
    assert.equal((await world.send(a, 'b', 'x')).errCode, 0);
  });

  it("with friendVerify who is not on the receiver's list: 1303 [F7]", async () => {
    const { world, a, b } = await pair({ friendVerify: true });
    assert.equal((await world.send(a, 'b', 'x')).errCode, codes.NotPeersFriend);
    await world.befriend('a', 'b');
    assert.equal((await world.send(a, 'b', 'x')).errCode, 0);
    await world.ok(api.deleteFriend, 'a', { ownerUserID: 'a', friendUserID: 'b' });
    assert.equal((await world.send(a, 'b', 'x')).errCode, 0);
    assert.equal((await world.send(b, 'a', 'x')).errCode, codes.NotPeersFriend);
    assert.equal((await world.send(a, 'a', 'note to myself')).errCode, 0);
    // The blacklist is looked at first.
    await world.ok(api.addBlack, 'a', { ownerUserID: 'a', blackUserID: 'b' });
    assert.equal((await world.send(b, 'a', 'x')).errCode, codes.BlockedByPeer);
    world.store.put('users', { ...world.store.get('users', ['b'])!, appMangerLevel: 2 });
    assert.equal((await world.send(b, 'a', 'x')).errCode, 0);
  });

  it('a sender who is gone: 1004', async () => {
    const { world, a } = await pair();
    world.store.delete('users', ['a']);
    assert.equal((await world.send(a, 'b', 'x')).errCode, codes.RecordNotFoundError);
  });

  it('[N7] who takes no messages, in general or from this one; muted ones come without a notification', async () => {
    const { world, a, b } = await pair();
    const user = world.store.get('users', ['b'])!;
    const general = (globalRecvMsgOpt: number) => world.store.put('users', { ...user, globalRecvMsgOpt });
    general(1);
    const { errCode, errMsg } = await world.send(a, 'b', 'x');
    assert.deepEqual([errCode, errMsg.includes('message is not sent')], [codes.ArgsError, true]);
    general(2);
    await world.say(a, 'b', 'quietly');
    general(0);
    await world.say(a, 'b', 'aloud');
    const chat = world.store.get('conversations', ['b', AB])!;
    world.store.put('conversations', { ...chat, recvMsgOpt: 1 });
    assert.equal((await world.send(a, 'b', 'x')).errCode, codes.ArgsError);
    world.store.put('conversations', { ...chat, recvMsgOpt: 2 });
    await world.say(a, 'b', 'quietly');
    assert.deepEqual(
      (await world.pushed(b)).map(({ message }) => message.options),
      [{ offlinePush: false }, {}, { offlinePush: false }],
    );
    // What stands does not go through: b's own message, and notifications to b.
    assert.equal((await world.send(b, 'a', 'x')).errCode, 0);
    await world.ok(chatApi.revokeMsg, 'a', { conversationID: AB, seq: 1, userID: 'a' });
    assert.equal((await world.pushed(b)).at(-1)!.message.contentType, 2101);
  });
});
