/** A notification's message, against the protocol's golden one. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromBase64 } from '../../src/protocol/envelope.js';
import { MsgData, PushMessages } from '../../src/protocol/messages.js';
import { notifications } from '../../src/protocol/notifications.js';
import { decode, encode } from '../../src/protocol/wire.js';
import { noticeMessage } from '../../src/server/push.js';
import { noticesOf } from './pushes.js';
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

describe('push', () => {
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

  it('reaches the connections of both, once each', async () => {
    const world = new World();
    const peers = [
      await world.signIn('1001', 5),
      await world.signIn('1001', 1),
      await world.signIn('1002', 5),
      await world.signIn('1003', 5),
    ];
    await world.call('/friend/add_friend', { fromUserID: '1001', toUserID: '1002', reqMsg: '' }, peers[0]!.args.token);
    await world.clock.advance(0);
    assert.deepEqual(
      peers.map(peer => noticesOf(peer).length),
      [1, 1, 1, 0],
    );
    await world.call(
      '/user/update_user_info_ex',
      { userInfo: { userID: '1003', nickname: 'New' } },
      peers[3]!.args.token,
    );
    await world.clock.advance(0);
    const [own, ...more] = noticesOf(peers[3]!);
    assert.deepEqual(
      [own!.conversationID, own!.message.contentType, more.length],
      ['n_1003_1003', notifications.userInfoUpdated, 0],
    );
  });

  it('reaches a connection that has just opened', async () => {
    const world = new World();
    const ann = await world.signIn('1001');
    world.user('1002');
    await world.call('/friend/add_friend', { fromUserID: '1001', toUserID: '1002', reqMsg: '' }, ann.args.token);
    const bob = await world.signIn('1002');
    await world.clock.advance(0);
    assert.equal(noticesOf(bob).length, 1);
  });
});
