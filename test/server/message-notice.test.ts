/** Which notifications are stored and copied into the chat, and the message of one against the protocol's golden one (§5.3, §5.4). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chatNotifications } from '../../src/protocol/chat-notifications.js';
import { fromBase64 } from '../../src/protocol/envelope.js';
import { MsgData, PushMessages } from '../../src/protocol/messages.js';
import { notifications, unpackDetail } from '../../src/protocol/notifications.js';
import { decode, encode } from '../../src/protocol/wire.js';
import { makeNotice, noticeMessage, type Told } from '../../src/server/message-notice.js';
import { conversationOf } from '../../src/server/repo-conversations.js';
import { seqsOf } from '../../src/server/repo-messages.js';
import { people } from './people.js';
import { T, World } from './world.js';

const golden =
  'Eu0FCgtuXzEwMDFfMTAwMhLdBQraBQoEMTAwMRIEMTAwMiIgMGNjMTc1YjljMGYxYjZhODMxYzM5OWUyNjk3NzI2NjEqIDkyZWI1' +
  'ZmZlZTZhZTJmZWMzYWQ3MWM3Nzc1MzE1NzhmSAFQyAFYswli8AJ7ImRldGFpbCI6IntcImZyb21Ub1VzZXJJRFwiOntcImZyb21V' +
  'c2VySURcIjpcIjEwMDFcIixcInRvVXNlcklEXCI6XCIxMDAyXCJ9LFwicmVxdWVzdFwiOntcImZyb21Vc2VySURcIjpcIjEwMDFc' +
  'IixcImZyb21OaWNrbmFtZVwiOlwiQW5uXCIsXCJmcm9tRmFjZVVSTFwiOlwiXCIsXCJ0b1VzZXJJRFwiOlwiMTAwMlwiLFwidG9O' +
  'aWNrbmFtZVwiOlwiQm9iXCIsXCJ0b0ZhY2VVUkxcIjpcIlwiLFwiaGFuZGxlUmVzdWx0XCI6MCxcInJlcU1zZ1wiOlwiaGkgQm9i' +
  'XCIsXCJjcmVhdGVUaW1lXCI6MTc2NzIyNTYwMDAwMCxcImhhbmRsZXJVc2VySURcIjpcIlwiLFwiaGFuZGxlTXNnXCI6XCJcIixc' +
  'ImhhbmRsZVRpbWVcIjowLFwiZXhcIjpcIlwifX0ifXiF0Oq2tzOAAYTQ6ra3M5oBFQoRaXNOb3ROb3RpZmljYXRpb24QAJoBDQoJ' +
  'aXNTZW5kTXNnEACaAQsKB2hpc3RvcnkQAJoBDgoKcGVyc2lzdGVudBAAmgEPCgtvZmZsaW5lUHVzaBABmgEPCgt1bnJlYWRDb3Vu' +
  'dBAAmgEWChJjb252ZXJzYXRpb25VcGRhdGUQAJoBDgoKc2VuZGVyU3luYxABmgEOCgpub3RQcml2YXRlEACaARwKGHNlbmRlckNv' +
  'bnZlcnNhdGlvblVwZGF0ZRAAmgEVChFyZWFjdGlvbkZyb21DYWNoZRAAogEgCg5GcmllbmQgcmVxdWVzdBIORnJpZW5kIHJlcXVl' +
  'c3Q=';

describe('a notification', () => {
  it('makes the golden message of a friend request', () => {
    const [wanted] = decode(PushMessages, fromBase64(golden)).notificationMsgs['n_1001_1002']!.Msgs;
    const request = {
      fromUserID: '1001',
      fromNickname: 'Ann',
      fromFaceURL: '',
      toUserID: '1002',
      toNickname: 'Bob',
      toFaceURL: '',
      handleResult: 0,
      reqMsg: 'hi Bob',
      createTime: T,
      handlerUserID: '',
      handleMsg: '',
      handleTime: 0,
      ex: '',
    };
    const world = new World();
    world.clock.time = T + 5;
    const detail = { fromToUserID: { fromUserID: '1001', toUserID: '1002' }, request };
    const made = noticeMessage(
      { name: 'friendApplication', from: '1001', to: '1002', detail, operationID: 'op-5', time: T + 4 },
      world.runtime,
    );
    const { clientMsgID, serverMsgID } = wanted!;
    assert.deepEqual(decode(MsgData, encode(MsgData, { ...made, clientMsgID, serverMsgID })), wanted);
    assert.match(made.clientMsgID!, /^[0-9a-f]{32}$/);
    assert.notEqual(made.clientMsgID, made.serverMsgID);
  });

  const types: Record<string, number> = { ...notifications, ...chatNotifications };
  for (const name of Object.keys(types) as Told[]) {
    for (const to of ['b', 'a']) {
      const stored = [2101, 2102].includes(types[name]!) || (types[name] === 2200 && to === 'b');
      const copied = [1201, 1701].includes(types[name]!);
      it(`[O20] ${name} ${to === 'a' ? 'to oneself' : 'to another'}: ${stored ? 'stored' : 'not stored'}${copied ? ', copied into the chat' : ''}`, () => {
        const world = people('a', 'b');
        const made = makeNotice(world.core.context, {
          name,
          from: 'a',
          to,
          detail: { some: 'detail' },
          operationID: 'op',
          time: T,
        });
        const notice = made.at(-1)!;
        assert.equal(made.length, copied ? 2 : 1);
        assert.equal(notice.conversationID, `n_a_${to}`);
        const { message } = notice;
        assert.deepEqual([message.contentType, message.status, message.msgFrom], [types[name], 0, 200]);
        assert.deepEqual(unpackDetail(message.content), { some: 'detail' });
        assert.equal(Object.keys(message.options).length, 11);
        const { isNotNotification, history, persistent, senderSync, isSendMsg, unreadCount } = message.options;
        assert.deepEqual(
          [isNotNotification, history, persistent, senderSync, isSendMsg, unreadCount],
          [false, stored, stored, true, copied, false],
        );
        assert.equal(message.seq, stored ? 1 : 0);
        assert.equal(world.store.count('messages', { prefix: [`n_a_${to}`] }), stored ? 1 : 0);
        assert.equal(world.store.count('messages', { prefix: [`si_a_${to}`] }), copied ? 1 : 0);
        if (!copied) return;
        const copy = made[0]!.message;
        assert.deepEqual(copy, {
          ...message,
          seq: 1,
          options: { offlinePush: types[name] === 1201, unreadCount: true },
        });
        assert.equal(message.options['offlinePush'], false);
        assert.equal(seqsOf(world, 'a', `si_a_${to}`).hasReadSeq, 1);
        assert.ok(conversationOf(world, 'a', `si_a_${to}`));
        if (to === 'b') {
          assert.equal(seqsOf(world, 'b', 'si_a_b').hasReadSeq, 0);
          assert.equal(conversationOf(world, 'b', 'si_a_b')!.userID, 'a');
        }
      });
    }
  }
});
